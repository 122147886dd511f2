import {
  type CaseEvent,
  type CaseState,
  caseDecider,
  type KnownCase,
  type Point,
  type ReportedData,
  reportPurposes,
} from '@civigrid/cases';
import {
  type DuplicateCandidate,
  type DuplicatePolicy,
  type DuplicateSuggestion,
  duplicateIndex,
} from '@civigrid/cases/duplicates';
import {
  actorId,
  type CaseId,
  type Happened,
  isDomainError,
  type Json,
  parseStreamId,
  type Recorded,
  type StreamId,
  type SubjectRef,
  type Vault,
} from '@civigrid/kernel';

/** One case of the worklist. */
interface CaseEntry {
  readonly stream: StreamId;
  readonly partition: number;
  readonly version: number;
  readonly state: KnownCase;
  /** What the device said, such as `fire.smoke`, where one reported it. */
  readonly kind?: string;
}

/** What the town knows of its cases now: a fold of the log, in memory only. */
export interface CaseView {
  /** Takes events in the order of their partition; what it has taken before changes nothing. */
  apply(events: readonly Recorded[]): Promise<void>;
  get(id: CaseId): CaseEntry | undefined;
  all(): Iterable<CaseEntry>;
  /** Open and just closed cases that a report may be another one of, best first. */
  suggest(report: DuplicateCandidate): readonly DuplicateSuggestion[];
  /** Forgets places and words that no report from an instant on could be compared with. */
  expire(at: number): void;
  /** Forgets the places and words that a person gave; of one case, or of all. */
  forget(subject: SubjectRef, id?: CaseId): void;
}

const duplicatesReader = { actor: actorId('governance'), purpose: 'duplicates' };

const isPoint = (value: unknown): value is Point =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'number');

/** What a device said when it reported. */
function kindOf({ type, data }: Recorded): string | undefined {
  return type === 'cases/reported' ? (data as ReportedData).kind : undefined;
}

/** What a report says that is opened for the search of duplicates. */
interface Opened {
  readonly point?: Point;
  readonly words?: string;
}

/** Folds the cases of a tenant; exact places and words are opened into memory for the search of duplicates, and for nothing else. */
export function caseView(
  vault: Vault,
  policy: DuplicatePolicy | undefined,
  unreadable: (stream: StreamId) => void,
): CaseView {
  const entries = new Map<CaseId, CaseEntry>();
  const duplicates = duplicateIndex(policy);
  let room = 1000;
  /** How often somebody was forgotten: what was being opened meanwhile is opened again. */
  let forgettings = 0;

  async function part(event: Recorded, wanted: string): Promise<Json | undefined> {
    const sealed = event.sealed?.find(({ purpose }) => purpose === wanted);
    if (sealed === undefined) return undefined;
    const { tenant, stream, id, schema } = event;
    try {
      const context = { tenant, stream, event: id, schema };
      const opened = await vault.open(sealed, context, duplicatesReader);
      return opened === 'forgotten' ? undefined : opened;
    } catch (error) {
      // A box that does not open is one suggestion less, never a town that does not start.
      if (!isDomainError(error)) throw error;
      unreadable(stream);
      return undefined;
    }
  }

  /** The exact place of a report, and its words where it has one. */
  async function said(event: Recorded): Promise<Opened> {
    const { publicPlace } = event.data as ReportedData;
    const point = publicPlace ?? (await part(event, reportPurposes.place));
    if (!isPoint(point)) return {};
    const words = await part(event, reportPurposes.statement);
    return { point, ...(typeof words === 'string' ? { words } : {}) };
  }

  async function opened(event: Recorded): Promise<Opened> {
    for (;;) {
      const before = forgettings;
      const found = await said(event);
      if (before === forgettings) return found;
    }
  }

  async function follow(event: Recorded, id: CaseId): Promise<void> {
    const known = entries.get(id);
    // A page comes again as a whole when a part of it failed.
    if (event.version <= (known?.version ?? 0)) return;
    const before: CaseState = known?.state ?? caseDecider.initial;
    const state = caseDecider.evolve(before, event as Recorded & Happened<CaseEvent>);
    if (state.status === 'unreported') return;
    const { stream, partition, version } = event;
    if (event.type === 'cases/reported') await compare(event, state);
    end(state);
    const kind = kindOf(event) ?? known?.kind;
    entries.set(id, { stream, partition, version, state, ...(kind === undefined ? {} : { kind }) });
  }

  /** A case is compared with from its report on. */
  async function compare(
    event: Recorded,
    { id, category, createdAt: at }: KnownCase,
  ): Promise<void> {
    const { publicPlace, reporter } = event.data as ReportedData;
    const { point, words } = await opened(event);
    if (point === undefined) return;
    const known = { case: id, category, at, point, publicPlace: publicPlace !== undefined };
    const said = words === undefined ? {} : { words };
    duplicates.put({ ...known, ...said, ...(reporter === undefined ? {} : { subject: reporter }) });
    // A town that reads years of its log must not hold the places of all of them.
    if (duplicates.size <= room) return;
    duplicates.expire(at);
    room = Math.max(1000, 2 * duplicates.size);
  }

  /** The case as part of which a merged one goes on. */
  function goingOn(id: CaseId): CaseId {
    const seen = new Set<CaseId>();
    for (let at = id; !seen.has(at); ) {
      seen.add(at);
      const state = entries.get(at)?.state;
      if (state?.status !== 'merged') return at;
      at = state.into;
    }
    return id;
  }

  /** It is so until some time after its end. */
  function end(state: KnownCase): void {
    if (state.status === 'refused') duplicates.drop(state.id);
    else duplicates.close(state.id, state.status === 'closed' ? state.closedAt : undefined);
  }

  return {
    apply: async (events) => {
      for (const event of events) {
        const named = parseStreamId(event.stream);
        if (named?.kind === 'case') await follow(event, named.id as CaseId);
      }
    },
    get: (id) => entries.get(id),
    all: () => entries.values(),
    suggest: (report) => {
      const found = new Map<CaseId, DuplicateSuggestion>();
      for (const each of duplicates.suggest(report)) {
        const id = goingOn(each.case);
        if (!found.has(id)) found.set(id, { ...each, case: id });
      }
      return [...found.values()];
    },
    expire: duplicates.expire,
    forget: (subject, only) => {
      forgettings++;
      duplicates.forget(subject, only);
    },
  };
}

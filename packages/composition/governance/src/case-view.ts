import {
  type CaseEvent,
  type CaseState,
  type ComparedCase,
  caseDecider,
  isOpen,
  type KnownCase,
  type Point,
  type ReportedData,
  reportPurposes,
} from '@civigrid/cases';
import {
  actorId,
  type CaseId,
  type Happened,
  isDomainError,
  parseStreamId,
  type Recorded,
  type StreamId,
  type SubjectRef,
  type Vault,
} from '@civigrid/kernel';
import { knownPlaces } from './known-places.ts';

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
  /** Open cases near a place that a report may be another one of. */
  near(category: string, point: Point, radiusMetres: number): Iterable<ComparedCase>;
  /** Forgets the places that a person gave; of one case, or of all. */
  forget(subject: SubjectRef, id?: CaseId): void;
}

const duplicatesReader = { actor: actorId('governance'), purpose: 'duplicates' };

const isPoint = (value: unknown): value is Point =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'number');

/** What a device said when it reported. */
function kindOf({ type, data }: Recorded): string | undefined {
  return type === 'cases/reported' ? (data as ReportedData).kind : undefined;
}

/** Folds the cases of a tenant; exact places are opened into memory for the search of duplicates, and for nothing else. */
export function caseView(vault: Vault, unreadable: (stream: StreamId) => void): CaseView {
  const entries = new Map<CaseId, CaseEntry>();
  const places = knownPlaces();

  async function place(event: Recorded): Promise<Point | undefined> {
    const { publicPlace } = event.data as ReportedData;
    if (publicPlace !== undefined) return publicPlace;
    const part = event.sealed?.find(({ purpose }) => purpose === reportPurposes.place);
    if (part === undefined) return undefined;
    const { tenant, stream, id, schema } = event;
    try {
      const context = { tenant, stream, event: id, schema };
      const opened = await vault.open(part, context, duplicatesReader);
      return isPoint(opened) ? opened : undefined;
    } catch (error) {
      // A box that does not open is one suggestion less, never a town that does not start.
      if (!isDomainError(error)) throw error;
      unreadable(stream);
      return undefined;
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
    await locate(event, state);
    const kind = kindOf(event) ?? known?.kind;
    entries.set(id, { stream, partition, version, state, ...(kind === undefined ? {} : { kind }) });
  }

  /** A case has a place from its report until its end. */
  async function locate(event: Recorded, state: KnownCase): Promise<void> {
    const { id, category, createdAt: at } = state;
    const point = event.type === 'cases/reported' ? await place(event) : undefined;
    if (point !== undefined) places.put({ case: id, category, at, point });
    if (!isOpen(state)) places.drop(id);
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
    near: places.near,
    forget: (subject, only) => {
      for (const [id, { state }] of entries) {
        const [first] = state.reporters;
        if ((only === undefined || only === id) && first?.subject === subject) places.drop(id);
      }
    },
  };
}

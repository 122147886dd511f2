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
  type Vault,
} from '@civigrid/kernel';

/** One case of the worklist. */
interface CaseEntry {
  readonly stream: StreamId;
  readonly partition: number;
  readonly state: KnownCase;
  /** What the device said, such as `fire.smoke`, where one reported it. */
  readonly kind?: string;
}

/** What the town knows of its cases now: a fold of the log, in memory only. */
export interface CaseView {
  /** Takes events in the order of their partition. */
  apply(events: readonly Recorded[]): Promise<void>;
  get(id: CaseId): CaseEntry | undefined;
  all(): Iterable<CaseEntry>;
  /** Cases that a new report may be another one of: open, with a place. */
  comparable(): Iterable<ComparedCase>;
}

const duplicatesReader = { actor: actorId('governance'), purpose: 'duplicates' };

const isPoint = (value: unknown): value is Point =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'number');

/** Folds the cases of a tenant; exact places are opened into memory for the search of duplicates, and for nothing else. */
export function caseView(vault: Vault): CaseView {
  const entries = new Map<CaseId, CaseEntry>();
  const places = new Map<CaseId, Point>();

  async function place(event: Recorded): Promise<Point | undefined> {
    const { publicPlace } = event.data as ReportedData;
    if (publicPlace !== undefined) return publicPlace;
    const part = event.sealed?.find(({ purpose }) => purpose === reportPurposes.place);
    if (part === undefined) return undefined;
    const { tenant, stream, id, schema } = event;
    try {
      const opened = await vault.open(
        part,
        { tenant, stream, event: id, schema },
        duplicatesReader,
      );
      return isPoint(opened) ? opened : undefined;
    } catch (error) {
      // A box that does not open is one suggestion less, never a town that does not start.
      if (isDomainError(error)) return undefined;
      throw error;
    }
  }

  async function follow(event: Recorded, id: CaseId): Promise<void> {
    const known = entries.get(id);
    const before: CaseState = known?.state ?? caseDecider.initial;
    const state = caseDecider.evolve(before, event as Recorded & Happened<CaseEvent>);
    if (state.status === 'unreported') return;
    const { stream, partition, data } = event;
    const reported = event.type === 'cases/reported' ? (data as ReportedData) : undefined;
    const point = reported === undefined ? undefined : await place(event);
    if (point !== undefined) places.set(id, point);
    if (!isOpen(state)) places.delete(id);
    const kind = reported === undefined ? known?.kind : reported.kind;
    entries.set(id, { stream, partition, state, ...(kind === undefined ? {} : { kind }) });
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
    *comparable() {
      for (const [id, point] of places) {
        const state = entries.get(id)?.state;
        if (state !== undefined)
          yield { case: id, category: state.category, at: state.createdAt, point };
      }
    },
  };
}

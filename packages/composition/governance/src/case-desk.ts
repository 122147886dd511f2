import type { WorkCalendar } from '@civigrid/calendar';
import {
  type CaseEvent,
  comingReporters,
  type KnownCase,
  type TimelineRow,
  timeline,
} from '@civigrid/cases';
import {
  type CaseRecordEvent,
  caseRows,
  type Statistics,
  type StatisticsOptions,
  statisticsOf,
} from '@civigrid/cases/statistics';
import { type CategoryLimits, type Division, type WhatIf, whatIf } from '@civigrid/cases/what-if';
import {
  type CaseId,
  correlationId,
  type GridCode,
  type Handled,
  type Happened,
  parseStreamId,
  type Reader,
  type Recorded,
} from '@civigrid/kernel';
import { compileTable } from '@civigrid/tables';
import { askedOf, caseStream, perform } from './case-office.ts';
import type { CaseView } from './case-view.ts';
import { refusal } from './governance-error.ts';
import { metaOf, type OrderGiver } from './order-giver.ts';
import type { CaseOrder, CaseTask } from './orders.ts';
import { type OpenedPart, openedParts } from './personal-parts.ts';
import type { TownParts } from './town-parts.ts';

/** The cases of a town (案件). */
export interface CaseDesk {
  /** The case as it stands; undefined where none was reported. */
  get(id: CaseId): KnownCase | undefined;
  /** In order of their first report. */
  list(): readonly KnownCase[];
  /** Sign, handle, check, call back, close, whistle …; a refusal of the case is thrown. Refuses an unknown case with `governance/unknown-case`. */
  perform(id: CaseId, order: CaseOrder, by: OrderGiver): Promise<Handled>;
  /**
   * Lets an open case go on as part of another of the same matter (并案): both change in one append. Refuses
   * `governance/unknown-case`, `cases/merge-into-itself`, `cases/not-open`.
   */
  merge(id: CaseId, into: CaseId, by: OrderGiver): Promise<Handled>;
  /** Lets a merged case go on by itself again (撤销并案). Refuses `governance/unknown-case`, `cases/not-merged`. */
  separate(id: CaseId, by: OrderGiver): Promise<Handled>;
  /** Its events as they were recorded, personal parts sealed. */
  events(id: CaseId): Promise<readonly Recorded[]>;
  /** Its history as rows to be told (`tellRow` of `@civigrid/cases/messages`). */
  timeline(id: CaseId): Promise<readonly TimelineRow[]>;
  /** The parts of a case that serve the reader's purpose. */
  personal(id: CaseId, reader: Reader): Promise<readonly OpenedPart[]>;
  /** What officials report about a period, worked out from the events of all cases. Refuses as `statisticsOf` does. */
  statistics(options: TownStatisticsOptions): Promise<Statistics>;
  /**
   * What would have become of the cases under another table, division, calendar or other limits (推演); nothing is
   * changed. Refuses `tables/invalid`.
   */
  whatIf(after: TownWhatIf): Promise<WhatIf>;
}

/** What statistics of a town are asked for; its calendar and its cells are known. */
export type TownStatisticsOptions = Omit<StatisticsOptions, 'calendar' | 'gridOf'>;

/** Another world for the cases of a town: what is left out stays as it is. */
export interface TownWhatIf {
  /** Another routing table. */
  readonly routing?: unknown;
  readonly calendar?: WorkCalendar;
  /** Which cell a cell becomes, or in which shares it is divided. */
  readonly division?: Division;
  readonly limits?: readonly CategoryLimits[];
  /** Cases as they stood before an instant, at which clocks that run are judged: UTC milliseconds; the town's clock if left out. */
  readonly until?: number;
}

/** Opens the desk at which cases are worked. */
export function caseDesk(parts: TownParts, view: CaseView, settle: () => Promise<void>): CaseDesk {
  const { store, tenant, calendar, grid } = parts;
  /** A cell that was retired since stands for itself. */
  const gridOf = (cell: GridCode) => (grid.has(cell) ? grid.path(cell) : [cell]);

  function known(id: CaseId): KnownCase {
    const entry = view.get(id);
    if (entry !== undefined) return entry.state;
    throw refusal('governance/unknown-case', 'No such case was reported.', { case: id });
  }

  async function both(by: OrderGiver, tasks: readonly [CaseTask, ...CaseTask[]]): Promise<Handled> {
    const meta = metaOf(parts, by, correlationId(tasks[0].case));
    const handled = await parts.handler.handle(
      meta,
      tasks.map((task) => askedOf(parts, view, meta, task)),
    );
    await settle();
    return handled;
  }

  async function events(id: CaseId): Promise<readonly Recorded[]> {
    const list: Recorded[] = [];
    for await (const event of store.read(tenant, caseStream(id))) list.push(event);
    return list;
  }

  /** The events of all cases: each log is read once, however many cases stand in it. */
  async function everything(): Promise<readonly CaseRecordEvent[]> {
    const all: CaseRecordEvent[] = [];
    for (const { partition } of await store.heads(tenant))
      for await (const event of store.readLog(tenant, partition))
        if (parseStreamId(event.stream)?.kind === 'case')
          all.push(event as Recorded & CaseRecordEvent);
    return all;
  }

  /** In one order, whatever the order in which the partitions were read. */
  const list = (): readonly KnownCase[] =>
    Array.from(view.all(), ({ state }) => state).sort(
      (a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1),
    );

  return {
    get: (id) => view.get(id)?.state,
    list,
    perform: async (id, order, by) => {
      known(id);
      const meta = metaOf(parts, by, correlationId(id));
      const handled = await perform(parts, view, meta, { case: id, order });
      await settle();
      return handled;
    },
    merge: async (id, into, by) => {
      await settle();
      known(into);
      const reporters = comingReporters(known(id));
      const join: CaseTask = { case: id, order: { type: 'join', into } };
      // A case into itself is refused by the case; a command names each stream once.
      if (id === into) return both(by, [join]);
      return both(by, [join, { case: into, order: { type: 'absorb', case: id, reporters } }]);
    },
    separate: async (id, by) => {
      await settle();
      const state = known(id);
      if (state.status !== 'merged') return both(by, [{ case: id, order: { type: 'separate' } }]);
      return both(by, [
        { case: id, order: { type: 'separate' } },
        { case: state.into, order: { type: 'unmerge', report: id } },
      ]);
    },
    events,
    timeline: async (id) =>
      timeline((await events(id)) as readonly (Recorded & Happened<CaseEvent>)[]),
    personal: (id, reader) => openedParts(parts, caseStream(id), reader),
    statistics: async (options) => {
      return statisticsOf(await everything(), { ...options, calendar, gridOf });
    },
    whatIf: async ({ routing, division, limits, until = parts.clock.now(), ...after }) => {
      const { table } = parts.routing;
      const changed = {
        table: routing === undefined ? table : compileTable(routing),
        calendar: after.calendar ?? calendar,
        ...(division === undefined ? {} : { division }),
        ...(limits === undefined ? {} : { limits }),
      };
      return whatIf({
        cases: caseRows(await everything(), until),
        before: { table, calendar },
        after: changed,
        asOf: until,
        gridOf,
      });
    },
  };
}

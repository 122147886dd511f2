import {
  type AlarmCommand,
  type AlarmTransition,
  type IncidentFact,
  type IncidentTimes,
  incidentDecider,
  incidentTimes,
} from '@civigrid/devices';
import {
  type CaseId,
  correlationId,
  fold,
  type GridCode,
  type Happened,
  type Recorded,
  streamId,
} from '@civigrid/kernel';
import type { CaseView } from './case-view.ts';
import type { IncidentView } from './incident-view.ts';
import type { DeviceDesk } from './intake/ingest.ts';
import { metaOf, type OrderGiver } from './order-giver.ts';
import type { TownParts } from './town-parts.ts';

/** A command for alarms as a person gives it; tenant and instant come from the desk. */
export type AlarmOrder = AlarmCommand extends infer Command
  ? Command extends AlarmCommand
    ? Omit<Command, 'tenant' | 'at'>
    : never
  : never;

/** A case that an incident has opened, and how long that took. */
export interface IncidentCase {
  readonly case: CaseId;
  /** When it was opened: UTC milliseconds. */
  readonly openedAt: number;
  /** Milliseconds from the first alarm of the incident, as its device claims it, to the opening. */
  readonly leadMs: number;
  /** When its loop was closed, and how long after the first alarm that was. */
  readonly closedAt?: number;
  readonly settledMs?: number;
}

/** One incident with its times (警情), so that what lies between the first alarm and done can be measured. */
export interface IncidentReport extends IncidentTimes {
  readonly id: string;
  /** `over` where none of its alarms lasts; whether the matter is settled, its cases say. */
  readonly status: 'open' | 'over';
  readonly cause: string;
  /** The cell over which it stretches. */
  readonly place?: GridCode;
  readonly cases: readonly IncidentCase[];
}

/** The alarms of a town (报警). */
export interface AlarmDesk {
  /**
   * Acknowledge, shelve, unshelve, suppress, unsuppress, take out of service, return to service: written to the log
   * with who it was. Refused by the tracker's own codes; a repeated id does nothing.
   */
  perform(order: AlarmOrder, by: OrderGiver): Promise<readonly AlarmTransition[]>;
  /** An incident with all its alarms and their lead times; undefined where nothing was ever raised in it. */
  incident(id: string): Promise<IncidentReport | undefined>;
}

/** Opens the desk at which alarms are worked. */
export function alarmDesk(
  parts: TownParts,
  views: { readonly incidents: IncidentView; readonly cases: CaseView },
  machines: DeviceDesk,
): AlarmDesk {
  const { store, tenant } = parts;
  const { incidents, cases } = views;

  function caseOf(id: CaseId, firstAt: number): readonly IncidentCase[] {
    const state = cases.get(id)?.state;
    if (state === undefined) return [];
    const { createdAt: openedAt } = state;
    const opened = { case: id, openedAt, leadMs: openedAt - firstAt };
    if (state.status !== 'closed') return [opened];
    const { closedAt } = state;
    return [{ ...opened, closedAt, settledMs: closedAt - firstAt }];
  }

  return {
    perform: async (order, by) => {
      const meta = metaOf(parts, by, correlationId(order.device));
      const command = { ...order, tenant, at: meta.at } as AlarmCommand;
      return machines.operate(command, meta);
    },
    incident: async (id) => {
      const events: (Recorded & Happened<IncidentFact>)[] = [];
      for await (const event of store.read(tenant, streamId('incident', id)))
        events.push(event as Recorded & Happened<IncidentFact>);
      const { state } = await fold(incidentDecider, events);
      const times = incidentTimes(state);
      const opening = events.find(({ type }) => type === 'devices/alarm-raised');
      if (state.status === 'none' || times === undefined || opening === undefined) return undefined;
      const { kind, grid } = opening.data as {
        readonly kind: string;
        readonly grid: GridCode | null;
      };
      const { cause, place } = incidents.index.placeOf(kind, grid ?? undefined);
      return {
        id,
        status: state.status,
        cause,
        ...(place === undefined ? {} : { place }),
        ...times,
        cases: incidents.casesOf(id).flatMap((each) => caseOf(each, times.firstAt)),
      };
    },
  };
}

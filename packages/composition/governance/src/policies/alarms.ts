import { isOpen, type KnownCase, type Point } from '@civigrid/cases';
import { type AlarmRaised, isProtectedKind, kindInfo } from '@civigrid/devices';
import {
  type CaseId,
  caseId,
  type DeviceId,
  type GridCode,
  type Policy,
  parseStreamId,
} from '@civigrid/kernel';
import type { CaseView } from '../case-view.ts';
import type { IncidentView } from '../incident-view.ts';
import type { AlarmCase } from '../options.ts';
import type { CaseOrder, CaseTask } from '../orders.ts';
import type { CasePolicyViews } from './routing.ts';

/** What the policy knows of alarms besides. */
export interface AlarmPolicyViews extends CasePolicyViews {
  readonly incidents: IncidentView;
  readonly alarms: ReadonlyMap<string, AlarmCase> | undefined;
  /** The exact point of a public facility; undefined for a device at somebody's home. */
  readonly publicPlace: (device: string) => Point | undefined;
}

/** So many alarms of an incident stand in its case as reports of their own, besides those that nothing may group away. */
const reportsOfACase = 20;

/** Which case an alarm opens, if any. Without a list of the town's own every kind of severity 2 and above does; a test never does. */
export function alarmCase(
  kind: string,
  alarms: ReadonlyMap<string, AlarmCase> | undefined,
): AlarmCase | undefined {
  if (kind === 'device.test') return undefined;
  if (alarms !== undefined) return alarms.get(kind);
  return (kindInfo(kind)?.severity ?? 2) >= 2 ? { category: kind } : undefined;
}

/** A case as it goes on: itself, or the one that it was merged into. */
function goingOn(id: CaseId, cases: CaseView): KnownCase | undefined {
  const seen = new Set<CaseId>();
  let state = cases.get(id)?.state;
  while (state?.status === 'merged' && !seen.has(state.id)) {
    seen.add(state.id);
    state = cases.get(state.into)?.state;
  }
  return state;
}

/** The open case that an alarm joins, the last first. One of a protected kind joins none that something unprotected has opened: it would not be seen there, and nobody who is called for it would come. */
function openCase(
  known: readonly CaseId[],
  isProtected: boolean,
  cases: CaseView,
): KnownCase | undefined {
  return known
    .filter((id) => !isProtected || isProtectedKind(cases.get(id)?.kind ?? ''))
    .map((id) => goingOn(id, cases))
    .findLast((state) => state !== undefined && isOpen(state));
}

/**
 * An alarm opens a case, one for each incident and under its id: what joins the incident while its case is open joins the
 * case. Every alarm of a protected kind does, of the others the first ones; all stand in the incident. What comes after
 * the case was closed opens the next one.
 */
export const alarms: Policy<AlarmPolicyViews, CaseTask> = {
  name: 'alarms',
  on: ['devices/alarm-raised'],
  react: (event, { parts, cases, incidents, alarms: listed, publicPlace }) => {
    const { device, kind, severity, grid } = event.data as AlarmRaised['data'];
    const opens = alarmCase(kind, listed);
    if (opens === undefined) return [];
    const incident = parseStreamId(event.stream)?.id ?? event.id;
    const { place: cell, protectedEach } = incidents.index.placeOf(
      kind,
      grid === null ? undefined : (grid as GridCode),
    );
    const isProtected = isProtectedKind(kind);
    const earlier = incidents.casesOf(incident);
    const open = openCase(earlier, isProtected, cases);
    if (open !== undefined) {
      const full = open.reporters.length >= reportsOfACase && !(isProtected && protectedEach);
      if (open.device === device || full) return [];
      const merge: CaseOrder = { type: 'merge', report: caseId(event.id), source: 'device' };
      return [{ slot: 'case', order: { case: open.id, order: merge } }];
    }
    const id = caseId(earlier.length === 0 ? incident : event.id);
    const place = publicPlace(device);
    const order: CaseOrder = {
      type: 'report',
      case: id,
      source: 'device',
      category: opens.category,
      severity: opens.severity ?? severity,
      ...(cell === undefined ? {} : { grid: cell }),
      device: device as DeviceId,
      kind,
      ...(place === undefined ? {} : { publicPlace: place }),
      levels: parts.levels,
      ...(parts.budgets === undefined ? {} : { budgets: parts.budgets }),
    };
    return [{ slot: 'case', order: { case: id, order } }];
  },
};

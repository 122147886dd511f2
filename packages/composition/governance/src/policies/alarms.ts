import { isOpen, type Point } from '@civigrid/cases';
import { type AlarmRaised, kindInfo } from '@civigrid/devices';
import { caseId, type DeviceId, type GridCode, type Policy, parseStreamId } from '@civigrid/kernel';
import type { AlarmCase } from '../options.ts';
import type { CaseOrder, CaseTask } from '../orders.ts';
import type { CasePolicyViews } from './routing.ts';

/** What the policy knows of alarms besides. */
export interface AlarmPolicyViews extends CasePolicyViews {
  readonly alarms: ReadonlyMap<string, AlarmCase> | undefined;
  /** The exact point of a public facility; undefined for a device at somebody's home. */
  readonly publicPlace: (device: string) => Point | undefined;
}

/** Which case an alarm opens, if any. Without a list of the town's own every kind of severity 2 and above does; a test never does. */
export function alarmCase(
  kind: string,
  alarms: ReadonlyMap<string, AlarmCase> | undefined,
): AlarmCase | undefined {
  if (kind === 'device.test') return undefined;
  if (alarms !== undefined) return alarms.get(kind);
  return (kindInfo(kind)?.severity ?? 2) >= 2 ? { category: kind } : undefined;
}

/** An alarm opens a case, one for each incident and under its id: what joins the incident while its case is open joins the case. */
export const alarms: Policy<AlarmPolicyViews, CaseTask> = {
  name: 'alarms',
  on: ['devices/alarm-raised'],
  react: (event, { parts, cases, alarms: listed, publicPlace }) => {
    const { device, kind, severity, grid } = event.data as AlarmRaised['data'];
    const opens = alarmCase(kind, listed);
    if (opens === undefined) return [];
    const first = caseId(parseStreamId(event.stream)?.id ?? event.id);
    const known = cases.get(first)?.state;
    const report = caseId(event.id);
    if (known !== undefined && isOpen(known)) {
      if (known.device === device) return [];
      const merge: CaseOrder = { type: 'merge', report, source: 'device' };
      return [{ slot: 'case', order: { case: first, order: merge } }];
    }
    const id = known === undefined ? first : report;
    const place = publicPlace(device);
    const order: CaseOrder = {
      type: 'report',
      case: id,
      source: 'device',
      category: opens.category,
      severity: opens.severity ?? severity,
      ...(grid === null ? {} : { grid: grid as GridCode }),
      device: device as DeviceId,
      kind,
      ...(place === undefined ? {} : { publicPlace: place }),
      levels: parts.levels,
      ...(parts.budgets === undefined ? {} : { budgets: parts.budgets }),
    };
    return [{ slot: 'case', order: { case: id, order } }];
  },
};

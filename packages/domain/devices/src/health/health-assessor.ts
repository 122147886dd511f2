import type { DeviceEvent } from '../event/device-event.ts';
import { isPersonalKind } from '../event/redact.ts';
import type { HealthIssue } from './health-issue.ts';
import { type HealthReading, healthReadings } from './health-reading.ts';
import {
  checkedThresholds,
  type HealthFindingCode,
  type HealthLevel,
  type HealthThreshold,
  kioskThresholds,
  type ThresholdSource,
} from './health-threshold.ts';

/** That a reading crossed a threshold (异常发现): which, and on whose word. The value is not in it, nor who it was. */
export type HealthFinding = {
  readonly code: HealthFindingCode;
  readonly level: HealthLevel;
  /** The id of the threshold. */
  readonly threshold: string;
  readonly source: ThresholdSource;
};

/** What was found in one event of the kiosk. */
export interface HealthAssessment {
  /** One for each code, the most urgent; empty where nothing is abnormal. */
  readonly findings: readonly HealthFinding[];
  readonly issues: readonly HealthIssue[];
}

/** Holds readings against thresholds; keeps nothing between two events. */
export interface HealthAssessor {
  /** Never throws; an event that is not of health has neither findings nor issues. */
  assess(event: DeviceEvent): HealthAssessment;
}

/** Whether an event belongs to the health domain: it goes to no alarm, no incident and no case. */
export function isHealthEvent({ kind }: DeviceEvent): boolean {
  return isPersonalKind(kind);
}

function crosses({ quantity, value, conversion, meal }: HealthReading, threshold: HealthThreshold) {
  if (threshold.quantity !== quantity) return false;
  if (threshold.meal !== undefined && threshold.meal !== meal) return false;
  const side = conversion.compare(value, threshold.limit);
  switch (threshold.is) {
    case 'atLeast':
      return side >= 0;
    case 'above':
      return side > 0;
    case 'atMost':
      return side <= 0;
    case 'below':
      return side < 0;
  }
}

/** What the kiosk itself calls abnormal. */
const byDevice: readonly HealthThreshold['level'][] = [
  'attention',
  'attention',
  'attention',
  'urgent',
  'urgent',
];

function toldByDevice({ kind, phase, severity, protocol }: DeviceEvent): readonly HealthFinding[] {
  if (kind !== 'health.abnormal' || phase === 'clear' || phase === 'heartbeat') return [];
  return [
    {
      code: 'devices/abnormal-by-device',
      level: byDevice[severity] ?? 'attention',
      threshold: 'device',
      source: { title: `device, by ${protocol}`, checked: 'quoted' },
    },
  ];
}

/** For each code the most urgent of what the readings cross. */
function crossed(
  readings: readonly HealthReading[],
  thresholds: readonly HealthThreshold[],
): readonly HealthFinding[] {
  const findings = new Map<HealthFindingCode, HealthFinding>();
  for (const threshold of thresholds) {
    const { id, code, level, source } = threshold;
    const known = findings.get(code)?.level;
    if (known === 'urgent' || known === level) continue;
    if (readings.some((reading) => crosses(reading, threshold)))
      findings.set(code, { code, level, threshold: id, source });
  }
  return [...findings.values()];
}

/** An assessor with these thresholds, {@link kioskThresholds} if left out; refuses with `devices/invalid-threshold`. */
export function healthAssessor(
  thresholds: readonly HealthThreshold[] = kioskThresholds,
): HealthAssessor {
  const list = checkedThresholds(thresholds);
  return {
    assess: (event) => {
      if (!isHealthEvent(event)) return { findings: [], issues: [] };
      const issues: HealthIssue[] = [];
      const readings = healthReadings(event, issues);
      return { findings: [...toldByDevice(event), ...crossed(readings, list)], issues };
    },
  };
}

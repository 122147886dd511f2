import type { DeviceEvent, Observation } from '../event/device-event.ts';
import type { HealthIssue, HealthIssueCode } from './health-issue.ts';
import { type Conversion, conversionOf, type HealthQuantity } from './health-unit.ts';

/** What a glucose was measured after (餐前, 餐后); nothing is guessed where the kiosk does not say. */
export type MealState = 'fasting' | 'random';

/** One measured value of a body (健康读数), as it came; it stays in memory and goes nowhere. */
export interface HealthReading {
  readonly quantity: HealthQuantity;
  readonly value: number;
  /** How its unit becomes that of the thresholds. */
  readonly conversion: Conversion;
  readonly meal?: MealState;
}

/** Which quantity a property is; vendors write them in these ways, in any case. */
const quantities: ReadonlyMap<string, HealthQuantity> = new Map([
  ['bp.systolic', 'systolic'],
  ['systolic', 'systolic'],
  ['sbp', 'systolic'],
  ['bp.diastolic', 'diastolic'],
  ['diastolic', 'diastolic'],
  ['dbp', 'diastolic'],
  ['hr', 'heartRate'],
  ['heartrate', 'heartRate'],
  ['pulse', 'heartRate'],
  ['spo2', 'oxygen'],
  ['glucose', 'glucose'],
  ['glucose.fasting', 'glucose'],
  ['glucose.random', 'glucose'],
  ['temperature', 'temperature'],
]);

/** Outside of these a sensor was wrong, not a body: from and to, in the unit of the thresholds. Our own bounds, wide. */
const plausible: Readonly<Record<HealthQuantity, readonly [from: number, to: number]>> = {
  systolic: [40, 320],
  diastolic: [20, 220],
  heartRate: [15, 300],
  oxygen: [30, 100],
  glucose: [0.3, 60],
  temperature: [25, 46],
};

function mealOf(property: string, observations: readonly Observation[]): MealState | undefined {
  if (property.endsWith('.fasting')) return 'fasting';
  if (property.endsWith('.random')) return 'random';
  const said = observations.find((each) => each.property.toLowerCase() === 'meal')?.value;
  return said === 'fasting' || said === 'random' ? said : undefined;
}

/** What speaks against a value, or undefined. */
function wrongValue(
  { value, quality }: Observation,
  conversion: Conversion,
  [from, to]: readonly [number, number],
): HealthIssueCode | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'devices/not-a-number';
  if (conversion.compare(value, from) < 0 || conversion.compare(value, to) > 0)
    return 'devices/implausible';
  // A reading that its own device doubts finds nothing.
  return quality === undefined || quality === 'good' ? undefined : 'devices/doubtful';
}

/** The readings of an event of the kiosk; what cannot be read is in `issues`, which never hold a value. */
export function healthReadings(
  { observations }: DeviceEvent,
  issues: HealthIssue[],
): readonly HealthReading[] {
  const found: HealthReading[] = [];
  for (const observation of observations) {
    const name = observation.property.toLowerCase();
    const quantity = quantities.get(name);
    if (quantity === undefined) continue;
    const { unit, value } = observation;
    const conversion = unit === undefined ? undefined : conversionOf(quantity, unit);
    const code =
      conversion === undefined
        ? 'devices/unknown-unit'
        : wrongValue(observation, conversion, plausible[quantity]);
    if (code !== undefined) issues.push({ code, quantity });
    else if (conversion !== undefined) {
      const meal = quantity === 'glucose' ? mealOf(name, observations) : undefined;
      const reading = { quantity, value: value as number, conversion };
      found.push(meal === undefined ? reading : { ...reading, meal });
    }
  }
  return found;
}

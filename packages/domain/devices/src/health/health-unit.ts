/** What a health kiosk measures (检测项目). */
export type HealthQuantity =
  | 'systolic'
  | 'diastolic'
  | 'heartRate'
  | 'oxygen'
  | 'glucose'
  | 'temperature';

/** The units of the thresholds, as UCUM codes. */
export const healthUnits: Readonly<Record<HealthQuantity, string>> = {
  systolic: 'mm[Hg]',
  diastolic: 'mm[Hg]',
  heartRate: '/min',
  oxygen: '%',
  glucose: 'mmol/L',
  temperature: 'Cel',
};

/** How values of a unit are held against a limit in the unit of the thresholds. */
export interface Conversion {
  /** Below zero where the value is below the limit, zero where it is the limit, above zero where it is above: exact to six decimals. */
  compare(value: number, limit: number): number;
}

/** Decimals that count: values and limits become whole numbers, so that 18.7 is no 18.699999. */
const scale = 1_000_000;

/** `(value − offset) × up ÷ down`, by whole numbers: up and down stay small enough for exact products. */
function conversion(up: number, down: number, offset = 0): Conversion {
  return {
    compare: (value, limit) =>
      (Math.round(value * scale) - Math.round(offset * scale)) * up -
      Math.round(limit * scale) * down,
  };
}

const asItIs = conversion(1, 1);

// 1 mm[Hg] is 133.322 Pa (UCUM, where m[Hg] is 133.3220 kPa).
const pressure: ReadonlyMap<string, Conversion> = new Map([
  ['mm[Hg]', asItIs],
  ['kPa', conversion(1_000_000, 133_322)],
]);

const units: Readonly<Record<HealthQuantity, ReadonlyMap<string, Conversion>>> = {
  systolic: pressure,
  diastolic: pressure,
  heartRate: new Map([
    ['/min', asItIs],
    ['{beats}/min', asItIs],
    ['{Beats}/min', asItIs],
    ['Hz', conversion(60, 1)],
  ]),
  oxygen: new Map([
    ['%', asItIs],
    ['1', conversion(100, 1)],
  ]),
  // 18 and not the molar mass: with it the limits of the guidelines are the same in both units (7.0 is 126, 3.9 is 70).
  glucose: new Map([
    ['mmol/L', asItIs],
    ['mg/dL', conversion(1, 18)],
  ]),
  temperature: new Map([
    ['Cel', asItIs],
    ['[degF]', conversion(5, 9, 32)],
    ['K', conversion(1, 1, 273.15)],
  ]),
};

/** How a unit is compared with the limits of a quantity; undefined for a unit that it is not measured in. */
export function conversionOf(quantity: HealthQuantity, unit: string): Conversion | undefined {
  return units[quantity].get(unit);
}

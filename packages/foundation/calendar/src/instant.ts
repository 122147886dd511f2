/** 0001-01-01 and 9999-01-01: between them every local day has a year of four digits. */
const earliest = -62_135_596_800_000;
const latest = 253_370_764_800_000;

/** Whether a value is an instant (时刻) as this package takes it: whole UTC milliseconds within the years 1 to 9998. */
export function isInstant(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= earliest && Number(value) < latest;
}

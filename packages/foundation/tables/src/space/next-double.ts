const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);
/** Where the low half of a double lies depends on the machine. */
const low = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;
const high = 1 - low;

/** The smallest double above a finite one. */
export function nextDouble(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  double[0] = value;
  const lowHalf = halves[low] as number;
  if (value > 0) {
    halves[low] = lowHalf + 1;
    if (lowHalf === 0xffff_ffff) halves[high] = (halves[high] as number) + 1;
  } else {
    halves[low] = lowHalf - 1;
    if (lowHalf === 0) halves[high] = (halves[high] as number) - 1;
  }
  return double[0] + 0;
}

/** Below this the two products and their difference are exact in doubles. */
const narrow = 2 ** 26;
const half = 2 ** 18;

/** The sign of a·b − c·d for integers below 2^36, by halves. */
function signOfDifference(a: number, b: number, c: number, d: number): number {
  const [ah, bh] = [Math.floor(a / half), Math.floor(b / half)];
  const [ch, dh] = [Math.floor(c / half), Math.floor(d / half)];
  const [al, bl, cl, dl] = [a - ah * half, b - bh * half, c - ch * half, d - dh * half];
  const low = al * bl - cl * dl;
  const carry = Math.floor(low / half);
  const middle = ah * bl + al * bh - ch * dl - cl * dh + carry;
  const above = Math.floor(middle / half);
  const high = ah * bh - ch * dh + above;
  if (high !== 0) return high > 0 ? 1 : -1;
  return low - carry * half + (middle - above * half) > 0 ? 1 : 0;
}

/**
 * Where p lies of the line from a to b: 1 on its left, 0 on it, -1 on its right. Exact for integers of which no two
 * lie 2^36 or more apart: every pair of places in quanta.
 */
export function orientation(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  px: number,
  py: number,
): -1 | 0 | 1 {
  const ux = bx - ax;
  const uy = by - ay;
  const vx = px - ax;
  const vy = py - ay;
  const left = ux * vy;
  const right = uy * vx;
  const sign =
    Math.abs(left - right) > (Math.abs(left) + Math.abs(right)) * 1e-15 ||
    Math.max(Math.abs(ux), Math.abs(uy), Math.abs(vx), Math.abs(vy)) < narrow
      ? left - right
      : signOfDifference(ux, vy, uy, vx);
  return sign > 0 ? 1 : sign < 0 ? -1 : 0;
}

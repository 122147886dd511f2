import { bordersOf, type Shape } from './shape.ts';
import type { VertexTable } from './vertex-table.ts';

/**
 * One directed side of a shape, its inside on the left, in quanta. `weight` is 1 for a child's side and -1 for its
 * parent's: where children tile their parent, the sum over every side is nothing.
 */
export interface Side {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  /** Whose side it is: a number that the asker gave. */
  readonly owner: number;
  readonly weight: number;
}

/** Sides that share both ends, and what is left of them when opposite ones cancel; positive from the lower vertex to the higher. */
export interface Edge {
  readonly low: number;
  readonly high: number;
  readonly net: number;
  readonly sides: readonly Side[];
}

/** The sides of a shape: shells and holes, each with the shape on its left. */
export function sidesOf(shape: Shape, owner: number, weight: number): readonly Side[] {
  const sides: Side[] = [];
  for (const ring of bordersOf(shape)) {
    let ax = ring[ring.length - 2] as number;
    let ay = ring[ring.length - 1] as number;
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i] as number;
      const by = ring[i + 1] as number;
      sides.push({ ax, ay, bx, by, owner, weight });
      ax = bx;
      ay = by;
    }
  }
  return sides;
}

const pair = 2 ** 26;

/** Sums sides edge by edge and keeps what does not cancel. */
export function uncancelled(sides: readonly Side[], vertices: VertexTable): readonly Edge[] {
  const groups = new Map<number, number>();
  const nets: number[] = [];
  const groupOf = new Int32Array(sides.length);
  const lows: number[] = [];
  const highs: number[] = [];
  for (let i = 0; i < sides.length; i++) {
    const side = sides[i] as Side;
    const a = vertices.idOf(side.ax, side.ay);
    const b = vertices.idOf(side.bx, side.by);
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const key = low * pair + high;
    let group = groups.get(key);
    if (group === undefined) {
      group = nets.length;
      groups.set(key, group);
      nets.push(0);
      lows.push(low);
      highs.push(high);
    }
    nets[group] = (nets[group] as number) + (a < b ? side.weight : -side.weight);
    groupOf[i] = group;
  }
  const left = new Map<number, Side[]>();
  for (let i = 0; i < sides.length; i++) {
    const group = groupOf[i] as number;
    if (nets[group] === 0) continue;
    const kept = left.get(group);
    if (kept) kept.push(sides[i] as Side);
    else left.set(group, [sides[i] as Side]);
  }
  return Array.from(left, ([group, kept]) => ({
    low: lows[group] as number,
    high: highs[group] as number,
    net: nets[group] as number,
    sides: kept,
  }));
}

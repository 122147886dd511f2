import { boxTree } from './box-tree.ts';
import { type Edge, type Side, sidesOf } from './chain.ts';
import { type Leftover, leftoverOf } from './noding.ts';
import { orientation } from './orientation.ts';
import type { Ring } from './ring.ts';
import { signedArea } from './ring.ts';
import { type Shape, shapeOf } from './shape.ts';

/** A region between edges that did not cancel, in which the sum of coverages is one number. */
export interface Face {
  /** How often the region is covered: weights added up. */
  readonly value: number;
  readonly shape: Shape;
  /** Owners of border sides that have the region on their left: they cover it. */
  readonly within: readonly number[];
  /** Owners of border sides that have the region on their right: they touch it from outside. */
  readonly beside: readonly number[];
}

interface Cycle {
  readonly halves: readonly number[];
  readonly ring: Ring;
  readonly area: number;
  readonly component: number;
}

interface Component {
  readonly outer: number;
  readonly x: number;
  readonly y: number;
  value: number;
  /** The cycle of the face that it lies in, -1 for the open country. */
  container: number;
}

/** Half-edge 2k runs from the low vertex of edge k to the high one, 2k+1 back. */
function fromOf(edges: readonly Edge[], half: number): number {
  const edge = edges[half >> 1] as Edge;
  return half & 1 ? edge.high : edge.low;
}

/** For every half-edge the next one around the face on its left. */
function nextHalves({ edges, vertices }: Leftover): Int32Array {
  const { xs, ys } = vertices;
  const leaving = new Map<number, number[]>();
  for (let half = 0; half < 2 * edges.length; half++) {
    const from = fromOf(edges, half);
    const there = leaving.get(from);
    if (there) there.push(half);
    else leaving.set(from, [half]);
  }
  const next = new Int32Array(2 * edges.length);
  for (const [from, halves] of leaving) {
    const x = xs[from] as number;
    const y = ys[from] as number;
    const upper = (to: number) => {
      const dy = (ys[to] as number) - y;
      return dy > 0 || (dy === 0 && (xs[to] as number) > x) ? 0 : 1;
    };
    halves.sort((g, h) => {
      const a = fromOf(edges, g ^ 1);
      const b = fromOf(edges, h ^ 1);
      const [bx, by] = [xs[b] as number, ys[b] as number];
      return upper(a) - upper(b) || -orientation(x, y, xs[a] as number, ys[a] as number, bx, by);
    });
    for (let i = 0; i < halves.length; i++) {
      const before = halves[(i + halves.length - 1) % halves.length] as number;
      next[(halves[i] as number) ^ 1] = before;
    }
  }
  return next;
}

function componentsOf(edges: readonly Edge[]): (vertex: number) => number {
  const parent = new Map<number, number>();
  const root = (vertex: number): number => {
    let at = vertex;
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) {
      parent.set(at, parent.get(up) ?? up);
      at = up;
    }
    return at;
  };
  for (const { low, high } of edges) parent.set(root(low), root(high));
  return root;
}

/** Walks every face's border once. */
function walk(leftover: Leftover): { cycles: readonly Cycle[]; cycleOf: Int32Array } {
  const { edges, vertices } = leftover;
  const next = nextHalves(leftover);
  const root = componentsOf(edges);
  const cycleOf = new Int32Array(next.length).fill(-1);
  const cycles: Cycle[] = [];
  for (let start = 0; start < next.length; start++) {
    if ((cycleOf[start] as number) >= 0) continue;
    const halves: number[] = [];
    const places: number[] = [];
    for (let half = start; (cycleOf[half] as number) < 0; half = next[half] as number) {
      cycleOf[half] = cycles.length;
      halves.push(half);
      const from = fromOf(edges, half);
      places.push(vertices.xs[from] as number, vertices.ys[from] as number);
    }
    const ring = Float64Array.from(places);
    const component = root(fromOf(edges, start));
    cycles.push({ halves, ring, area: signedArea(ring), component });
  }
  return { cycles, cycleOf };
}

/** Each component with its outer cycle and its westernmost vertex, from west to east. */
function outlines(cycles: readonly Cycle[]): Map<number, Component> {
  const found = new Map<number, Component>();
  cycles.forEach(({ component, area, ring }, index) => {
    const known = found.get(component);
    if (known && (cycles[known.outer]?.area ?? 0) <= area) return;
    let x = Infinity;
    let y = Infinity;
    for (let i = 0; i < ring.length; i += 2) {
      const vx = ring[i] as number;
      const vy = ring[i + 1] as number;
      if (vx < x || (vx === x && vy < y)) [x, y] = [vx, vy];
    }
    found.set(component, { outer: index, x, y, value: 0, container: -1 });
  });
  return new Map([...found].sort(([, a], [, b]) => a.x - b.x || a.y - b.y));
}

/** An edge taken from south to north: its ends, and what is left of it in that direction. */
interface Rising {
  readonly ends: readonly [ax: number, ay: number, bx: number, by: number];
  readonly net: number;
  /** The half-edge that runs south: the country east of the edge is on its left. */
  readonly eastern: number;
}

function risingOf(edge: Edge, index: number, { vertices: { xs, ys } }: Leftover): Rising {
  const { low, high, net } = edge;
  const rises = (ys[high] as number) > (ys[low] as number);
  const [from, to] = rises ? [low, high] : [high, low];
  const ends = [xs[from], ys[from], xs[to], ys[to]] as unknown as Rising['ends'];
  return { ends, net: rises ? net : -net, eastern: rises ? 2 * index + 1 : 2 * index };
}

/** Whether a ray from the place to the west crosses the edge. */
function isWestOf([ax, ay, bx, by]: Rising['ends'], x: number, y: number): boolean {
  return ay <= y && y < by && orientation(ax, ay, bx, by, x, y) < 0;
}

/** Whether the first of two edges that cross one height, and not each other, lies east of the second there. Exact, for they may meet below. */
function liesEastOf([ax, ay, bx, by]: Rising['ends'], [cx, cy, dx, dy]: Rising['ends']): boolean {
  const low = ay >= cy ? orientation(cx, cy, dx, dy, ax, ay) : -orientation(ax, ay, bx, by, cx, cy);
  if (low !== 0) return low < 0;
  return by <= dy
    ? orientation(cx, cy, dx, dy, bx, by) < 0
    : orientation(ax, ay, bx, by, dx, dy) > 0;
}

/** Places every component in the face that it lies in, by an exact ray to the west. */
function place(
  components: ReadonlyMap<number, Component>,
  leftover: Leftover,
  cycles: readonly Cycle[],
  cycleOf: Int32Array,
): void {
  const rising = leftover.edges.map((edge, i) => risingOf(edge, i, leftover));
  const tree = boxTree(
    Float64Array.from(
      rising.flatMap(({ ends: [ax, ay, bx, by] }) => [Math.min(ax, bx), ay, Math.max(ax, bx), by]),
    ),
  );
  for (const [id, component] of components) {
    const { x, y } = component;
    let nearest: Rising | undefined;
    tree.each(-Infinity, y, x, y, (i) => {
      const edge = rising[i] as Rising;
      if (cycles[cycleOf[edge.eastern] as number]?.component === id) return;
      if (!isWestOf(edge.ends, x, y)) return;
      component.value -= edge.net;
      if (!nearest || liesEastOf(edge.ends, nearest.ends)) nearest = edge;
    });
    const facing = nearest ? (cycleOf[nearest.eastern] as number) : -1;
    const met = cycles[facing];
    component.container =
      met && met.area < 0 ? (components.get(met.component)?.container ?? -1) : facing;
  }
}

/** The value of the face on the left of every cycle: crossing an edge changes it by what is left of the edge. */
function valuesOf(
  components: ReadonlyMap<number, Component>,
  edges: readonly Edge[],
  cycles: readonly Cycle[],
  cycleOf: Int32Array,
): readonly number[] {
  const values: number[] = cycles.map(() => Number.NaN);
  for (const { outer, value } of components.values()) {
    values[outer] = value;
    const queue = [outer];
    for (let cycle = queue.pop(); cycle !== undefined; cycle = queue.pop())
      for (const half of cycles[cycle]?.halves ?? []) {
        const across = cycleOf[half ^ 1] as number;
        if (!Number.isNaN(values[across])) continue;
        const { net } = edges[half >> 1] as Edge;
        values[across] = (values[cycle] as number) - (half & 1 ? -net : net);
        queue.push(across);
      }
  }
  return values;
}

/** Whether a side has the left of the half-edge on its own left. */
function runsAlong(side: Side, edge: Edge, half: number, leftover: Leftover): boolean {
  const low = leftover.vertices.idOf(side.ax, side.ay) === edge.low;
  return low === ((half & 1) === 0);
}

function bordering(cycle: Cycle, leftover: Leftover, along: boolean, into: Set<number>): void {
  for (const half of cycle.halves) {
    const edge = leftover.edges[half >> 1] as Edge;
    for (const side of edge.sides)
      if (side.weight > 0 && runsAlong(side, edge, half, leftover) === along) into.add(side.owner);
  }
}

/** What is left of a sum of sides, with the value of the region on the left of every cycle. */
function arrange(sides: readonly Side[]) {
  const leftover = leftoverOf(sides);
  const { edges } = leftover;
  const { cycles, cycleOf } = walk(leftover);
  const components = outlines(cycles);
  place(components, leftover, cycles, cycleOf);
  const values = valuesOf(components, edges, cycles, cycleOf);
  return { leftover, cycles, cycleOf, components, values };
}

/** The sides that lie as they were given, with a region covered once on their left and one of nobody on their right. */
export function plainSides(sides: readonly Side[]): ReadonlySet<Side> {
  const { leftover, cycleOf, values } = arrange(sides);
  const given = new Set(sides);
  const plain = new Set<Side>();
  leftover.edges.forEach((edge, index) => {
    const [side, another] = edge.sides;
    if (!side || another || !given.has(side)) return;
    const ahead = runsAlong(side, edge, 2 * index, leftover) ? 2 * index : 2 * index + 1;
    if (values[cycleOf[ahead] as number] === 1 && values[cycleOf[ahead ^ 1] as number] === 0)
      plain.add(side);
  });
  return plain;
}

/** The bounded regions between what is left of a sum of sides. Where all cancel there is none: the sides tile exactly. */
export function facesOf(sides: readonly Side[]): readonly Face[] {
  const { leftover, cycles, components, values } = arrange(sides);
  const holes = new Map<number, Cycle[]>();
  for (const { outer, container } of components.values()) {
    const cycle = cycles[outer];
    if (!cycle || container < 0) continue;
    const there = holes.get(container);
    if (there) there.push(cycle);
    else holes.set(container, [cycle]);
  }
  return cycles.flatMap((cycle, index): readonly Face[] => {
    if (!(cycle.area > 0)) return [];
    const inner = holes.get(index) ?? [];
    const within = new Set<number>();
    const beside = new Set<number>();
    for (const border of [cycle, ...inner]) {
      bordering(border, leftover, true, within);
      bordering(border, leftover, false, beside);
    }
    return [
      {
        value: values[index] as number,
        shape: shapeOf([[cycle.ring, ...inner.map(({ ring }) => ring)]]),
        within: [...within].sort((a, b) => a - b),
        beside: [...beside].sort((a, b) => a - b),
      },
    ];
  });
}

/** The outline of many shapes taken together, inner borders left out; undefined where they have no area. */
export function outlineOf(sides: readonly Side[]): Shape | undefined {
  const covered = facesOf(sides).filter(({ value }) => value > 0);
  const parts = covered.flatMap(({ shape }) => shape.parts);
  if (parts.length === 0) return undefined;
  const merged = covered.every(({ value }) => value === 1)
    ? parts
    : facesOf(covered.flatMap(({ shape }, owner) => sidesOf(shape, owner, 1)))
        .filter(({ value }) => value > 0)
        .flatMap(({ shape }) => shape.parts);
  return shapeOf(merged);
}

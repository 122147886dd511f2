import type { Area } from './area.ts';
import { type Bounds, excess } from './group-counts.ts';
import type { Random } from './random.ts';
import { type SpanningTree, spanningTree } from './spanning-tree.ts';

/** How many trees are tried before the best cut so far is taken. */
const treesTried = 6;

/** An edge of a tree: below it `groups` groups are to be made of the `size` atoms from `place` on. */
interface Cut {
  readonly place: number;
  readonly groups: number;
  readonly excess: number;
}

/** By how much the load lies outside what so many groups may carry together. */
const outside = (load: number, groups: number, { lower, upper }: Bounds): number =>
  groups === 1
    ? excess(load, { target: 0, lower, upper })
    : Math.max(0, groups * lower - load, load - groups * upper);

/** The edge whose two sides can best be divided further; among many groups one near the middle. */
function bestCut(
  { order, parent }: SpanningTree,
  groups: number,
  { loads }: Area,
  bounds: Bounds,
  chance: Random,
): Cut | undefined {
  const size = order.length;
  // what no group can carry fills one alone: it must not draw other groups to its side
  const load = Float64Array.from(order, (v) => Math.min(loads[v] as number, bounds.upper));
  const atoms = new Int32Array(size).fill(1);
  for (let place = size - 1; place > 0; place--) {
    const above = parent[place] as number;
    load[above] = (load[above] as number) + (load[place] as number);
    atoms[above] = (atoms[above] as number) + (atoms[place] as number);
  }
  let best: Cut | undefined;
  let balance = 0;
  let alike = 0;
  for (let place = 1; place < size; place++) {
    const [below, mass] = [atoms[place] as number, load[place] as number];
    const least = Math.max(1, groups - (size - below));
    const most = Math.min(groups - 1, below);
    const share = Math.floor(mass / bounds.target || 0);
    const last = Math.min(Math.max(share + 1, least), most);
    for (let count = Math.min(Math.max(share, least), most); count <= last; count++) {
      const found =
        outside(mass, count, bounds) + outside((load[0] as number) - mass, groups - count, bounds);
      const off = groups > 4 ? Math.abs(2 * count - groups) : 0;
      if (best && (found > best.excess || (found === best.excess && off > balance))) continue;
      alike = best && found === best.excess && off === balance ? alike + 1 : 1;
      if (alike > 1 && chance.below(alike) > 0) continue;
      best = { place, groups: count, excess: found };
      balance = off;
    }
  }
  return best;
}

/** The atoms below a place of the tree: children come after their parents. */
function sides({ order, parent }: SpanningTree, place: number): readonly [number[], number[]] {
  const below = new Uint8Array(order.length);
  below[place] = 1;
  const [inside, rest]: [number[], number[]] = [[], []];
  order.forEach((v, at) => {
    if (at > place && below[parent[at] as number] === 1) below[at] = 1;
    (below[at] === 1 ? inside : rest).push(v);
  });
  return [inside, rest];
}

/**
 * Cuts connected atoms into so many connected groups, which get the numbers `names`, by random trees: halves, and halves
 * of these. There are at least as many atoms as groups. Answers how many steps it took.
 */
export function split(
  area: Area,
  atoms: readonly number[],
  names: readonly number[],
  bounds: Bounds,
  groupOf: Int32Array,
  chance: Random,
): number {
  const work: { readonly atoms: readonly number[]; readonly names: readonly number[] }[] = [];
  const name = (part: (typeof work)[number]): void => {
    for (const v of part.atoms) groupOf[v] = part.names[0] as number;
    if (part.names.length > 1) work.push(part);
  };
  let steps = 0;
  name({ atoms, names });
  for (let next = work.pop(); next; next = work.pop()) {
    let tree: SpanningTree | undefined;
    let cut: Cut | undefined;
    for (let tried = 0; tried < treesTried && (!cut || cut.excess > 0); tried++) {
      const grown = spanningTree(area, next.atoms, groupOf, chance);
      const found = bestCut(grown, next.names.length, area, bounds, chance);
      if (found && (!cut || found.excess < cut.excess)) [tree, cut] = [grown, found];
      steps += next.atoms.length;
    }
    if (!tree || !cut) throw new Error('A tree over more atoms than groups has an edge to cut.');
    const [inside, rest] = sides(tree, cut.place);
    name({ atoms: rest, names: next.names.slice(cut.groups) });
    name({ atoms: inside, names: next.names.slice(0, cut.groups) });
  }
  return steps;
}

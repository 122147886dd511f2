import type { GridCode } from '@civigrid/kernel';
import type { Outline, Region } from './repair-overlay.ts';
import type { OverlapRule, RepairAction, UnsolvedReason } from './repair-proposal.ts';

/** Whose a region is to be: a leaf, nobody, or left as it is for a reason. */
export type Verdict =
  | { readonly owner: Outline | undefined; readonly action: RepairAction }
  | { readonly left: UnsolvedReason };

/** What decides besides the place itself. */
export interface Rules {
  readonly overlap: OverlapRule;
  readonly snapMetres: number;
}

/** How many drawn outlines would have to change here if the leaf (or nobody) had the region. */
function changes({ outlines }: Region, leaf: Outline | undefined): number {
  const there = outlines.filter(({ code }) => leaf?.above.has(code)).length;
  return outlines.length + (leaf?.above.size ?? 0) - 2 * there;
}

function best<Item>(items: readonly Item[], value: (item: Item) => number): readonly Item[] {
  const highest = items.reduce((most, item) => Math.max(most, value(item)), -Infinity);
  return items.filter((item) => value(item) === highest);
}

/**
 * Decides whose each troubled region is. `isTroubled` says which regions are in question; all others stay with the leaf
 * that has them. Places next to settled ones come first, so that a gap between gaps goes to somebody too.
 */
export function verdicts(
  regions: readonly Region[],
  isTroubled: (region: number) => boolean,
  rules: Rules,
): ReadonlyMap<number, Verdict> {
  const found = new Map<number, Verdict>();
  const settled = new Map<number, Outline>();
  const alone = new Set<GridCode>();
  regions.forEach(({ leaves: [leaf, another] }, i) => {
    if (!leaf || another) return;
    alone.add(leaf.code);
    if (!isTroubled(i)) settled.set(i, leaf);
  });

  const borders = ({ beside }: Region): ReadonlyMap<Outline, number> => {
    const lengths = new Map<Outline, number>();
    for (const [number, length] of beside) {
      const owner = settled.get(number);
      if (owner) lengths.set(owner, (lengths.get(owner) ?? 0) + length);
    }
    return lengths;
  };
  const isThin = ({ squareMetres, borderMetres }: Region) =>
    2 * squareMetres <= rules.snapMetres * borderMetres;
  const byCode = (a: Outline, b: Outline) => (a.code < b.code ? -1 : 1);
  const longest = (leaves: readonly Outline[], lengths: ReadonlyMap<Outline, number>) =>
    best([...leaves].sort(byCode), (leaf) => lengths.get(leaf) ?? 0)[0];

  const overlapOwner = (
    region: Region,
    fitting: readonly Outline[],
    isLast: boolean,
  ): Outline | undefined => {
    const inner = fitting.filter(({ code }) => !alone.has(code));
    const candidates = inner.length > 0 ? inner : fitting;
    if (rules.overlap === 'lowest-code') return candidates[0];
    if (rules.overlap === 'largest-area') return best(candidates, (c) => c.squareMetres)[0];
    if (rules.overlap === 'smallest-area') return best(candidates, (c) => -c.squareMetres)[0];
    const lengths = borders(region);
    const touched = candidates.some((leaf) => (lengths.get(leaf) ?? 0) > 0);
    return touched || isLast ? longest(candidates, lengths) : undefined;
  };

  const ofGap = (region: Region): Verdict | undefined => {
    const lengths = borders(region);
    const fitting = best([...lengths.keys()], (leaf) => -changes(region, leaf));
    const owner = longest(fitting, lengths);
    // What an outline claims, and nobody else, is the outline's mistake.
    const isMere = region.outlines.length > 0;
    if (isMere && owner && region.outlines.length <= changes(region, owner))
      return { owner: undefined, action: 'redraw-outline' };
    return owner && { owner, action: isThin(region) ? 'snap' : 'give-gap' };
  };

  const ofOne = (region: Region, leaf: Outline): Verdict => {
    const lengths = borders(region);
    const others = [...lengths.keys()].filter((other) => other !== leaf);
    const isOpen = [...region.beside.keys()].some(
      (number) => number < 0 || regions[number]?.leaves.length === 0,
    );
    const candidates: (Outline | undefined)[] = [leaf, ...others.sort(byCode)];
    if (isOpen) candidates.push(undefined);
    const fitting = best(candidates, (owner) => -changes(region, owner));
    if (!isThin(region) || fitting.includes(leaf)) return { owner: leaf, action: 'redraw-outline' };
    const inside = fitting.flatMap((owner) => owner ?? []);
    return { owner: longest(inside, lengths), action: 'snap' };
  };

  const decide = (region: Region, isLast: boolean): Verdict | undefined => {
    const [leaf, another] = region.leaves;
    if (!leaf) return ofGap(region);
    if (!another) return ofOne(region, leaf);
    const fitting = best(region.leaves, (one) => -changes(region, one));
    const owner = overlapOwner(region, fitting, isLast);
    const action = fitting.length < region.leaves.length ? 'match-parent' : 'cut-overlap';
    return owner && { owner, action: isThin(region) ? 'snap' : action };
  };

  let waiting = regions.flatMap((_, i) => (isTroubled(i) ? [i] : []));
  for (let isLast = false; waiting.length > 0; ) {
    const before = waiting.length;
    waiting = waiting.filter((number) => {
      const verdict = decide(regions[number] as Region, isLast);
      if (!verdict) return true;
      found.set(number, verdict);
      if ('owner' in verdict && verdict.owner) settled.set(number, verdict.owner);
      return false;
    });
    if (waiting.length < before) isLast = false;
    else if (isLast) break;
    else isLast = true;
  }
  for (const number of waiting) found.set(number, { left: 'no-neighbour' });
  keepFromVanishing(regions, found);
  return found;
}

/** Takes back what would leave a leaf with nothing. */
function keepFromVanishing(regions: readonly Region[], found: Map<number, Verdict>): void {
  const keeping = new Set<Outline>();
  const losing = new Map<Outline, number[]>();
  regions.forEach(({ leaves }, i) => {
    const verdict = found.get(i);
    for (const leaf of leaves)
      if (verdict && 'owner' in verdict && verdict.owner !== leaf)
        losing.set(leaf, [...(losing.get(leaf) ?? []), i]);
      else keeping.add(leaf);
  });
  for (const [leaf, numbers] of losing)
    if (!keeping.has(leaf)) for (const number of numbers) found.set(number, { left: 'swallowed' });
}

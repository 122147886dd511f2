import type { Rule } from '../table.ts';
import type { Fate } from './fates.ts';
import { overlapOf, type Pair } from './overlaps.ts';
import type { Proof } from './proof.ts';
import {
  type Box,
  boxOf,
  inputAt,
  inputOf,
  pointOf,
  type RuleBoxes,
  ruleLie,
} from './rule-boxes.ts';
import { isOrdered } from './standing.ts';
import type {
  FindingKind,
  Gap,
  Overlap,
  RedundantRule,
  Undecided,
  UnreachableRule,
  Verification,
  Witness,
} from './verification.ts';
import { regionOf } from './where.ts';

/** What was shown of boxes and pairs before; a proof after an edit shows most of them again. */
export interface Shown {
  readonly gaps: WeakMap<Box, Gap>;
  readonly pairs: WeakMap<Pair, Omit<Overlap, 'rules'>>;
}

/** A proof, told. */
export function reportOf(proof: Proof, shown: Shown): Verification {
  const { findings } = proof.bounds;
  const { gaps, open } = gapsIn(proof, shown);
  const pairs = pairsIn(proof, shown);
  const rules = fatesIn(proof);
  const isSettled = isOrdered(proof.standing.hit);
  const lists = {
    gaps,
    conflicts: isSettled ? [] : pairs.sure,
    overlaps: isSettled ? pairs.sure : [],
    unreachable: rules.unreachable,
    redundant: rules.redundant,
  };
  const undecided = [...open, ...pairs.open, ...rules.open];
  const more = new Set<FindingKind>();
  if (!proof.gaps.isWhole && !proof.gaps.isUndecided) more.add('gaps');
  for (const [kind, list] of Object.entries(lists))
    if (list.length > findings) more.add(kind as FindingKind);
  if (pairs.isCut) more.add(isSettled ? 'overlaps' : 'conflicts');
  const cut = <One>(list: readonly One[]) => list.slice(0, findings);
  return {
    complete: gaps.length === 0 && proof.gaps.isWhole && open.length === 0,
    gaps: cut(lists.gaps),
    conflicts: cut(lists.conflicts),
    overlaps: cut(lists.overlaps),
    unreachable: cut(lists.unreachable),
    redundant: cut(lists.redundant),
    undecided,
    more: [...more],
  };
}

function gapsIn(proof: Proof, shown: Shown): { gaps: readonly Gap[]; open: readonly Undecided[] } {
  const { index, order, standing } = proof;
  const { boxes } = index;
  const vague = Array.from(order).filter((slot) => boxes.vague[slot] === 1);
  const gaps: Gap[] = [];
  const open: Undecided[] = proof.gaps.isUndecided ? [{ kind: 'gaps', why: 'budget' }] : [];
  for (const box of proof.gaps.boxes) {
    const maybe = vague.filter((slot) => ruleLie(boxes, slot, box) !== 0);
    if (maybe.length > 0) {
      const rules = maybe.map((slot) => standing.places[slot] as number);
      open.push({ kind: 'gaps', why: 'namesInput', rules, where: regionOf(boxes, box) });
      continue;
    }
    const known = shown.gaps.get(box);
    const gap = known ?? { witness: inputAt(boxes, pointOf(box)), where: regionOf(boxes, box) };
    shown.gaps.set(box, gap);
    gaps.push(gap);
  }
  return { gaps, open };
}

interface PairsTold {
  readonly sure: readonly Overlap[];
  readonly open: readonly Undecided[];
  readonly isCut: boolean;
}

function pairsIn({ table, index, standing, pairs, bounds, order }: Proof, shown: Shown): PairsTold {
  const { boxes } = index;
  const sure: Overlap[] = [];
  const open: Undecided[] = [];
  const kind = isOrdered(standing.hit) ? 'overlaps' : 'conflicts';
  for (const pair of pairs.list.slice(0, bounds.findings)) {
    const rules = [standing.places[pair.a] as number, standing.places[pair.b] as number] as const;
    if (boxes.vague[pair.a] === 1 || boxes.vague[pair.b] === 1) {
      open.push({ kind, why: 'namesInput', rules });
      continue;
    }
    // Outcomes that are computed may turn out to be alike.
    if (standing.hit !== 'unique' && rules.some((rule) => table.rules[rule]?.compute)) {
      open.push({ kind, why: 'computed', rules });
      continue;
    }
    let told = shown.pairs.get(pair);
    if (!told) {
      const box = overlapOf(index, pair) ?? [];
      told = { witness: inputAt(boxes, pointOf(box)), where: regionOf(boxes, box) };
      shown.pairs.set(pair, told);
    }
    sure.push({ rules, ...told });
  }
  const isCut = pairs.list.length > bounds.findings || pairs.rows < order.length;
  return { sure, open, isCut };
}

interface FatesTold {
  readonly unreachable: readonly UnreachableRule[];
  readonly redundant: readonly RedundantRule[];
  readonly open: readonly Undecided[];
}

function fatesIn({ table, index, standing, order, fates, bounds: { findings } }: Proof): FatesTold {
  const unreachable: UnreachableRule[] = [];
  const redundant: RedundantRule[] = [];
  const open: Undecided[] = [];
  const { boxes } = index;
  order.forEach((slot, rule) => {
    const fate = fates[slot];
    if (!fate || fate.kind === 'needed') return;
    if (fate.kind === 'undecided') {
      open.push(openOf(fate, rule));
      return;
    }
    const list = fate.kind === 'redundant' ? redundant : unreachable;
    // One more than is told: then it is seen that the list is cut.
    if (list.length > findings) return;
    const { id } = table.rules[rule] as Rule;
    const head = { rule, ...(id !== undefined && { id }) };
    if (fate.kind === 'empty') unreachable.push({ ...head, witness: outsideOf(boxes, slot) });
    else
      list.push({
        ...head,
        witness: inputOf(boxes, fate.witness),
        by: standing.places[fate.by] as number,
      });
  });
  return { unreachable, redundant, open };
}

function openOf({ isReached, why }: Extract<Fate, { kind: 'undecided' }>, rule: number): Undecided {
  return { kind: isReached ? 'redundant' : 'unreachable', why, rules: [rule] };
}

/** An input that satisfies a rule which none of the universe does. */
function outsideOf(boxes: RuleBoxes, slot: number): Witness {
  const box = boxOf(boxes, slot);
  return Object.fromEntries(
    boxes.columns.map(({ axis, cells }, at) => {
      const [place] = box[at] ?? [];
      if (place !== undefined) return [axis.column.name, axis.sampleOf(place)];
      const cell = cells[boxes.cells[at]?.[slot] ?? -1];
      const [rank = 0] = cell ? axis.space.spansOf(cell) : [];
      return [axis.column.name, axis.space.sampleOf(rank) ?? null];
    }),
  );
}

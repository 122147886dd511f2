import { rulesMeeting } from './candidates.ts';
import { type Fate, type Field, fateOf } from './fates.ts';
import { type Box, boxOf, holdsSamples, type RuleBoxes } from './rule-boxes.ts';
import { compareRules, isOrdered, type Standing } from './standing.ts';

/** Which rules went and came, by slot. A slot that one rule left may hold another now. */
export interface Edited {
  readonly gone: Int32Array;
  readonly slots: Int32Array;
  /** How it was before, told on the axes of now. */
  readonly before: { readonly standing: Standing; readonly boxes: RuleBoxes };
}

/** A rule that went or came, as others met it. */
interface Neighbour {
  readonly slot: number;
  readonly box: Box;
  readonly boxes: RuleBoxes;
  readonly standing: Standing;
  readonly isGone: boolean;
}

/** The fates after an edit: those of the fresh rules, and of others whose witness or proof the edit touches. */
export function fatesAfter(
  field: Field,
  fates: readonly (Fate | undefined)[],
  { gone, slots, before }: Edited,
): readonly (Fate | undefined)[] {
  const { index, standing } = field;
  const after = [...fates];
  const neighbours = [
    ...Array.from(gone, (slot) => ({ slot, ...before, isGone: true })),
    ...Array.from(slots, (slot) => ({ slot, standing, boxes: index.boxes, isGone: false })),
  ]
    .filter(({ slot, boxes }) => boxes.empty[slot] === 0)
    .map((one): Neighbour => ({ ...one, box: boxOf(one.boxes, one.slot) }));
  const touched = new Set<number>();
  if (isOrdered(standing.hit) || standing.hit === 'any')
    for (const one of neighbours)
      for (const slot of rulesMeeting(index, one.box)) {
        const fate = after[slot];
        if (fate && touches(slot, fate, one)) touched.add(slot);
      }
  for (const slot of slots) after[slot] = fateOf(field, slot);
  for (const slot of touched) {
    const fate = fates[slot];
    if (slots.includes(slot)) continue;
    after[slot] = fateOf(field, slot, fate?.kind === 'needed' ? fate.witness : undefined);
  }
  return after;
}

/** Whether a rule that went or came may change the fate of another whose box it meets. */
function touches(slot: number, fate: Fate, one: Neighbour): boolean {
  switch (fate.kind) {
    case 'empty':
      return false;
    case 'needed':
      return holdsSamples(one.boxes, one.slot, fate.witness);
    case 'unreachable':
      if (holdsSamples(one.boxes, one.slot, fate.witness)) return true;
      return one.isGone && fate.under.has(one.slot);
    case 'redundant':
      if (holdsSamples(one.boxes, one.slot, fate.witness)) return true;
      if (one.isGone) return fate.under.has(one.slot);
      return spoils(slot, one);
    case 'undecided':
      return true;
  }
}

/** Whether a rule that came may spoil that another is redundant: it says something else and goes behind it. */
function spoils(slot: number, { slot: other, standing }: Neighbour): boolean {
  if (standing.hit === 'any') return false;
  return (
    standing.outcomes[slot] !== standing.outcomes[other] && compareRules(standing, other, slot) > 0
  );
}

import type { Sample } from './axis.ts';
import { type Candidates, rulesAt, rulesMeeting } from './candidates.ts';
import {
  type Box,
  boxOf,
  type Point,
  pointAt,
  pointOf,
  ruleLie,
  samplesAt,
  somePoint,
} from './rule-boxes.ts';
import { compareRules, isOrdered, type Standing } from './standing.ts';
import { type Budget, uncovered } from './uncovered.ts';

/** What becomes of a rule in its universe, with the values of an input that shows it. */
export type Fate =
  /** Without it the input would get another outcome. */
  | { readonly kind: 'needed'; readonly witness: readonly Sample[] }
  /** Without it every input gets the same outcome; it wins the witness, and another says the same there. */
  | {
      readonly kind: 'redundant';
      readonly witness: readonly Sample[];
      readonly by: number;
      /** The rules that make it so. */
      readonly under: ReadonlySet<number>;
    }
  /** It never wins; the other does on the witness, which it satisfies. */
  | {
      readonly kind: 'unreachable';
      readonly witness: readonly Sample[];
      readonly by: number;
      /** The better rules that cover it. */
      readonly under: ReadonlySet<number>;
    }
  /** No input satisfies it. */
  | { readonly kind: 'empty' }
  /** The budget ended, or a rule that names another input is in the way. */
  | {
      readonly kind: 'undecided';
      readonly why: 'budget' | 'namesInput' | 'computed';
      readonly isReached: boolean;
    };

/** What fates are read from. */
export interface Field {
  readonly index: Candidates;
  readonly standing: Standing;
  /** For all rules together. */
  readonly budget: Budget;
}

/** How many points of a rule's box are tried before it is searched through. */
const tries = 16;
/** How much of the whole budget one rule may use. */
const share = 16;

/** The fate of a rule, as far as its hit policy knows fates. An input that it was needed for is tried first. */
export function fateOf(field: Field, slot: number, hint?: readonly Sample[]): Fate {
  const { index, standing } = field;
  const { boxes } = index;
  if (boxes.empty[slot] === 1) return { kind: 'empty' };
  if (standing.isOpen) return { kind: 'undecided', why: 'computed', isReached: false };
  const box = boxOf(boxes, slot);
  if (!isOrdered(standing.hit) && standing.hit !== 'any')
    return { kind: 'needed', witness: samplesAt(boxes, pointOf(box)) };
  let won = hint && standAt(field, slot, pointAt(boxes, hint));
  if (won?.by === -1 && won.isClear) return verdict(field, slot, won);
  const certain = fateUnderOne(field, slot, box);
  if (certain) return certain;
  const next = randomFrom(slot);
  for (let i = 0; i < tries; i++) {
    const stand = standAt(field, slot, i === 0 ? pointOf(box) : somePoint(box, next));
    if (stand?.by === -1 && stand.isClear) return verdict(field, slot, stand);
    if (stand) won ??= stand;
  }
  const rivals = rulesMeeting(index, box).filter((one) => one !== slot);
  const own = { nodes: Math.min(field.budget.nodes, Math.ceil(field.budget.nodes / share)) };
  const before = own.nodes;
  const fate = searchedFate(field, { slot, box, rivals, budget: own }, won);
  field.budget.nodes -= before - own.nodes;
  return fate;
}

/** A point that a rule wins, and the rule that would say the same there; -1 where none would. */
interface Won {
  readonly point: Point;
  readonly by: number;
  /** Whether no rule that names another input may match there. */
  readonly isClear: boolean;
}

/** A rule whose box is searched through. */
interface Suspect {
  readonly slot: number;
  readonly box: Box;
  /** The rules that meet its box. */
  readonly rivals: readonly number[];
  readonly budget: Budget;
}

function searchedFate(field: Field, suspect: Suspect, found: Won | undefined): Fate {
  const { standing } = field;
  const { slot, rivals } = suspect;
  let won = found;
  if (!won && standing.hit !== 'any') {
    const better = rivals.filter((one) => compareRules(standing, one, slot) < 0);
    const under = new Set<number>();
    const free = firstFree(field, suspect, better, under);
    if (free === 'undecided') return { kind: 'undecided', why: 'budget', isReached: false };
    if (!free) return lost(field, suspect, under);
    won = standAt(field, slot, free);
  }
  const point = won?.point ?? pointOf(suspect.box);
  if (won?.by === -1) return verdict(field, slot, won);
  const used = new Set<number>();
  const apart = difference(field, suspect, used);
  if (apart === 'undecided') return { kind: 'undecided', why: 'budget', isReached: true };
  if (apart) return verdict(field, slot, standAt(field, slot, apart));
  if (field.index.boxes.vague[slot] === 1) return verdict(field, slot, won);
  const by = won?.by ?? standAt(field, slot, point)?.by ?? -1;
  return { kind: 'redundant', witness: samplesAt(field.index.boxes, point), by, under: used };
}

/** What is said of a rule without which a point gets another outcome, unless some cell leaves that open. */
function verdict({ index }: Field, slot: number, won: Won | undefined): Fate {
  const isClear = won?.isClear === true && index.boxes.vague[slot] === 0;
  return isClear
    ? { kind: 'needed', witness: samplesAt(index.boxes, won.point) }
    : { kind: 'undecided', why: 'namesInput', isReached: false };
}

/** The fate of a rule whose whole box one better rule holds, or under `any` one that says the same. */
function fateUnderOne({ index, standing }: Field, slot: number, box: Box): Fate | undefined {
  const { boxes } = index;
  const point = pointOf(box);
  const isAny = standing.hit === 'any';
  const over = rulesAt(index, point).filter(
    (one) =>
      one !== slot &&
      boxes.vague[one] === 0 &&
      (isAny
        ? standing.outcomes[one] === standing.outcomes[slot]
        : compareRules(standing, one, slot) < 0),
  );
  const under = over.find((one) => ruleLie(boxes, one, box) === 2);
  if (under === undefined) return undefined;
  const by = over.reduce((a, b) => (compareRules(standing, b, a) < 0 ? b : a));
  const found = { witness: samplesAt(boxes, point), by, under: new Set([under]) };
  if (!isAny) return { kind: 'unreachable', ...found };
  return boxes.vague[slot] === 0 ? { kind: 'redundant', ...found } : undefined;
}

function lost(
  { index, standing }: Field,
  { slot, box }: Suspect,
  under: ReadonlySet<number>,
): Fate {
  const point = pointOf(box);
  const [by = slot] = rulesAt(index, point)
    .filter((one) => one !== slot && index.boxes.vague[one] === 0)
    .sort((a, b) => compareRules(standing, a, b));
  return { kind: 'unreachable', witness: samplesAt(index.boxes, point), by, under };
}

/** How a rule stands at a point of its box; undefined where a better one wins. */
function standAt({ index, standing }: Field, slot: number, point: Point): Won | undefined {
  const { vague } = index.boxes;
  const { hit, outcomes } = standing;
  let heir = -1;
  let isClear = true;
  for (const one of rulesAt(index, point)) {
    if (one === slot) continue;
    if (vague[one] === 1) isClear = false;
    else if (hit === 'any') {
      if (outcomes[one] === outcomes[slot]) heir = one;
    } else if (compareRules(standing, one, slot) < 0) return undefined;
    else if (heir < 0 || compareRules(standing, one, heir) < 0) heir = one;
  }
  const isSame = heir >= 0 && outcomes[heir] === outcomes[slot];
  return { point, by: isSame ? heir : -1, isClear };
}

/** A point of a rule's box that none of these rules is sure to hold. */
function firstFree(
  { index }: Field,
  { box, budget }: Suspect,
  among: readonly number[],
  used: Set<number>,
): Point | undefined | 'undecided' {
  const rules = among.filter((one) => index.boxes.vague[one] === 0);
  let free: Point | undefined;
  const done = uncovered({
    boxes: index.boxes,
    box,
    rules,
    budget,
    used,
    found: (left) => {
      free = pointOf(left);
      return false;
    },
  });
  return done ? free : 'undecided';
}

/** A point of a rule's box where another outcome, or none, would follow without the rule. */
function difference(
  { index, standing }: Field,
  { slot, box, rivals, budget }: Suspect,
  used: Set<number>,
): Point | undefined | 'undecided' {
  const { outcomes, hit } = standing;
  const isSame = (one: number) => outcomes[one] === outcomes[slot];
  const isPlain = (one: number) => index.boxes.vague[one] === 0;
  const isOrderless = hit === 'any';
  const isFine = (one: number) =>
    isSame(one) || (!isOrderless && compareRules(standing, one, slot) < 0);
  // A rule that names another input may hold or not: where it would spoil, it may spoil; it never covers.
  const rules = rivals.filter((one) => (isPlain(one) ? !isOrderless || isSame(one) : false));
  const spoilers = isOrderless ? [] : rivals.filter((one) => !isPlain(one) && !isFine(one));
  const ordered = [...rules, ...spoilers].sort((a, b) => compareRules(standing, a, b));
  let apart: Point | undefined;
  const done = uncovered({
    boxes: index.boxes,
    box,
    rules: ordered,
    isBad: (one) => !isFine(one),
    budget,
    used,
    found: (left) => {
      apart = pointOf(left);
      return false;
    },
  });
  return done ? apart : 'undecided';
}

/** Numbers from 0 to before 1, the same ones for the same seed. */
function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

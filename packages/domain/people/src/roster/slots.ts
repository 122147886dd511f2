import type { PersonId } from '@civigrid/kernel';
import type { Post } from '../post.ts';
import { type DutyPlan, dutyAt, dutyChanges, missingYear } from '../rota/duty-plan.ts';
import { noShift, unnamed } from '../rota/span-lists.ts';
import { endOf } from '../tenure.ts';
import type { PassedPost, Silence } from './answer.ts';
import {
  type Actings,
  allAway,
  heldBy,
  isAway,
  nobodyHolds,
  type PostTerms,
  turningPoints,
} from './holding.ts';
import type { Stint } from './stints.ts';
import { termAt } from './terms-by-post.ts';

/** What a post does not answer with, as numbers below those of who acts; the first two are those of its terms. */
const notItsHour = -3;
export const unknownYear: number = -4;
export const notStanding: number = -5;

/** By number below the first of those that act. */
export const silences: readonly Silence[] = ['vacant', 'onLeave', 'offDuty'];

/** One post with everything that decides whether it answers. */
export interface SlotInput {
  readonly post: Post;
  readonly terms: PostTerms;
  readonly stints: readonly Stint[];
}

/** Posts by number, asked for who answers. */
export interface Slots {
  /** The number of who acts for a post, or a number below 0 that says why nobody does. */
  stateAt(slot: number, at: number): number;
  /** The post as one that was passed over; for a state that is neither unknown nor not standing. */
  passed(slot: number, state: number): PassedPost;
  /** Whose silence it is: who holds the post or stands in and is off duty, or is away; undefined where that is nobody by name. */
  silentPerson(slot: number, at: number): PersonId | undefined;
  /** The year on which an unknown state depends. */
  yearAt(slot: number, at: number): number;
  /** Whether somebody holds the post, stands in or is named by its rota, on duty or not. */
  isFilled(slot: number, at: number): boolean;
  /** Instants within a window at which the state may change. */
  changes(slot: number, from: number, until: number, add: (at: number) => void): void;
}

/** Sorted instants of many posts in one array: those of a slot lie from `firsts[slot]` to before `firsts[slot + 1]`. */
interface Timeline {
  readonly firsts: Int32Array;
  readonly from: Float64Array;
}

/** The last place of a slot whose instant has come, or -1. */
function placeAt({ firsts, from }: Timeline, slot: number, at: number): number {
  const first = firsts[slot] as number;
  let low = first;
  let high = firsts[slot + 1] as number;
  // from[low - 1] <= at < from[high]
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low === first ? -1 : low - 1;
}

/** Who answers from when on, rotas aside. */
function packTerms(
  inputs: readonly SlotInput[],
  actings: Actings,
): Timeline & { readonly states: Int32Array } {
  const firsts = new Int32Array(inputs.length + 1);
  const from: number[] = [];
  const states: number[] = [];
  for (const [slot, { terms }] of inputs.entries()) {
    let before = nobodyHolds;
    for (const at of turningPoints(terms)) {
      const state = heldBy(terms, at, actings);
      if (state === before) continue;
      before = state;
      from.push(at);
      states.push(state);
    }
    firsts[slot + 1] = from.length;
  }
  return { firsts, from: Float64Array.from(from), states: Int32Array.from(states) };
}

/** Which plan rules from when to when. */
function packStints(
  inputs: readonly SlotInput[],
): Timeline & { readonly until: Float64Array; readonly plans: readonly DutyPlan[] } {
  const firsts = new Int32Array(inputs.length + 1);
  const all: Stint[] = [];
  for (const [slot, { stints }] of inputs.entries()) {
    for (const stint of stints) all.push(stint);
    firsts[slot + 1] = all.length;
  }
  return {
    firsts,
    from: Float64Array.from(all, ({ from }) => from),
    until: Float64Array.from(all, endOf),
    plans: all.map(({ plan }) => plan),
  };
}

/** Packs posts: terms become sorted instants with who answers from each on; rotas stay patterns. */
export function packSlots(inputs: readonly SlotInput[], actings: Actings): Slots {
  const ends = Float64Array.from(inputs, ({ post }) => endOf({ from: 0, ...post }));
  const terms = packTerms(inputs, actings);
  const stints = packStints(inputs);
  const absent = Uint8Array.from(inputs, ({ terms: { absences } }) => (absences ? 1 : 0));
  const silent: (PassedPost | undefined)[] = Array.from({ length: 3 * inputs.length });

  function termState(slot: number, at: number): number {
    const place = placeAt(terms, slot, at);
    return place < 0 ? nobodyHolds : (terms.states[place] as number);
  }

  function planAt(slot: number, at: number): DutyPlan | undefined {
    const place = placeAt(stints, slot, at);
    return place >= 0 && at < (stints.until[place] as number) ? stints.plans[place] : undefined;
  }

  /** Who takes a shift in the post's name, or stands in where that person is away. */
  function onShift(slot: number, shift: number, at: number): number {
    if (absent[slot] === 0) return shift;
    const { terms: own } = inputs[slot] as SlotInput;
    if (!isAway(own, actings.acting(shift).person, at)) return shift;
    const standIn = termAt(own.standIns, at);
    if (standIn !== undefined && !isAway(own, standIn.person, at))
      return actings.numberOf(standIn.person, 'standIn');
    return allAway;
  }

  return {
    stateAt(slot, at) {
      if (at >= (ends[slot] as number)) return notStanding;
      const held = termState(slot, at);
      const plan = planAt(slot, at);
      if (plan === undefined || (held < 0 && !plan.named)) return held;
      const duty = dutyAt(plan, at);
      if (duty >= 0) return onShift(slot, duty, at);
      if (duty === unnamed) return held;
      return duty === noShift ? notItsHour : unknownYear;
    },
    passed(slot, state) {
      const place = 3 * slot - 1 - state;
      const known = silent[place];
      if (known !== undefined) return known;
      const { id: post, role, grid } = (inputs[slot] as SlotInput).post;
      const reason = silences[-1 - state] as Silence;
      const made = Object.freeze({ post, role, grid, reason });
      silent[place] = made;
      return made;
    },
    silentPerson(slot, at) {
      const plan = planAt(slot, at);
      const duty = plan === undefined ? noShift : dutyAt(plan, at);
      if (duty >= 0) return actings.acting(duty).person;
      const held = termState(slot, at);
      if (held >= 0) return actings.acting(held).person;
      const { standIns, tenures } = (inputs[slot] as SlotInput).terms;
      return held === allAway ? (termAt(standIns, at) ?? termAt(tenures, at))?.person : undefined;
    },
    yearAt(slot, at) {
      const plan = planAt(slot, at);
      return plan === undefined ? Number.NaN : missingYear(plan, at);
    },
    isFilled(slot, at) {
      if (at >= (ends[slot] as number)) return false;
      return termState(slot, at) !== nobodyHolds || (planAt(slot, at)?.named ?? false);
    },
    changes(slot, begin, until, add) {
      add(ends[slot] as number);
      const { terms: own, stints: ruled } = inputs[slot] as SlotInput;
      for (const at of turningPoints(own)) add(at);
      for (const stint of ruled) {
        const [first, last] = [Math.max(stint.from, begin), Math.min(endOf(stint), until)];
        add(stint.from);
        add(endOf(stint));
        if (first < last) dutyChanges(stint.plan, first, last, add);
      }
    },
  };
}

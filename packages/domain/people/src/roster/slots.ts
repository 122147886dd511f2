import type { PersonId } from '@civigrid/kernel';
import type { Post } from '../post.ts';
import {
  dutyAt,
  dutyChanges,
  missingYear,
  offDuty,
  unknownEve,
  unknownToday,
} from '../rota/duty-plan.ts';
import { endOf } from '../tenure.ts';
import type { PassedPost, Silence } from './answer.ts';
import {
  type Acting,
  type ActingAs,
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

const silences: readonly Silence[] = ['vacant', 'onLeave', 'offDuty'];

/** One post with everything that decides whether it answers. */
export interface SlotInput {
  readonly post: Post;
  readonly terms: PostTerms;
  readonly stints: readonly Stint[] | undefined;
}

/** Posts by number, asked for who answers. */
export interface Slots {
  /** The number of who acts for a post, or a number below 0 that says why nobody does. */
  stateAt(slot: number, at: number): number;
  acting(state: number): Acting;
  /** The post as one that was passed over; for a state that is neither unknown nor not standing. */
  passed(slot: number, state: number): PassedPost;
  /** The year on which an unknown state depends. */
  yearAt(slot: number, at: number): number;
  /** Whether somebody holds the post, stands in or is named by its rota, on duty or not. */
  isFilled(slot: number, at: number): boolean;
  /** Instants within a window at which the state may change. */
  changes(slot: number, from: number, until: number, add: (at: number) => void): void;
}

/** Packs posts: terms become one sorted array of instants with who answers from each on; rotas stay patterns. */
export function packSlots(inputs: readonly SlotInput[]): Slots {
  const actings: Acting[] = [];
  const numbers = {
    holder: new Map<PersonId, number>(),
    standIn: new Map<PersonId, number>(),
    shift: new Map<PersonId, number>(),
  } as const satisfies Record<ActingAs, Map<PersonId, number>>;
  const numberOf = (person: PersonId, as: ActingAs): number => {
    const known = numbers[as].get(person);
    if (known !== undefined) return known;
    numbers[as].set(person, actings.length);
    return actings.push(Object.freeze({ person, as })) - 1;
  };

  const ends = Float64Array.from(inputs, ({ post }) => endOf({ from: 0, ...post }));
  const firsts = new Int32Array(inputs.length + 1);
  const since: number[] = [];
  const states: number[] = [];
  for (const [slot, { terms }] of inputs.entries()) {
    since.push(Number.NEGATIVE_INFINITY);
    states.push(nobodyHolds);
    for (const at of turningPoints(terms)) {
      const state = heldBy(terms, at, numberOf);
      if (state === states[states.length - 1]) continue;
      since.push(at);
      states.push(state);
    }
    firsts[slot + 1] = since.length;
  }
  const from = Float64Array.from(since);
  const state = Int32Array.from(states);
  const rotas = inputs.map(({ stints }) => stints);
  const silent: (PassedPost | undefined)[] = [];

  function termState(slot: number, at: number): number {
    let low = firsts[slot] as number;
    let high = firsts[slot + 1] as number;
    // from[low] <= at < from[high]
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((from[middle] as number) <= at) low = middle;
      else high = middle;
    }
    return state[low] as number;
  }

  function onShift(slot: number, person: PersonId, at: number): number {
    const { terms } = inputs[slot] as SlotInput;
    if (!isAway(terms, person, at)) return numberOf(person, 'shift');
    const standIn = termAt(terms.standIns, at);
    if (standIn !== undefined && !isAway(terms, standIn.person, at))
      return numberOf(standIn.person, 'standIn');
    return allAway;
  }

  function stateAt(slot: number, at: number): number {
    if (at >= (ends[slot] as number)) return notStanding;
    const held = termState(slot, at);
    const stints = rotas[slot];
    if (stints === undefined) return held;
    const stint = termAt(stints, at);
    if (stint === undefined) return held;
    if (held < 0 && !stint.plan.named) return held;
    const span = dutyAt(stint.plan, at);
    if (span === offDuty) return notItsHour;
    if (span === unknownToday || span === unknownEve) return unknownYear;
    return span.person === undefined ? held : onShift(slot, span.person, at);
  }

  return {
    stateAt,
    acting: (number) => actings[number] as Acting,
    passed(slot, number) {
      const place = 3 * slot - 1 - number;
      const known = silent[place];
      if (known !== undefined) return known;
      const { id: post, role, grid } = (inputs[slot] as SlotInput).post;
      const reason = silences[-1 - number] as Silence;
      const made = Object.freeze({ post, role, grid, reason });
      silent[place] = made;
      return made;
    },
    yearAt(slot, at) {
      const stint = termAt(rotas[slot] ?? [], at);
      return stint === undefined ? Number.NaN : missingYear(stint.plan, at, dutyAt(stint.plan, at));
    },
    isFilled(slot, at) {
      if (at >= (ends[slot] as number)) return false;
      if (termState(slot, at) !== nobodyHolds) return true;
      return termAt(rotas[slot] ?? [], at)?.plan.named ?? false;
    },
    changes(slot, begin, until, add) {
      add(ends[slot] as number);
      for (const at of turningPoints((inputs[slot] as SlotInput).terms)) add(at);
      for (const stint of rotas[slot] ?? []) {
        const [first, last] = [Math.max(stint.from, begin), Math.min(endOf(stint), until)];
        add(stint.from);
        add(endOf(stint));
        if (first < last) dutyChanges(stint.plan, first, last, add);
      }
    },
  };
}

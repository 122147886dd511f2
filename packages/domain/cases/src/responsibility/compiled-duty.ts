import { addSpan, type BitSet, emptySet } from './bit-set.ts';
import { leavesWithin } from './category-tree.ts';
import type { Frame } from './frame.ts';
import type { HourSpan } from './hours.ts';
import type { Duty } from './matrix-input.ts';
import { type Memory, roleNumber } from './memory.ts';

/** A rule made ready to be compared: an edited rule has another handle. */
export interface CompiledDuty {
  readonly duty: Duty;
  readonly handle: number;
  readonly leaves: BitSet;
  /** Bit i is level i. */
  readonly levels: number;
  readonly hours: BitSet;
  readonly rank: number;
  readonly role: number;
}

/** The slots of spans; undefined spans are all. */
export function slotsOf(frame: Frame, spans: readonly HourSpan[] | undefined): BitSet {
  if (spans === undefined) return frame.always;
  const set = emptySet(frame.slots);
  for (const [from, until] of spans) addSpan(set, from, until);
  return set;
}

export function compileDuty(frame: Frame, memory: Memory, duty: Duty): CompiledDuty {
  const levels = (duty.levels ?? frame.levels).reduce(
    (bits, level) => bits | (1 << (frame.levelOf.get(level) as number)),
    0,
  );
  return {
    duty,
    handle: memory.next++,
    leaves: leavesWithin(frame.tree, duty.categories),
    levels,
    hours: slotsOf(frame, duty.hours),
    rank: duty.rank ?? 0,
    role: roleNumber(memory, duty.lead),
  };
}

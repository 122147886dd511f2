import {
  addAll,
  type BitSet,
  bitsOf,
  both,
  either,
  emptySet,
  hasBit,
  isEmpty,
  without,
} from './bit-set.ts';
import { type Cause, conflictCause, gapCause } from './cause.ts';
import type { CompiledDuty } from './compiled-duty.ts';
import type { Frame } from './frame.ts';
import type { Match, Memory, Piece } from './memory.ts';
import { pooled } from './pool.ts';

function keepPiece(memory: Memory, hours: BitSet, role: number, cause: Cause | undefined): Piece {
  const kept = pooled(memory.hours, hours);
  const key = `${kept.id}/${role}/${cause?.id ?? ''}`;
  const known = memory.pieces.get(key);
  if (known) return known;
  const piece = { id: memory.next++, hours: kept, role, cause };
  memory.pieces.set(key, piece);
  return piece;
}

/** The rules together with one more. */
export function matchWith(memory: Memory, match: Match, duty: CompiledDuty): Match {
  const known = match.next.get(duty.handle);
  if (known) return known;
  const duties = match.duties.includes(duty)
    ? match.duties
    : [...match.duties, duty].sort((one, other) => one.handle - other.handle);
  const found = matchOf(memory, duties);
  match.next.set(duty.handle, found);
  return found;
}

/** Keeps a list of rules once. */
export function matchOf(memory: Memory, duties: readonly CompiledDuty[]): Match {
  const key = duties.map(({ handle }) => handle).join();
  const known = memory.matches.get(key);
  if (known) return known;
  const match: Match = { id: memory.next++, duties, next: new Map(), plan: undefined };
  memory.matches.set(key, match);
  return match;
}

/** Hours in which rules of one rank contradict each other, by the rules that do. */
function contradictions(
  memory: Memory,
  rules: readonly CompiledDuty[],
  hours: BitSet,
): ReadonlyMap<Cause, BitSet> {
  const found = new Map<Cause, BitSet>();
  for (const slot of bitsOf(hours)) {
    const speaking = rules.filter((rule) => hasBit(rule.hours, slot));
    const cause = conflictCause(memory.causes, 'rules', {
      roles: speaking.map(({ duty }) => duty.lead),
      duties: speaking.map(({ duty }) => duty.id),
    });
    const set = found.get(cause) ?? emptySet(hours.length * 32);
    set[slot >>> 5] = (set[slot >>> 5] as number) | (1 << (slot & 31));
    found.set(cause, set);
  }
  return found;
}

/** What rules of one rank say in hours that are still open: every lead's hours, and those in which leads contradict. */
function rankSays(
  frame: Frame,
  rules: readonly CompiledDuty[],
  open: BitSet,
): { readonly leads: ReadonlyMap<number, BitSet>; readonly clash: BitSet } {
  const leads = new Map<number, BitSet>();
  let once = frame.never;
  let clash = frame.never;
  if (frame.unique)
    for (const rule of rules) {
      const hours = both(rule.hours, open);
      clash = either(clash, both(once, hours));
      once = either(once, hours);
    }
  for (const rule of rules) {
    const hours = both(rule.hours, open);
    const lead = leads.get(rule.role);
    if (lead) addAll(lead, hours);
    else leads.set(rule.role, hours);
  }
  let spoken = frame.never;
  for (const hours of leads.values()) {
    clash = either(clash, both(spoken, hours));
    spoken = either(spoken, hours);
  }
  return { leads, clash };
}

/** Who leads at which hours, by rules that all match: the whole time in pieces that share no hour. */
function planOf(frame: Frame, memory: Memory, rules: readonly CompiledDuty[]): readonly Piece[] {
  const leadHours = new Map<number, BitSet>();
  const clashes = new Map<Cause, BitSet>();
  let open = frame.always;
  const ranks = [...new Set(rules.map(({ rank }) => rank))].sort((one, other) => one - other);
  for (const rank of ranks) {
    if (isEmpty(open)) break;
    const equals = rules.filter((rule) => rule.rank === rank);
    const { leads, clash } = rankSays(frame, equals, open);
    for (const [role, hours] of leads) {
      const clear = without(hours, clash);
      leadHours.set(role, either(leadHours.get(role) ?? frame.never, clear));
      open = without(open, hours);
    }
    for (const [cause, hours] of contradictions(memory, equals, clash))
      clashes.set(cause, either(clashes.get(cause) ?? frame.never, hours));
  }
  const pieces: Piece[] = [];
  for (const [role, hours] of leadHours)
    if (!isEmpty(hours)) pieces.push(keepPiece(memory, hours, role, undefined));
  for (const [cause, hours] of clashes) pieces.push(keepPiece(memory, hours, -1, cause));
  if (!isEmpty(open)) pieces.push(keepPiece(memory, open, -1, gapCause(memory.causes, 'noRule')));
  return pieces;
}

/** What matching rules say. */
export function planFor(frame: Frame, memory: Memory, match: Match): readonly Piece[] {
  match.plan ??= planOf(frame, memory, match.duties);
  return match.plan;
}

import { textOrder } from '@civigrid/kernel';
import type { VoterRef } from '../electorate/voter.ts';
import {
  type BallotContext,
  type BallotFault,
  ballotContext,
  ballotFault,
  unitsOf,
} from './ballot-fault.ts';
import type { Choice, UnitBallot } from './ballots.ts';
import type { BallotEntry, BoxEntry, StrikeGround } from './box-entry.ts';
import type { BoxRules } from './box-rules.ts';
import { mergeBoxes } from './merge-boxes.ts';
import { prevailing } from './repeat-policy.ts';

/** A ballot that does not count, and why. */
export type SpoiltBallot =
  | { readonly ballot: string; readonly code: BallotFault | 'conventions/ballot-reused' }
  | { readonly ballot: string; readonly code: 'conventions/withdrawn' }
  | {
      readonly ballot: string;
      readonly code: 'conventions/struck';
      readonly grounds: readonly StrikeGround[];
    };

/** Several ballots for one unit, or of one person (重复或冲突的选票), for the public notice. */
export interface BallotConflict {
  readonly unit?: string;
  readonly voter?: VoterRef;
  /** The one that counts. */
  readonly counts: string;
  /** Those that it set aside, in the order in which they would have counted. */
  readonly setAside: readonly string[];
  /** Whether they say different things. */
  readonly differ: boolean;
}

/** What a box holds, read (开箱). */
export interface BoxReading {
  /** One for each unit with a ballot that counts, in the order of their names; none where persons vote. */
  readonly units: readonly UnitBallot[];
  /** Where persons vote: one for each who has a ballot that counts. */
  readonly persons: readonly { readonly voter: VoterRef; readonly choice: Choice }[];
  /** In the order of units or persons. */
  readonly conflicts: readonly BallotConflict[];
  /** In the order of their numbers. */
  readonly spoilt: readonly SpoiltBallot[];
}

/** Those of one number: the ballot, whether it was taken back, why it was struck. */
interface Numbered {
  readonly ballots: BallotEntry[];
  withdrawn: boolean;
  readonly grounds: StrikeGround[];
}

function byNumber(entries: readonly BoxEntry[]): ReadonlyMap<string, Numbered> {
  const numbered = new Map<string, Numbered>();
  for (const entry of entries) {
    const known = numbered.get(entry.ballot) ?? { ballots: [], withdrawn: false, grounds: [] };
    numbered.set(entry.ballot, known);
    if (entry.type === 'ballot') known.ballots.push(entry);
    else if (entry.type === 'withdrawal') known.withdrawn = true;
    else known.grounds.push(entry.ground);
  }
  return numbered;
}

/** Why a number does not count, or its ballot. */
function judged(ballot: string, one: Numbered, context: BallotContext): SpoiltBallot | BallotEntry {
  const [entry, another] = one.ballots;
  // Two papers under one number: neither can be told to be the voter's.
  if (entry === undefined || another !== undefined)
    return { ballot, code: 'conventions/ballot-reused' };
  const code = ballotFault(entry, context);
  if (code !== undefined) return { ballot, code };
  if (one.grounds.length > 0) return { ballot, code: 'conventions/struck', grounds: one.grounds };
  return one.withdrawn ? { ballot, code: 'conventions/withdrawn' } : entry;
}

/**
 * Reads a box: which ballots count under the rules, which were set aside by others, which are spoilt. Only what lies in
 * the box decides, never the order in which it came: a recount from the log gives the same.
 */
export function readBox(rules: BoxRules, entries: readonly BoxEntry[]): BoxReading {
  const { repeat } = rules;
  const context = ballotContext(rules);
  const { owners, entitlement } = context;
  const spoilt: SpoiltBallot[] = [];
  const standing = new Map<string, BallotEntry[]>();
  for (const [ballot, one] of byNumber(mergeBoxes(entries))) {
    // A withdrawal or a strike of what is not in the box waits for it.
    if (one.ballots.length === 0) continue;
    const found = judged(ballot, one, context);
    if ('code' in found) {
      spoilt.push(found);
      continue;
    }
    for (const key of owners ? unitsOf(found, entitlement) : [found.voter])
      standing.set(key, [...(standing.get(key) ?? []), found]);
  }
  const conflicts: BallotConflict[] = [];
  const counted = Array.from(standing)
    .sort(([a], [b]) => textOrder(a, b))
    .flatMap(([key, ballots]) => {
      const [first, ...others] = prevailing(ballots, repeat);
      if (first === undefined) return [];
      if (others.length > 0)
        conflicts.push({
          ...(owners ? { unit: key } : { voter: first.voter }),
          counts: first.ballot,
          setAside: others.map(({ ballot }) => ballot),
          differ: others.some(({ choice }) => choice !== first.choice),
        });
      return [{ key, voter: first.voter, choice: first.choice }];
    });
  return {
    units: owners ? counted.map(({ key, choice }) => ({ unit: key, choice })) : [],
    persons: owners ? [] : counted.map(({ voter, choice }) => ({ voter, choice })),
    conflicts,
    spoilt: spoilt.sort((a, b) => textOrder(a.ballot, b.ballot)),
  };
}

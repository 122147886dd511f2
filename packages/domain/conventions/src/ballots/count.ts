import { refuse } from '../error-code.ts';
import type { TrackName } from '../statutes/threshold.ts';
import {
  type BallotIssue,
  type BallotIssueCode,
  type BodyCount,
  type Choice,
  choices,
  type UnitBallot,
} from './ballots.ts';
import type { BodyRegister, OwnersRegister } from './register.ts';

/** What one track stands at. */
export interface Weight {
  readonly participated: number;
  readonly for: number;
}

/** One track as it stands, and at the two ends of every way of finishing: all that can still come agrees, or none of it does. */
export interface TrackCount {
  readonly name: TrackName;
  readonly base: number;
  readonly now: Weight;
  readonly best: Weight;
  readonly worst: Weight;
}

/** A count, with the ballots that did not count as they stand. */
export interface Count {
  readonly tracks: readonly TrackCount[];
  readonly issues: readonly BallotIssue[];
}

interface Owner {
  units: number;
  cast: number;
  agreed: number;
  /** Of the first ballot; what differs from it splits the head. */
  choice: string;
}

/** Why a ballot does not count, if it does not. */
function whyNot(known: boolean, choice: Choice, again: boolean): BallotIssueCode | undefined {
  if (!known) return 'conventions/unknown-unit';
  if (!choices.includes(choice)) return 'conventions/unknown-choice';
  return again ? 'conventions/cast-twice' : undefined;
}

/** Counts owners by area and by heads: one head an owner, however many units (一人). */
export function countOwners({ units }: OwnersRegister, ballots: readonly UnitBallot[]): Count {
  const owners = new Map<string, Owner>();
  const areas = new Map<string, { readonly area: number; readonly owner: Owner }>();
  let area = 0;
  for (const registered of units) {
    const owner = owners.get(registered.owner) ?? { units: 0, cast: 0, agreed: 0, choice: '' };
    owners.set(registered.owner, owner);
    owner.units++;
    areas.set(registered.unit, { area: registered.area, owner });
    area += registered.area;
  }
  const issues: BallotIssue[] = [];
  const seen = new Set<string>();
  let participated = 0;
  let agreed = 0;
  for (const [row, { unit, choice }] of ballots.entries()) {
    const found = areas.get(unit);
    const code = whyNot(found !== undefined, choice, seen.has(unit));
    if (code !== undefined) issues.push({ code, row });
    if (found === undefined || code !== undefined) continue;
    seen.add(unit);
    const { owner } = found;
    if (owner.cast === 0) owner.choice = choice;
    else if (owner.choice !== choice) issues.push({ code: 'conventions/split-vote', row });
    owner.cast++;
    participated += found.area;
    if (choice === 'for') {
      owner.agreed++;
      agreed += found.area;
    }
  }
  const heads = (test: (owner: Owner) => boolean): number =>
    Array.from(owners.values()).filter(test).length;
  return {
    tracks: [
      {
        name: 'area',
        base: area,
        now: { participated, for: agreed },
        best: { participated: area, for: agreed + (area - participated) },
        worst: { participated: area, for: agreed },
      },
      {
        name: 'heads',
        base: owners.size,
        now: {
          participated: heads(({ cast }) => cast > 0),
          for: heads((one) => one.cast > 0 && one.agreed === one.cast),
        },
        best: {
          participated: owners.size,
          for: heads((one) => one.agreed === one.cast),
        },
        worst: {
          participated: owners.size,
          // A head whose other units are still to come may yet be split.
          for: heads((one) => one.agreed === one.units),
        },
      },
    ],
    issues,
  };
}

const whole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Counts a body. Who takes part is who is present, or who casts a ballot where the law counts ballots. Refuses with `conventions/invalid-count` numbers that cannot be. */
export function countBody({ size }: BodyRegister, ballots: BodyCount, ballotsOnly: boolean): Count {
  const cast = ballots.for + ballots.against + ballots.abstain;
  if (![ballots.present, ballots.for, ballots.against, ballots.abstain].every(whole))
    throw refuse('invalid-count', 'Counts are whole numbers from 0.');
  if (cast > ballots.present || ballots.present > size)
    throw refuse(
      'invalid-count',
      'More ballots than are present, or more present than there are.',
      {
        cast,
        present: ballots.present,
        size,
      },
    );
  return {
    tracks: [
      {
        name: 'heads',
        base: size,
        now: { participated: ballotsOnly ? cast : ballots.present, for: ballots.for },
        best: { participated: size, for: ballots.for + (size - cast) },
        worst: { participated: size, for: ballots.for },
      },
    ],
    issues: [],
  };
}

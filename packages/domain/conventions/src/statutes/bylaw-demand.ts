import { refuse } from '../error-code.ts';
import { sameThreshold } from './compare-thresholds.ts';
import type { Electing } from './demand.ts';
import { readSentence } from './reading/read-sentence.ts';
import type { Reading, ReadThreshold } from './reading/reading.ts';
import type { Body, Threshold } from './threshold.ts';

/** What a sentence demands of a vote, by what it is for. */
export interface ReadDemand {
  readonly quorum: readonly Threshold[];
  readonly passing: readonly Threshold[];
  readonly electing?: Electing;
}

/** A share as it was read, as a threshold: of all the interested, of the whole of a body, or of those who took part. */
export function asThreshold({ of, who, track, num, den, strict }: ReadThreshold): Threshold {
  const bodies = who.filter((one): one is Body => one !== 'owners');
  const whole = of === 'register' || of === 'interested';
  return {
    of: of === 'interested' ? 'register' : of,
    num,
    den,
    strict,
    track,
    ...(whole && bodies.length > 0 ? { bodies } : {}),
  };
}

/** Whether a share is for the matter that falls under an item of the law's list; a share that names no matter is for all. */
function isFor(one: ReadThreshold, item: number | undefined, listed: ReadonlySet<number>): boolean {
  if (one.matters === undefined) return true;
  if (item === undefined)
    throw refuse('unreadable-bylaw', 'The sentence tells matters apart that this vote does not.', {
      phrase: one.phrase,
      at: one.at,
    });
  return one.matters === 'others' ? !listed.has(item) : one.matters.includes(item);
}

const listedIn = ({ thresholds }: Reading): ReadonlySet<number> =>
  new Set(
    thresholds.flatMap(({ matters }) =>
      matters === undefined || matters === 'others' ? [] : matters,
    ),
  );

/** What the sentences read demand of a matter: `item` is its number in the law's list, where it has one. */
export function demandOf(reading: Reading, item?: number): ReadDemand {
  const listed = listedIn(reading);
  const mine = reading.thresholds.filter((one) => isFor(one, item, listed));
  const of = (wanted: (role: ReadThreshold['role']) => boolean): readonly Threshold[] =>
    mine.filter(({ role }) => wanted(role)).map(asThreshold);
  const passing = of(
    (role) =>
      (role.startsWith('passing') && role !== 'passing-rerun') ||
      role === 'request' ||
      role === 'composition',
  );
  const floor = of((role) => role === 'passing-rerun')[0];
  const [first] = passing;
  const again = reading.mostVotes.some(({ rerun }) => rerun);
  const atOnce = reading.mostVotes.some(({ rerun }) => !rerun);
  const electing: Electing | undefined = atOnce
    ? { relative: true, ...(first === undefined ? {} : { floor: first }) }
    : again && first !== undefined
      ? { absolute: first, rerun: { relative: true, ...(floor === undefined ? {} : { floor }) } }
      : undefined;
  return {
    quorum: of((role) => role === 'quorum'),
    passing,
    ...(electing === undefined ? {} : { electing }),
  };
}

const same = (one: readonly Threshold[], other: readonly Threshold[]): boolean =>
  one.length === other.length &&
  one.every((threshold) => other.some((candidate) => sameThreshold(threshold, candidate)));

/**
 * What a clause of the host's own demands, read from its words; what is given as data beside it must say the same.
 * Refuses with `conventions/unreadable-bylaw` and `conventions/bylaw-mismatch`.
 */
export function demandOfBylaw(
  quote: string,
  given: { readonly quorum?: readonly Threshold[]; readonly passing?: readonly Threshold[] },
  item: number | undefined,
): ReadDemand {
  const reading = readSentence(quote);
  const upper = reading.thresholds.find(({ bound }) => bound === 'most');
  if (reading.issues.length > 0 || upper !== undefined)
    throw refuse('unreadable-bylaw', 'Something in the clause cannot be read for sure.', {
      issues: reading.issues.map(({ code, phrase, at }) => ({ code, phrase, at })),
      ...(upper === undefined ? {} : { phrase: upper.phrase, at: upper.at }),
    });
  const read = demandOf(reading, item);
  if (read.quorum.length + read.passing.length === 0 && read.electing === undefined)
    throw refuse('unreadable-bylaw', 'The clause demands nothing of this vote.');
  for (const part of ['quorum', 'passing'] as const) {
    const said = given[part];
    if (said !== undefined && !same(said, read[part]))
      throw refuse('bylaw-mismatch', 'The clause does not say what was given beside it.', {
        part,
        given: said.map((one) => ({ ...one })),
        read: read[part].map((one) => ({ ...one })),
      });
  }
  return read;
}

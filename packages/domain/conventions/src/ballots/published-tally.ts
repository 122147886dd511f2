import type { TrackName } from '../statutes/threshold.ts';
import type { VerdictStatus } from './judge-tracks.ts';
import type { LeakAnswer } from './leak-check.ts';
import type { Outcome } from './outcome.ts';
import { tenthOf } from './tens.ts';

/** What may be said of one track: exactly, or in tenths of what took part. */
export type PublishedTrack =
  | { readonly name: TrackName; readonly participated: number; readonly for: number }
  | {
      readonly name: TrackName;
      /** Between so many per cent, in tens; never 0 or 100 where something else was said too. */
      readonly forPercent: readonly [atLeast: number, atMost: number];
    };

/** What of a verdict is made public where the ballots are not (公布内容). */
export interface PublishedTally {
  readonly status: VerdictStatus;
  /** None where only the outcome may be told. */
  readonly tracks: readonly PublishedTrack[];
}

/**
 * What may be published of a verdict after a leak check: exact numbers, tens of per cent where single ballots could be
 * worked out, and the outcome alone where the tens would give them away too, all said the same or too few took part.
 */
export function publishedTally({ status, tracks }: Outcome, leak: LeakAnswer): PublishedTally {
  if (leak.exact)
    return {
      status,
      tracks: tracks.map(({ name, participated, for: agreed }) => ({
        name,
        participated,
        for: agreed,
      })),
    };
  if (leak.code !== 'conventions/single-ballots' || leak.outcomeOnly === true)
    return { status, tracks: [] };
  return {
    status,
    tracks: tracks.map(({ name, participated, for: agreed }) => {
      const tenth = tenthOf(agreed, participated);
      return { name, forPercent: [tenth * 10, tenth * 10 + 10] as const };
    }),
  };
}

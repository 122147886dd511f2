import type { TrackName } from '../statutes/threshold.ts';

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

/** What owners' ballots sum to: areas in 0.01 m², heads as persons. Changed in place, ballot by ballot. */
export interface OwnersSum {
  castArea: number;
  forArea: number;
  castUnits: number;
  forUnits: number;
  castHeads: number;
  forHeads: number;
  /** Heads that agree if every unit that has not voted votes for. */
  bestHeads: number;
  /** Heads that agree even if every unit that has not voted votes against. */
  worstHeads: number;
}

/** Nothing cast yet: every head may still agree. */
export function emptySum(owners: number): OwnersSum {
  return {
    castArea: 0,
    forArea: 0,
    castUnits: 0,
    forUnits: 0,
    castHeads: 0,
    forHeads: 0,
    bestHeads: owners,
    worstHeads: 0,
  };
}

/** The two tracks of a sum on a register of this area and so many heads. */
export function tracksOf(sum: OwnersSum, area: number, heads: number): readonly TrackCount[] {
  const { castArea, forArea } = sum;
  return [
    {
      name: 'area',
      base: area,
      now: { participated: castArea, for: forArea },
      best: { participated: area, for: forArea + (area - castArea) },
      worst: { participated: area, for: forArea },
    },
    {
      name: 'heads',
      base: heads,
      now: { participated: sum.castHeads, for: sum.forHeads },
      best: { participated: heads, for: sum.bestHeads },
      // A head whose other units are still to come may yet be split.
      worst: { participated: heads, for: sum.worstHeads },
    },
  ];
}

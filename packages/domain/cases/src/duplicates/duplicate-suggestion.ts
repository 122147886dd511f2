import type { CaseId } from '@civigrid/kernel';
import type { DuplicateReach, DuplicateWeights } from './duplicate-policy.ts';

/** What one ground adds to a score, and why; shares of 1 to three decimals, each rounded for itself. */
export type ScorePart = {
  readonly adds: number;
  /** What it would add if nothing were left to wish for. */
  readonly of: number;
} & (
  | { readonly ground: 'category'; readonly kinship: 'same' | 'sibling' }
  /** Whole metres. */
  | { readonly ground: 'distance'; readonly metres: number; readonly radiusMetres: number }
  | { readonly ground: 'time'; readonly apartMs: number; readonly windowMs: number }
  /** 0 to 1, to three decimals. */
  | { readonly ground: 'words'; readonly likeness: number }
);

/** A case that may be the same matter, and why. Holds no place and no words. */
export type DuplicateSuggestion = {
  readonly case: CaseId;
  /** 0 to 1, to three decimals. */
  readonly score: number;
  readonly category: 'same' | 'sibling';
  /** Whole metres. */
  readonly distanceMetres: number;
  /** Whether it is closed already: then it may be reopened (重办), but takes no report in. */
  readonly closed: boolean;
  /** What each ground adds; without words where one of the two has none. */
  readonly parts: readonly ScorePart[];
};

/** How two reports lie to each other. */
export interface Comparison {
  readonly category: 'same' | 'sibling';
  readonly metres: number;
  readonly apartMs: number;
  /** 0 to 1; undefined where one of the two has no words. */
  readonly likeness: number | undefined;
}

const thousandths = (share: number) => Math.round(share * 1000) / 1000;
const nearness = (apart: number, reach: number) => (apart === 0 ? 1 : 1 - apart / reach);
const kinshipShare = { same: 1, sibling: 0.5 } as const;

/**
 * The score: the mean of four shares by their weights. Category counts 1 where it is the same and a half where it is a
 * sibling, distance and time fall from 1 at nothing to 0 at the edge of the reach in a straight line, words count by
 * their likeness; where there are none, the other weights make up the whole.
 */
export function scoreOf(
  { category, metres, apartMs, likeness }: Comparison,
  { radiusMetres, windowMs }: DuplicateReach,
  weights: DuplicateWeights,
): number {
  const known = likeness === undefined ? 0 : weights.words;
  const sum =
    weights.category * kinshipShare[category] +
    weights.distance * nearness(metres, radiusMetres) +
    weights.time * nearness(apartMs, windowMs) +
    known * (likeness ?? 0);
  return thousandths(sum / (weights.category + weights.distance + weights.time + known));
}

/** What each ground adds to a score. */
export function scoreParts(
  { category, metres, apartMs, likeness }: Comparison,
  { radiusMetres, windowMs }: DuplicateReach,
  weights: DuplicateWeights,
): readonly ScorePart[] {
  const known = likeness === undefined ? 0 : weights.words;
  const whole = weights.category + weights.distance + weights.time + known;
  const part = (weight: number, share: number) => ({
    adds: thousandths((weight * share) / whole),
    of: thousandths(weight / whole),
  });
  const parts: ScorePart[] = [
    { ground: 'category', ...part(weights.category, kinshipShare[category]), kinship: category },
    {
      ground: 'distance',
      ...part(weights.distance, nearness(metres, radiusMetres)),
      metres: Math.round(metres),
      radiusMetres,
    },
    { ground: 'time', ...part(weights.time, nearness(apartMs, windowMs)), apartMs, windowMs },
  ];
  if (likeness !== undefined)
    parts.push({ ground: 'words', ...part(known, likeness), likeness: thousandths(likeness) });
  return parts;
}

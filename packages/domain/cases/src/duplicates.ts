import type { CaseId } from '@civigrid/kernel';
import { distanceMetres } from '@civigrid/spatial';
import { isPoint, type Point } from './point.ts';

/** A report that may be another one of a known matter; its exact point is opened into memory for this purpose only. */
export interface DuplicateCandidate {
  readonly category: string;
  readonly point: Point;
  /** UTC milliseconds. */
  readonly at: number;
}

/** An open or just closed case to compare with. */
export interface ComparedCase extends DuplicateCandidate {
  readonly case: CaseId;
}

/** How near in place and time two reports of a matter lie. */
export interface DuplicateReach {
  readonly radiusMetres: number;
  readonly windowMs: number;
}

/** How duplicates are found; the longest category that holds a report's own wins. */
export interface DuplicatePolicy {
  readonly reach: DuplicateReach;
  readonly byCategory: readonly (DuplicateReach & { readonly category: string })[];
  /** Nothing below it is suggested; 0 to 1. */
  readonly minimumScore: number;
}

/** A case that may be the same matter, and why. Holds no place. */
export type DuplicateSuggestion = {
  readonly case: CaseId;
  /** 0 to 1, to three decimals. */
  readonly score: number;
  readonly category: 'same' | 'sibling';
  /** Whole metres. */
  readonly distanceMetres: number;
  readonly apartMs: number;
  /** What each ground adds to the score. */
  readonly parts: {
    readonly category: number;
    readonly distance: number;
    readonly time: number;
  };
};

/** What a fact keeps of a suggestion: nothing from which the place of one report could be told from that of another. */
export type MergeReason = {
  readonly case: CaseId;
  /** 0 to 1, in tenths. */
  readonly score: number;
  readonly category: 'same' | 'sibling';
};

/** The part of a suggestion that may be written down. */
export function mergeReason({ case: id, score, category }: MergeReason): MergeReason {
  return { case: id, score: Math.round(score * 10) / 10, category };
}

const day = 86_400_000;

/** Within 50 m and three days, from half the points upwards. */
export const defaultDuplicatePolicy: DuplicatePolicy = {
  reach: { radiusMetres: 50, windowMs: 3 * day },
  byCategory: [],
  minimumScore: 0.5,
};

const weights = { category: 0.4, distance: 0.35, time: 0.25 } as const;

const parentOf = (code: string) => code.slice(0, Math.max(0, code.lastIndexOf('.')));

function likeness(one: string, other: string): 'same' | 'sibling' | undefined {
  if (one === other) return 'same';
  const parent = parentOf(one);
  return parent !== '' && parent === parentOf(other) ? 'sibling' : undefined;
}

function reachOf(category: string, { reach, byCategory }: DuplicatePolicy): DuplicateReach {
  let best: (DuplicateReach & { readonly category: string }) | undefined;
  for (const each of byCategory)
    if (
      (category === each.category || category.startsWith(`${each.category}.`)) &&
      each.category.length >= (best?.category.length ?? 0)
    )
      best = each;
  return best ?? reach;
}

const rounded = (share: number) => Math.round(share * 1000) / 1000;

/**
 * Cases that may be the same matter as a report, best first: same or sibling category, near enough in place and time.
 * Suggests only; a person, or a policy that a town has chosen, decides to merge.
 */
export function suggestDuplicates(
  candidate: DuplicateCandidate,
  cases: Iterable<ComparedCase>,
  policy: DuplicatePolicy = defaultDuplicatePolicy,
): readonly DuplicateSuggestion[] {
  const { radiusMetres, windowMs } = reachOf(candidate.category, policy);
  const found: DuplicateSuggestion[] = [];
  if (!isPoint(candidate.point)) return found;
  for (const other of cases) {
    const category = likeness(candidate.category, other.category);
    const apartMs = Math.abs(candidate.at - other.at);
    if (category === undefined || apartMs > windowMs || !isPoint(other.point)) continue;
    const metres = distanceMetres(candidate.point, other.point);
    if (metres > radiusMetres) continue;
    const parts = {
      category: rounded(weights.category * (category === 'same' ? 1 : 0.5)),
      distance: rounded(weights.distance * (1 - (metres === 0 ? 0 : metres / radiusMetres))),
      time: rounded(weights.time * (1 - (apartMs === 0 ? 0 : apartMs / windowMs))),
    };
    const score = rounded(parts.category + parts.distance + parts.time);
    if (score < policy.minimumScore) continue;
    const distance = Math.round(metres);
    found.push({ case: other.case, score, category, distanceMetres: distance, apartMs, parts });
  }
  return found.sort((a, b) => b.score - a.score || (a.case < b.case ? -1 : 1));
}

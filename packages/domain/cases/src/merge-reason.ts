import type { CaseId } from '@civigrid/kernel';

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

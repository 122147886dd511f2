import { wordPieces } from './word-pieces.ts';
import { wordWeights } from './word-weights.ts';

/**
 * How alike two short texts are, Chinese or Latin, all pieces weighing the same: from 0 (nothing in common) to 1 (the
 * same pieces), the same both ways; undefined where one of them has no words. An index weighs rare pieces more.
 */
export function wordsLikeness(one: string, other: string): number | undefined {
  const [pieces, others] = [wordPieces(one), wordPieces(other)];
  if (pieces.length === 0 || others.length === 0) return undefined;
  return wordWeights().likenessTo(pieces)(others);
}

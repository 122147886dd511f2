import { type Citation, citation, type Sentence } from './sentence.ts';
import { sentences } from './sentences.ts';
import type { StatuteId } from './statute-id.ts';

const byId: ReadonlyMap<string, Sentence> = new Map(sentences.map((one) => [one.id, one]));

/** The sentence of law with this id, or undefined where none is quoted under it (法条). */
export function statute(id: string): Sentence | undefined {
  return byId.get(id);
}

/** Law, article, quote and hash of each sentence named, in that order; unknown ids are passed over (引用). */
export function citationsOf(ids: readonly string[]): readonly Citation[] {
  return ids
    .map((id) => byId.get(id))
    .filter((found) => found !== undefined)
    .map(citation);
}

export type { StatuteId };

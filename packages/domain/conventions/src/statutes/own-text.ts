import { type Digest, toHex } from '@civigrid/kernel';
import { checkDay } from '../beijing-day.ts';
import { refuse } from '../error-code.ts';
import { inForce } from './presets.ts';
import type { OwnText } from './rule-demand.ts';

/** A clause of the host's own (管理规约、议事规则、章程的条款), as it was adopted. */
export interface OwnClause {
  /** What the clause stands in, such as 某小区管理规约. */
  readonly title: string;
  readonly article: string;
  /** Its words, as they were adopted. */
  readonly quote: string;
  /** SHA-256 of the quote's UTF-8 bytes in hexadecimal digits; computed, and compared where it is given. */
  readonly hash?: string;
  /** Beijing days; it holds still where `until` is absent. */
  readonly from: string;
  readonly until?: string;
}

/**
 * The clause as a citation with its hash. Refuses with `conventions/invalid-text` empty words, with
 * `conventions/invalid-day` what is no day, with `conventions/wrong-hash` a hash of other words.
 */
export function ownText(clause: OwnClause, digest: Digest): OwnText {
  const { title, article, quote, from, until } = clause;
  for (const text of [title, article, quote])
    if (typeof text !== 'string' || text.trim() === '')
      throw refuse('invalid-text', 'A clause has a title, an article and its words.');
  checkDay(from);
  if (until !== undefined) checkDay(until);
  const hash = toHex(digest.sha256(quote));
  if (clause.hash !== undefined && clause.hash !== hash)
    throw refuse('wrong-hash', 'These are not the words that the hash was taken of.', {
      given: clause.hash,
      hash,
    });
  return { law: title, article, quote, hash, from, ...(until === undefined ? {} : { until }) };
}

/** Refuses with `conventions/not-in-force` a clause that does not hold on a day. */
export function checkOwnTextHolds(text: OwnText, asOf: string): void {
  checkDay(asOf);
  if (inForce(text, asOf)) return;
  throw refuse('not-in-force', 'The clause did not hold on that day.', {
    law: text.law,
    article: text.article,
    asOf,
    from: text.from,
  });
}

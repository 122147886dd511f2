import type { Digest } from '@civigrid/kernel';
import { refuse } from '../../error-code.ts';
import { type OwnClause, ownText } from '../own-text.ts';
import { readSentence } from '../reading/read-sentence.ts';
import type { Reading } from '../reading/reading.ts';
import type { OwnText } from '../rule-demand.ts';
import { checkTerms } from './stricter.ts';
import type { ProxyTerms, TermsSaid } from './vote-terms.ts';

/** What the host's own rules may say of how a vote is held (自订程序). */
export interface OwnTerms
  extends Pick<
    TermsSaid,
    | 'noticeDays'
    | 'votingDays'
    | 'channels'
    | 'officialPlatformOnly'
    | 'paperOnRequest'
    | 'countedTogether'
    | 'identityChecked'
    | 'signed'
    | 'agendaAnnounced'
    | 'publicationDays'
    | 'objectionDays'
    | 'resultWrittenNotice'
    | 'secretBallot'
  > {
  readonly proxies?: Partial<Omit<ProxyTerms, 'notFor'>>;
  /** Counts the silent with the majority (不参加投票的计入多数): only where a local rule in force lets the host's rules say so. */
  readonly silence?: 'with-majority';
}

/** A clause of the host's own on how votes are held, checked. */
export interface BylawTerms {
  readonly text: OwnText;
  readonly said: OwnTerms;
}

type Days = 'before' | 'least' | 'most';

/** Every number that terms give, with what kind of number the words must say. */
function numbersOf(
  said: OwnTerms,
): readonly (readonly [what: string, kind: Days, number: number])[] {
  const { noticeDays, votingDays, publicationDays, objectionDays, proxies } = said;
  const all: readonly (readonly [string, Days, number | undefined])[] = [
    ['noticeDays', 'before', noticeDays],
    ['votingDays.atLeast', 'least', votingDays?.atLeast],
    ['votingDays.atMost', 'most', votingDays?.atMost],
    ['publicationDays', 'least', publicationDays],
    ['objectionDays', 'most', objectionDays],
    ['proxies.limit', 'most', proxies?.limit],
  ];
  return all.flatMap(([what, kind, number]) =>
    number === undefined ? [] : [[what, kind, number] as const],
  );
}

/** Whether the words say such a number: an exact period (为五日) is a least and a most. */
function says({ periods, counts }: Reading, what: string, kind: Days, number: number): boolean {
  if (what === 'proxies.limit') return counts.some(({ atMost }) => atMost === number);
  return periods.some(
    ({ bound, unit, length, strict }) =>
      unit === 'days' &&
      length + (strict ? 1 : 0) === number &&
      (bound === kind || (bound === 'exact' && kind !== 'before')),
  );
}

/**
 * A clause of the host's own on how votes are held (自订程序): every number given must stand in its words. Refuses with
 * `conventions/bylaw-mismatch` one that does not, and silence that the words do not speak of; besides as `bylawRule` does.
 * Whether the law leaves room for it `voteTerms` says.
 */
export function bylawTerms(
  clause: OwnClause & { readonly said: OwnTerms; readonly digest: Digest },
): BylawTerms {
  const { said, quote } = clause;
  const text = ownText(clause, clause.digest);
  const reading = readSentence(quote);
  for (const [what, kind, number] of numbersOf(said))
    if (!Number.isSafeInteger(number) || number < 1 || !says(reading, what, kind, number))
      throw refuse('bylaw-mismatch', 'The clause does not say this number.', { what, number });
  if (said.silence !== undefined && !/计入|视为|视同/.test(quote))
    throw refuse('bylaw-mismatch', 'The clause does not say that the silent are counted.', {
      what: 'silence',
    });
  checkTerms(said);
  return { text, said };
}

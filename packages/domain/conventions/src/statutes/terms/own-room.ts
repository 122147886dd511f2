import { refuse } from '../../error-code.ts';
import type { StatuteId } from '../statute.ts';
import type { OwnTerms } from './bylaw-terms.ts';
import type { TermsSaid } from './vote-terms.ts';

/** What the law says so far, and which sentences say it. */
export interface LawSaid {
  readonly said: TermsSaid;
  /** The sentences behind each member that the law gives. */
  readonly by: ReadonlyMap<string, readonly StatuteId[]>;
}

const less = (own: number | undefined, law: number | undefined): boolean =>
  own !== undefined && law !== undefined && own < law;

/** Which member of the host's terms grants less than the law, if one does. */
function laxer(own: OwnTerms, law: TermsSaid): keyof TermsSaid | undefined {
  if (less(own.noticeDays, law.noticeDays)) return 'noticeDays';
  if (less(own.publicationDays, law.publicationDays)) return 'publicationDays';
  if (less(own.objectionDays, law.objectionDays)) return 'objectionDays';
  if (less(own.votingDays?.atLeast, law.votingDays?.atLeast)) return 'votingDays';
  if (less(law.votingDays?.atMost, own.votingDays?.atMost)) return 'votingDays';
  if (own.channels !== undefined && !own.channels.includes('paper') && law.paperOnRequest)
    return 'paperOnRequest';
  const [mine, theirs] = [own.proxies, law.proxies];
  if (mine === undefined || theirs === undefined) return undefined;
  const loosened = (['written', 'candidatesMayNot', 'instructed', 'publishNames'] as const).some(
    (member) => mine[member] === false && theirs[member] === true,
  );
  const taken = theirs.allowed === true && mine.allowed === false;
  const wider =
    mine.agents !== undefined && theirs.agents !== undefined && theirs.agents !== 'anyone';
  return loosened ||
    taken ||
    less(theirs.limit, mine.limit) ||
    (wider && mine.agents !== theirs.agents)
    ? 'proxies'
    : undefined;
}

/** Refuses with `conventions/against-law` terms of the host's own that grant less than the law. */
export function checkOwnTerms(
  own: OwnTerms,
  { said, by }: LawSaid,
  fallback: StatuteId | null,
): void {
  const what = laxer(own, said);
  if (what !== undefined)
    throw refuse('against-law', 'The host’s own rules may not grant less than the law.', {
      what,
      statute: by.get(what)?.[0] ?? fallback,
    });
  if (own.silence !== undefined && said.silenceByBylaw === undefined)
    throw refuse('against-law', 'No rule in force lets the silent be counted.', {
      what: 'silence',
      statute: fallback,
    });
}

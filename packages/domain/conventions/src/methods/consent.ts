import { byName, candidateIndex, checkBallots, namesOf } from './candidates.ts';
import type { CountIssue, CountIssueCode } from './election.ts';
import type { Winners } from './final-tie.ts';
import { checkOption } from './reading.ts';

/** What somebody says to a proposal: consents (同意), stands aside without agreeing (保留), or objects (反对). */
export type Stance = 'consent' | 'stand-aside' | 'object';

/** Ballots that take the same stances (意见票). */
export interface ConsentBallot {
  readonly count: number;
  /** Proposals with the stance to each: pairs, so that any text is a name. Whoever is left out is answered by silence. */
  readonly stances: readonly (readonly [candidate: string, stance: Stance])[];
}

/** Proposals and the stances to them. */
export interface ConsentElection {
  readonly candidates: readonly string[];
  readonly ballots: readonly ConsentBallot[];
}

/** The options of {@link consent}. */
export interface ConsentOptions {
  /** How many objections a proposal bears; 0 if left out. */
  readonly objectionsAllowed?: number;
  /** How many may stand aside; any number if left out. */
  readonly standAsidesAllowed?: number;
}

/** The stances to one proposal. */
export interface Stances {
  readonly consent: number;
  readonly standAside: number;
  readonly object: number;
  /** Who said nothing: neither for nor against. */
  readonly silent: number;
}

/** The outcome of {@link consent}: every proposal that is consented to wins, so that none ever tie. */
export interface ConsentResult extends Winners {
  /** By name; a record without a prototype. */
  readonly tally: Readonly<Record<string, Stances>>;
  readonly ballots: number;
  readonly issues: readonly CountIssue[];
}

const said: ReadonlyMap<unknown, 'consent' | 'standAside' | 'object'> = new Map([
  ['consent', 'consent'],
  ['stand-aside', 'standAside'],
  ['object', 'object'],
]);

type Said = 'consent' | 'standAside' | 'object';

/** Why a ballot cannot be read, or what it says to which proposal. */
function read(
  ballot: Partial<ConsentBallot> | null | undefined,
  index: ReadonlyMap<unknown, number>,
): CountIssueCode | ReadonlyMap<number, Said> {
  const stances: unknown = ballot?.stances;
  if (!Array.isArray(stances)) return 'conventions/invalid-ballot';
  const given = new Map<number, Said>();
  for (const pair of stances as readonly unknown[]) {
    if (!Array.isArray(pair)) return 'conventions/invalid-ballot';
    const [name, stance] = pair as readonly unknown[];
    const number = index.get(name);
    if (number === undefined) return 'conventions/unknown-candidate';
    if (given.has(number)) return 'conventions/candidate-twice';
    const one = said.get(stance);
    if (one === undefined) return 'conventions/unknown-stance';
    given.set(number, one);
  }
  return given;
}

/**
 * Counts consent (共识决): a proposal passes if somebody consents, and no more object or stand aside than the limits
 * bear. Silence is no consent. Refuses with `conventions/invalid-candidates` and `conventions/invalid-option`.
 */
export function consent(election: ConsentElection, options: ConsentOptions = {}): ConsentResult {
  checkBallots(election);
  const { candidates, ballots } = election;
  const { objectionsAllowed = 0, standAsidesAllowed = Number.MAX_SAFE_INTEGER } = options;
  for (const [name, limit] of Object.entries({ objectionsAllowed, standAsidesAllowed }))
    checkOption(name, Number.isSafeInteger(limit) && limit >= 0);
  const index = candidateIndex(candidates);
  const tally = candidates.map(() => ({ consent: 0, standAside: 0, object: 0, silent: 0 }));
  const issues: CountIssue[] = [];
  let total = 0;
  for (const [row, ballot] of ballots.entries()) {
    const given = read(ballot, index);
    if (typeof given === 'string') {
      issues.push({ code: given, row });
      continue;
    }
    const { count } = ballot;
    if (!(Number.isSafeInteger(count) && count >= 0 && Number.isSafeInteger(total + count))) {
      issues.push({ code: 'conventions/invalid-ballot-count', row });
      continue;
    }
    total += count;
    for (const [number, one] of tally.entries()) one[given.get(number) ?? 'silent'] += count;
  }
  const passed = Array.from(tally.keys()).filter((number) => {
    const one = tally[number] as Stances;
    return (
      one.consent > 0 && one.object <= objectionsAllowed && one.standAside <= standAsidesAllowed
    );
  });
  return {
    winners: namesOf(candidates, passed),
    ties: [],
    tally: byName(candidates, tally.entries()),
    ballots: total,
    issues,
  };
}

import type { Choice } from '../ballots/ballots.ts';
import type { BodyRegister } from '../electorate/register.ts';

/** Opens a secret vote (发起无记名表决) of a body. Owners weigh by area, which names the unit: they vote by name. */
export interface OpenSecretVote {
  readonly type: 'openSecretVote';
  /** UTC milliseconds, as in every command. */
  readonly at: number;
  readonly rule: string;
  readonly matter?: string;
  /** The Beijing day whose law counts; the day of `at` if left out, never a day before it. */
  readonly asOf?: string;
  readonly register: BodyRegister;
  /** Hashes of as many credentials as there are voters. */
  readonly credentials: readonly string[];
  readonly closesAt?: number;
  /** Ballots are written down so many at a time at least; 5 if left out. */
  readonly batch?: number;
}

/** Puts several ballots into the box. The host gathers them and gives them in any order. */
export interface CastSecretBallots {
  readonly type: 'castSecretBallots';
  readonly at: number;
  readonly ballots: readonly {
    /** What stands in the list for the voter's token. */
    readonly credential: string;
    readonly choice: Choice;
  }[];
  /** The last of all: it may be smaller than a batch, because no ballot is left out. */
  readonly final?: boolean;
}

/** Ends the vote and has the law's verdict (公开计票). */
export interface CloseSecretVote {
  readonly type: 'closeSecretVote';
  readonly at: number;
  /** How many were there (到会); as many as cast a ballot if left out. */
  readonly present?: number;
}

/** Every command of a secret box. */
export type SecretVoteCommand = OpenSecretVote | CastSecretBallots | CloseSecretVote;

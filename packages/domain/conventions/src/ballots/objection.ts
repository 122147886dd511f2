import type { EventId, SealedPart } from '@civigrid/kernel';
import type { VoterRef } from '../electorate/voter.ts';

/** What is objected to (异议): a ballot is not the voter's, says something else, was given by somebody without the right; one is missing. */
export type ObjectionGround = 'not-mine' | 'wrong-choice' | 'not-entitled' | 'missing' | 'other';

/** Every ground of an objection. */
export const objectionGrounds: readonly ObjectionGround[] = [
  'not-mine',
  'wrong-choice',
  'not-entitled',
  'missing',
  'other',
];

/** An objection to the ballots that are shown (异议); its words stay sealed. */
export interface Objection {
  /** Unique within the vote; the host names it. */
  readonly objection: string;
  readonly by: VoterRef;
  readonly ground: ObjectionGround;
  /** The number of the ballot that it is about. */
  readonly ballot?: string;
  readonly words?: {
    readonly event: EventId;
    readonly schema: number;
    readonly sealed: readonly SealedPart[];
  };
  /** Undecided where it is absent. */
  readonly upheld?: boolean;
}

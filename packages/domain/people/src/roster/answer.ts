import type { GridCode, PersonId, PostId } from '@civigrid/kernel';
import type { Role } from '../role.ts';
import type { ActingAs } from './holding.ts';

/** Why a post does not answer: nobody holds it (空缺), who holds it is away (请假), it is not its hour (未当班). */
export type Silence = 'vacant' | 'onLeave' | 'offDuty';

/** A post that should have answered and did not, passed over on the way up (越过的岗位). */
export interface PassedPost {
  readonly post: PostId;
  readonly role: Role;
  readonly grid: GridCode;
  readonly reason: Silence;
}

/** Somebody answers for a role at a place and an instant (责任人). */
export interface Held {
  readonly status: 'held';
  /** The role that answers: of those asked for, the one whose holder was found. */
  readonly role: Role;
  readonly post: PostId;
  readonly person: PersonId;
  readonly as: ActingAs;
  /** The cell at which the post sits: the one asked for, or its nearest ancestor where anybody answers. */
  readonly grid: GridCode;
  /** Whether that is an ancestor of the cell asked for. */
  readonly fellBack: boolean;
  /** Posts that should have answered before it, nearest first, each with the reason why it did not. */
  readonly passed: readonly PassedPost[];
}

/** Nobody answers up to the root (无人负责). */
export interface NobodyAnswers {
  readonly status: 'nobody';
  readonly passed: readonly PassedPost[];
}

/** The next post to answer goes by workdays, and the calendar does not know that year: whether it answers is not guessed. */
export interface UnknownAnswer {
  readonly status: 'unknown';
  readonly code: 'calendar/unknown-year';
  readonly year: number;
  readonly role: Role;
  readonly post: PostId;
  readonly grid: GridCode;
  readonly passed: readonly PassedPost[];
}

/** Who answers for a role at a place and an instant, or nobody, or that it cannot be known. */
export type Answer = Held | NobodyAnswers | UnknownAnswer;

/** A stretch of time in which the answer is the same (值守时段); instants in UTC milliseconds, `until` not included. */
export interface DutyInterval {
  readonly from: number;
  readonly until: number;
  readonly answer: Answer;
}

/** Whether two answers say the same; posts that were passed over are one object each. */
export function sameAnswer(one: Answer, other: Answer): boolean {
  if (one.status !== other.status || one.passed.length !== other.passed.length) return false;
  if (!one.passed.every((post, i) => post === other.passed[i])) return false;
  if (one.status === 'held' && other.status === 'held')
    return one.post === other.post && one.person === other.person && one.as === other.as;
  if (one.status === 'unknown' && other.status === 'unknown')
    return one.post === other.post && one.year === other.year;
  return true;
}

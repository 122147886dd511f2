import {
  type Decider,
  DomainError,
  type Happened,
  type Json,
  type PersonalPart,
  type SubjectRef,
} from '@civigrid/kernel';
import type { DevicesErrorCode } from '../refusal-code.ts';
import type { HealthFinding } from './health-assessor.ts';
import type { HealthGround } from './health-basis.ts';

/** The purpose of the sealed part that holds the findings. */
export const healthFindingPurpose = 'health-finding';

/** How soon the visit is: what the task says as well. */
export type VisitUrgency = 'prompt' | 'soon';

/** What is known of the findings behind one visit; the findings themselves are sealed. */
export type FindingState =
  | { readonly status: 'none' }
  | {
      readonly status: 'kept' | 'released';
      readonly subject: string;
      readonly task: string;
      readonly visit: VisitUrgency;
      readonly purpose: string;
      readonly basis: HealthGround;
    };

/** Keeps findings for a visit, on a legal basis (留存). */
export interface KeepFinding {
  readonly type: 'keep';
  /** UTC milliseconds. */
  readonly at: number;
  readonly subject: SubjectRef;
  /** The visit that they are kept for. */
  readonly task: string;
  readonly visit: VisitUrgency;
  readonly purpose: string;
  readonly basis: HealthGround;
  /** At least one. */
  readonly findings: readonly HealthFinding[];
}

/** Lets them go: the visit is over (释放). Whoever gives it destroys the keys of the stream. */
export interface ReleaseFinding {
  readonly type: 'release';
  readonly at: number;
}

/** What can be asked about findings. */
export type FindingCommand = KeepFinding | ReleaseFinding;

/** Findings are kept: for whom, for what and on what ground is in the clear; what was found is sealed. */
export interface FindingKept {
  readonly type: 'devices/finding-kept';
  readonly schema: 1;
  readonly data: {
    readonly subject: string;
    readonly task: string;
    readonly visit: VisitUrgency;
    readonly purpose: string;
    readonly basis: HealthGround;
  };
  readonly personal?: readonly PersonalPart[];
}

/** The visit is over. */
export interface FindingReleased {
  readonly type: 'devices/finding-released';
  readonly schema: 1;
  readonly data: { readonly task: string };
}

/** What happens to findings. */
export type FindingFact = FindingKept | FindingReleased;

function refuse(code: DevicesErrorCode, message: string): DomainError<DevicesErrorCode> {
  return new DomainError(code, message);
}

function decide(command: FindingCommand, state: FindingState): readonly FindingFact[] {
  if (command.type === 'release') {
    if (state.status === 'none') throw refuse('devices/no-finding', 'Nothing was kept.');
    if (state.status === 'released') return [];
    return [{ type: 'devices/finding-released', schema: 1, data: { task: state.task } }];
  }
  if (state.status !== 'none')
    throw refuse('devices/finding-kept-already', 'This stream has its findings.');
  const { subject, task, visit, purpose, basis, findings } = command;
  if (findings.length === 0) throw refuse('devices/no-finding', 'There is nothing to be kept.');
  const { kind, reference } = basis;
  const value: Json = findings.map(({ code, level, threshold }) => ({ code, level, threshold }));
  return [
    {
      type: 'devices/finding-kept',
      schema: 1,
      data: { subject, task, visit, purpose, basis: { kind, reference } },
      personal: [{ subject, purpose: healthFindingPurpose, value }],
    },
  ];
}

function evolve(state: FindingState, happened: Happened<FindingFact>): FindingState {
  if (happened.type === 'devices/finding-kept') return { status: 'kept', ...happened.data };
  return state.status === 'none' ? state : { ...state, status: 'released' };
}

/**
 * The findings behind one visit (stream kind `finding`): kept once, on a legal basis that is recorded, sealed for the
 * person, and let go with the visit. Refuses with `devices/no-finding`, `devices/finding-kept-already`.
 */
export const findingDecider: Decider<FindingState, FindingCommand, FindingFact> = {
  initial: { status: 'none' },
  decide,
  evolve,
};

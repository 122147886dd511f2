import type { Happened, PersonalPart, PostId, SubjectRef } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { assigned, type CaseState } from './case-state.ts';
import type { Given } from './given.ts';
import { checkedParts } from './personal.ts';

/** How a mediation ended. */
export type MediationOutcome = 'agreed' | 'failed';

/** Brings the parties of a dispute to a mediator (调解). */
export interface StartMediation extends Given {
  readonly type: 'startMediation';
  /** At least two persons, as random references. */
  readonly parties: readonly SubjectRef[];
  /** Post of the mediator. */
  readonly mediator: PostId;
  /** Posts that take part beside the parties: the judge on duty, a lawyer, the property manager. */
  readonly participants?: readonly PostId[];
}

/** How an agreement was made; an oral one is written down by the mediator (人民调解法第二十八条). */
export type AgreementForm = 'written' | 'oral';

/**
 * Records how the mediation ended. What was agreed goes into personal parts of the parties.
 */
export type RecordMediation = Given & { readonly type: 'recordMediation' } & (
    | {
        readonly outcome: 'agreed';
        readonly agreement: readonly PersonalPart[];
        /** Written if left out. */
        readonly form?: AgreementForm;
      }
    | { readonly outcome: 'failed' }
  );

/** Data of `cases/mediation-started`. */
export type MediationStartedData = {
  readonly parties: readonly SubjectRef[];
  readonly mediator: PostId;
  readonly participants?: readonly PostId[];
};

/** Data of `cases/mediated`. */
export type MediatedData = { readonly outcome: MediationOutcome; readonly form?: AgreementForm };

/** A mediation of the case; without an outcome it is under way. */
export interface Mediation {
  readonly parties: readonly SubjectRef[];
  readonly mediator: PostId;
  readonly participants: readonly PostId[];
  readonly outcome?: MediationOutcome;
}

/** The mediation that has no outcome yet. */
export function mediationUnderWay(mediations: readonly Mediation[]): Mediation | undefined {
  return mediations.find(({ outcome }) => outcome === undefined);
}

/** Decides {@link StartMediation}. */
export function startMediation(command: StartMediation, state: CaseState): readonly CaseEvent[] {
  const known = assigned(state, ['signed']);
  if (mediationUnderWay(known.mediations) !== undefined)
    throw refusal('cases/mediation-under-way', 'One mediation at a time.');
  const parties = [...new Set(command.parties)];
  if (parties.length < 2)
    throw refusal('cases/too-few-parties', 'A dispute has at least two parties.');
  const { mediator, participants = [] } = command;
  const others = [...new Set(participants)];
  return [fact('cases/mediation-started', { parties, mediator, participants: others })];
}

/** Decides {@link RecordMediation}. */
export function recordMediation(command: RecordMediation, state: CaseState): readonly CaseEvent[] {
  const known = assigned(state, ['signed']);
  const mediation = mediationUnderWay(known.mediations);
  if (mediation === undefined)
    throw refusal('cases/no-mediation', 'There is no mediation under way.');
  if (command.outcome === 'failed') return [fact('cases/mediated', { outcome: 'failed' })];
  const agreement = checkedParts(command.agreement);
  if (agreement.length === 0)
    throw refusal('cases/agreement-missing', 'An agreement is written down.');
  if (agreement.some(({ subject }) => !mediation.parties.includes(subject)))
    throw refusal('cases/not-a-party', 'Only the parties can have agreed.');
  const { form = 'written' } = command;
  return [fact('cases/mediated', { outcome: 'agreed', form }, agreement)];
}

/** Follows {@link startMediation}. */
export function afterMediationStarted(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/mediation-started'>>,
): CaseState {
  if (state.status !== 'signed') return state;
  const { parties, mediator, participants = [] } = data;
  return { ...state, at, mediations: [...state.mediations, { parties, mediator, participants }] };
}

/** Follows {@link recordMediation}. */
export function afterMediated(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/mediated'>>,
): CaseState {
  if (state.status !== 'signed') return state;
  const mediations = state.mediations.map((each) =>
    each.outcome === undefined ? { ...each, outcome: data.outcome } : each,
  );
  return { ...state, at, mediations };
}

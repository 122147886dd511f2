import type { ActorId, Happened } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import { type Budget, checkBudget } from './budget.ts';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type CaseState, isOpen, open } from './case-state.ts';
import { clockOf, extendClock } from './clock.ts';
import type { Given } from './given.ts';

/** The clocks whose limit can be made longer; what is owed to a person cannot. */
export type ExtensibleClock = 'handle' | 'stage' | 'whole';

/** Why more time is needed: the matter is hard, others must do something first, material is missing, or the weather. */
export type ExtensionReason = 'complex' | 'dependent' | 'material' | 'weather';

/** Asks for a longer limit (申请延期). */
export interface AskExtension extends Given {
  readonly type: 'askExtension';
  readonly clock: ExtensibleClock;
  /** The stage, where the clock is that of a stage. */
  readonly stage?: string;
  /** How much is added. */
  readonly add: Budget;
  readonly reason: ExtensionReason;
}

/** Grants the extension that was asked for, or not (延期审批); never by whoever asked. */
export interface DecideExtension extends Given {
  readonly type: 'decideExtension';
  readonly granted: boolean;
}

/** Data of `cases/extension-asked`. */
export type ExtensionAskedData = {
  readonly clock: ExtensibleClock;
  readonly stage?: string;
  readonly add: Budget;
  readonly reason: ExtensionReason;
};

/** Data of `cases/extension-decided`. */
export type ExtensionDecidedData = { readonly granted: boolean };

/** An extension that was asked for; without an answer it waits for one. */
export interface Extension {
  readonly clock: ExtensibleClock;
  readonly stage?: string;
  readonly add: Budget;
  readonly askedBy: ActorId;
  readonly granted?: boolean;
}

const waiting = ({ granted }: Extension): boolean => granted === undefined;

/** Decides {@link AskExtension}. */
export function askExtension(command: AskExtension, state: CaseState): readonly CaseEvent[] {
  const known = open(state);
  const { clock, stage, add, reason } = command;
  if (known.extensions.some(waiting))
    throw refusal('cases/extension-under-way', 'One extension is asked for at a time.');
  checkBudget(clock, add);
  if (clock === 'stage' && (stage === undefined || !clockOf(known.clocks, clock, stage)))
    throw refusal('cases/unknown-stage', 'The case has no such stage.', { stage: stage ?? null });
  const run = clockOf(known.clocks, clock, clock === 'stage' ? stage : undefined);
  if (run === undefined || run.stoppedAt !== undefined)
    throw refusal('cases/clock-not-running', 'Only a limit that runs is made longer.', { clock });
  const data = defined<ExtensionAskedData>({
    clock,
    stage: clock === 'stage' ? stage : undefined,
    add: { value: add.value, unit: add.unit },
    reason,
  });
  return [fact('cases/extension-asked', data)];
}

/** Decides {@link DecideExtension}. */
export function decideExtension(command: DecideExtension, state: CaseState): readonly CaseEvent[] {
  const { granted, actor } = command;
  const asked = open(state).extensions.find(waiting);
  if (asked === undefined) throw refusal('cases/no-extension', 'No extension waits for an answer.');
  if (asked.askedBy === actor)
    throw refusal('cases/own-request', 'Nobody grants what they asked for.');
  return [fact('cases/extension-decided', { granted })];
}

/** Follows {@link askExtension}. */
export function afterExtensionAsked(
  state: CaseState,
  { data, actor, at }: Happened<CaseFact<'cases/extension-asked'>>,
): CaseState {
  if (!isOpen(state)) return state;
  const { clock, stage, add } = data;
  const extension = defined<Extension>({ clock, stage, add, askedBy: actor });
  return { ...state, at, extensions: [...state.extensions, extension] };
}

/** Follows {@link decideExtension}: a limit that ran out before stays broken. */
export function afterExtensionDecided(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/extension-decided'>>,
): CaseState {
  if (!isOpen(state)) return state;
  const asked = state.extensions.find(waiting);
  if (asked === undefined) return state;
  const { granted } = data;
  const extensions = state.extensions.map((each) => (each === asked ? { ...each, granted } : each));
  if (!granted) return { ...state, at, extensions };
  const { clock, stage: part, add } = asked;
  const clocks = extendClock(state.clocks, { clock, part, at, add });
  return { ...state, at, extensions, clocks };
}

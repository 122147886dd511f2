import type { CaseEvent, CaseEventData, KnownCase } from '@civigrid/cases';
import type { CaseOrder } from '@civigrid/governance';
import { type ActorId, actorId, type PostId, type Recorded } from '@civigrid/kernel';
import type { StaffPlan } from '@civigrid/testing/street';

/** What somebody will do about a case, so long after what happened. */
export interface PlannedAct {
  readonly afterMs: number;
  /** Which of several things that follow from one event. */
  readonly slot: string;
  readonly actor: ActorId;
  readonly order: CaseOrder;
}

/** What has happened to a case, how it stands since, and how its holder goes about it. */
export interface Occasion {
  readonly event: Recorded;
  readonly state: KnownCase;
  readonly plan: StaffPlan;
}

const minute = 60_000;
const helpers: readonly string[] = ['police', 'urbanManagement'];

function lead({ state }: Occasion): { readonly role: string; readonly post?: PostId } | undefined {
  const asked = 'assignment' in state ? state.assignment.lead : undefined;
  if (asked === undefined || asked.tenure === 'vacant') return undefined;
  return { role: asked.role, post: asked.post };
}

function byLead(occasion: Occasion, afterMs: number, order: CaseOrder): readonly PlannedAct[] {
  const post = lead(occasion)?.post;
  if (post === undefined) return [];
  return [{ afterMs, slot: order.type, actor: actorId(post), order }];
}

function handled(occasion: Occasion, afterMs: number): readonly PlannedAct[] {
  return byLead(occasion, afterMs, { type: 'handle', done: true });
}

function dispatched(occasion: Occasion): readonly PlannedAct[] {
  const { state, plan } = occasion;
  const { returns: reason, signAfterMs } = plan;
  return reason !== undefined && state.returns === 0
    ? byLead(occasion, signAfterMs, { type: 'return', reason, basis: 'liushu-duties' })
    : byLead(occasion, signAfterMs, { type: 'sign' });
}

/** A dispute goes to its mediator, whose neighbour is found when they meet; everything else is handled. */
function signed(occasion: Occasion): readonly PlannedAct[] {
  const { state, plan } = occasion;
  const reporter = state.reporters[0]?.subject;
  const mediator = lead(occasion)?.post;
  const disputed = 'routing' in state && state.routing.mediation;
  if (!disputed || reporter === undefined || mediator === undefined)
    return handled(occasion, plan.handleAfterMs);
  const parties = [reporter];
  return byLead(occasion, 20 * minute, { type: 'startMediation', parties, mediator });
}

/** Who has run out of time whistles for help, once (吹哨). */
function escalated(occasion: Occasion): readonly PlannedAct[] {
  const { event, state } = occasion;
  const data = event.data as CaseEventData['cases/escalated'];
  const overdue = data.cause === 'clock' && data.clock !== 'sign' && data.effect === 'levelUp';
  if (!overdue || state.status !== 'signed' || state.whistles.length > 0) return [];
  const { role } = lead(occasion) ?? { role: 'secretary' };
  return byLead(occasion, 10 * minute, {
    type: 'whistle',
    to: state.level,
    lead: role,
    participants: helpers,
  });
}

function whistled(occasion: Occasion): readonly PlannedAct[] {
  const { participants } = occasion.event.data as CaseEventData['cases/whistled'];
  const arrivals = participants.map((participant, i): PlannedAct => {
    const order = { type: 'reportIn', participant } as const;
    const actor = actorId(`post:${participant}`);
    return { afterMs: (15 + 10 * i) * minute, slot: `reportIn/${participant}`, actor, order };
  });
  return [...arrivals, ...handled(occasion, 60 * minute)];
}

function called({ state, plan }: Occasion): readonly PlannedAct[] {
  const { satisfied, callBackAfterMs: afterMs } = plan;
  const waiting = state.reporters.filter((each) => each.callBack && each.answer === undefined);
  return waiting.map(({ report }) => {
    const answer = { reached: true, solved: true, satisfied } as const;
    const order = { type: 'callBack', report, answer } as const;
    return { afterMs, slot: `callBack/${report}`, actor: actorId('hotline'), order };
  });
}

function closed({ state }: Occasion): readonly PlannedAct[] {
  const waiting = state.reporters.some((each) => each.callBack && each.answer === undefined);
  if (waiting) return [];
  const order = { type: 'close' } as const;
  return [{ afterMs: 5 * minute, slot: 'close', actor: actorId('commandCentre'), order }];
}

/** What the staff does after an event: a pure function of the case's history. */
export function plannedActs(occasion: Occasion): readonly PlannedAct[] {
  const { event, state, plan } = occasion;
  const checked = state.status === 'checked';
  switch (event.type as CaseEvent['type']) {
    case 'cases/dispatched':
      return dispatched(occasion);
    case 'cases/signed':
      return signed(occasion);
    case 'cases/mediation-started':
      return byLead(occasion, 90 * minute, {
        type: 'recordMediation',
        outcome: 'agreed',
        agreement: [],
      });
    case 'cases/mediated':
      return handled(occasion, 30 * minute);
    case 'cases/escalated':
      return escalated(occasion);
    case 'cases/whistled':
      return whistled(occasion);
    case 'cases/handled': {
      const order = { type: 'check', outcome: 'pass' } as const;
      return [{ afterMs: plan.checkAfterMs, slot: 'check', actor: actorId('checker'), order }];
    }
    case 'cases/merged':
      return checked ? called(occasion) : [];
    case 'cases/checked':
      return checked ? [...called(occasion), ...closed(occasion)] : [];
    case 'cases/called-back':
      return checked ? closed(occasion) : [];
    default:
      return [];
  }
}

import { type CaseEvent, type CaseState, caseDecider, type KnownCase } from '@civigrid/cases';
import type { CaseOrder, Town } from '@civigrid/governance';
import {
  type ActorId,
  type CaseId,
  type CommandId,
  type Digest,
  type EventId,
  type Happened,
  isDomainError,
  memoryProgress,
  parseStreamId,
  policyCommandId,
  type Recorded,
  type Store,
  type SubjectIndex,
  subscribe,
} from '@civigrid/kernel';
import type { SyntheticStreet } from '@civigrid/testing/street';
import { plannedActs } from './planned-acts.ts';

/** What somebody will do about a case. */
interface Act {
  readonly id: CommandId;
  readonly at: number;
  readonly case: CaseId;
  readonly actor: ActorId;
  readonly cause: EventId;
  readonly order: CaseOrder;
  /** How the case looked then: an act is not done any more where somebody else leads or somebody joined. */
  readonly dispatches: number;
  readonly reporters: number;
}

interface Followed {
  readonly state: CaseState;
  readonly dispatches: number;
}

/** The people of the synthetic street: they sign, handle, mediate, come when whistled for, check, call back and close. */
export interface Staff {
  /** Looks at what has happened and makes plans. */
  watch(): Promise<void>;
  /** When somebody acts next: UTC milliseconds. */
  next(): number | undefined;
  /** Lets those act who act next. */
  act(): Promise<void>;
}

/** What the staff works with. */
export interface StaffPorts {
  readonly street: Pick<SyntheticStreet, 'staffPlan'>;
  readonly town: Town;
  readonly store: Store;
  readonly digest: Digest;
  readonly subjects: SubjectIndex;
}

/**
 * Simulated staff. Its plans are a function of the log alone and its commands have derived ids: after a crash it makes
 * the same plans again and does what is left of them.
 */
export function staff({ street, town, store, digest, subjects }: StaffPorts): Staff {
  const cases = new Map<CaseId, Followed>();
  const done = new Set<string>();
  /** Sorted by time. */
  const acts: Act[] = [];

  function enter(act: Act): void {
    const later = acts.findIndex(({ at, id }) => at > act.at || (at === act.at && id > act.id));
    acts.splice(later < 0 ? acts.length : later, 0, act);
  }

  function plan(event: Recorded, state: KnownCase, dispatches: number): void {
    const role = 'assignment' in state ? state.assignment.lead.role : 'gridLeader';
    const occasion = {
      event,
      state,
      plan: street.staffPlan(`${state.category}/${state.createdAt}`, role),
    };
    for (const { afterMs, slot, actor, order } of plannedActs(occasion)) {
      const at = event.at + Math.round(afterMs);
      const key = { cause: event.id, policy: 'staff', slot, at };
      const id = policyCommandId(town.tenant, key, digest);
      const looks = { dispatches, reporters: state.reporters.length };
      if (!done.has(id)) enter({ id, at, case: state.id, actor, cause: event.id, order, ...looks });
    }
  }

  const log = subscribe({
    store,
    progress: memoryProgress(),
    tenant: town.tenant,
    group: 'staff',
    from: 'start',
    handle: async ({ events }) => {
      for (const event of events) {
        done.add(event.command);
        const named = parseStreamId(event.stream);
        if (named?.kind !== 'case') continue;
        const id = named.id as CaseId;
        const before = cases.get(id) ?? { state: caseDecider.initial, dispatches: 0 };
        const state = caseDecider.evolve(before.state, event as Recorded & Happened<CaseEvent>);
        const dispatches = before.dispatches + (event.type === 'cases/dispatched' ? 1 : 0);
        cases.set(id, { state, dispatches });
        if (state.status !== 'unreported') plan(event, state, dispatches);
      }
    },
  });

  /** Names that only the moment of acting knows: the other party of a dispute, and what was agreed. */
  async function completed(act: Act): Promise<CaseOrder> {
    const { order } = act;
    if (order.type === 'startMediation') {
      const neighbour = await subjects.put(town.tenant, 'door', `the flat above ${act.case}`);
      return { ...order, parties: [...order.parties, neighbour] };
    }
    if (order.type !== 'recordMediation') return order;
    const parties = town.cases.get(act.case)?.mediations.at(-1)?.parties ?? [];
    const value = {
      zh: '三日内修好管道，赔偿吊顶损失。',
      en: 'The pipe is mended within three days and the ceiling paid for.',
    };
    const agreement = parties.map((subject) => ({ subject, purpose: 'agreement', value }));
    return { type: 'recordMediation', outcome: 'agreed', agreement };
  }

  return {
    watch: async () => {
      await log.poll();
      while (acts[0] !== undefined && done.has(acts[0].id)) acts.shift();
    },
    next: () => acts[0]?.at,
    act: async () => {
      const act = acts.shift();
      if (act === undefined) return;
      const now = cases.get(act.case);
      const same = now?.dispatches === act.dispatches;
      const reporters =
        now !== undefined && 'reporters' in now.state ? now.state.reporters.length : 0;
      if (!same || (act.order.type === 'close' && reporters !== act.reporters)) return;
      const { at, actor, cause, id } = act;
      try {
        const order = await completed(act);
        await town.cases.perform(act.case, order, { actor, at, id, cause });
      } catch (error) {
        // The case has gone on without them: what they meant to do is not wanted any more.
        if (!isDomainError(error)) throw error;
      }
    },
  };
}

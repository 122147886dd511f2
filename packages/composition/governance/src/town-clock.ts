import { isOpen } from '@civigrid/cases';
import type { TaskId } from '@civigrid/cases/tasks';
import type { AlarmTransition } from '@civigrid/devices';
import {
  actorId,
  type CaseId,
  type CommandMeta,
  commandId,
  correlationId,
  type Deadline,
  deadlineKey,
  derivedId,
  fireDue,
  isDomainError,
  isInstant,
  parseStreamId,
  type StreamId,
  wakeName,
} from '@civigrid/kernel';
import { done, perform } from './case-office.ts';
import type { CaseView } from './case-view.ts';
import { conventions } from './convention-desk.ts';
import { refusal } from './governance-error.ts';
import type { DeviceDesk } from './intake/ingest.ts';
import type { Publisher } from './publisher.ts';
import { giveOrder } from './stream-desk.ts';
import type { TaskOffice } from './task-office.ts';
import type { TaskView } from './task-view.ts';
import type { TownParts } from './town-parts.ts';
import { votes } from './vote-desk.ts';

/** What time has brought. */
export interface TickAnswer {
  /** How many deadlines fired. */
  readonly fired: number;
  readonly transitions: readonly AlarmTransition[];
}

/** What time does to a town. */
export interface TownClock {
  tick(now: number): Promise<TickAnswer>;
  /** States the deadlines of all open cases and tasks again, if the calendar knows other years than when that was done last. */
  restate(): Promise<void>;
}

/** What the clock stands on. */
export interface TownClockPorts {
  readonly parts: TownParts;
  readonly cases: CaseView;
  readonly tasks: TaskView;
  readonly office: TaskOffice;
  readonly machines: DeviceDesk;
  readonly told: Publisher;
  readonly leaseMs: number;
  readonly settle: () => Promise<void>;
}

/** The clock of a town: it knows no time of its own. */
export function townClock(ports: TownClockPorts): TownClock {
  const { parts, cases, tasks, office, machines, told, leaseMs, settle } = ports;
  const { store, digest, tenant, calendar } = parts;
  let now = Number.NEGATIVE_INFINITY;

  /** Wakes the stream of a deadline. What its domain does not want any more is told, and the deadline is over. */
  async function fire(deadline: Deadline, meta: CommandMeta): Promise<void> {
    const { stream, due } = deadline;
    const named = parseStreamId(stream);
    try {
      if (named?.kind === 'case') {
        const order = { type: 'timer', name: wakeName(deadline), due } as const;
        done(await perform(parts, cases, meta, { case: named.id as CaseId, order }, deadline));
      } else if (named?.kind === 'task') {
        const order = { type: 'timer', name: wakeName(deadline) } as const;
        done(await office.perform(meta, named.id as TaskId, order, deadline));
      } else if (named?.kind === 'convention' || named?.kind === 'ballots') {
        const type = wakeName(deadline) === 'show-ballots' ? 'showBallots' : 'closeVote';
        const place = { id: named.id, fired: deadline };
        const given =
          named.kind === 'ballots'
            ? giveOrder(parts, votes, meta, { type }, place)
            : giveOrder(parts, conventions, meta, { type }, place);
        done(await given);
      }
    } catch (error) {
      if (!isDomainError(error) || error.code.startsWith('kernel/')) throw error;
      told.tell('refusal', { by: 'timer', code: error.code, stream });
    }
  }

  /** Whatever still waits for a deadline. */
  function* waiting(): Generator<{ readonly stream: StreamId; readonly at: number }> {
    for (const { stream, state } of cases.all()) if (isOpen(state)) yield { stream, at: state.at };
    for (const { stream, state } of tasks.all())
      if (state.status !== 'ended') yield { stream, at: state.at };
  }

  const timer = (id: CommandMeta['id'], at: number, of: string): CommandMeta => ({
    id,
    tenant,
    at,
    actor: actorId('timer'),
    correlation: correlationId(of),
  });

  return {
    tick: async (at) => {
      if (!isInstant(at))
        throw refusal(
          'governance/invalid-instant',
          'An instant is a whole number of milliseconds.',
        );
      if (at < now) return { fired: 0, transitions: [] };
      const transitions = await machines.advance(at);
      await settle();
      const run = { deadlines: store.deadlines, digest, tenant, now: at, leaseMs };
      const fired = await fireDue({
        ...run,
        fire: async (deadline, id) => {
          await fire(deadline, timer(id, at, deadline.stream));
          await settle();
        },
      });
      now = at;
      return { fired, transitions };
    },
    restate: async () => {
      const group = `${tenant}/calendar`;
      const known = (await store.progress.load(group, 0))?.snapshot;
      const years = calendar.years.join(' ');
      if (known === years) return;
      for (const { stream, at } of known === undefined ? [] : [...waiting()]) {
        const named = { tenant, at, kind: 'timer', parts: [stream, 'restate', years] };
        const id = commandId(derivedId(named, digest));
        const key = deadlineKey(stream, 'restate');
        await fire({ tenant, key, due: at, stream, armed: id }, timer(id, at, stream));
      }
      await store.progress.save(group, 0, 0, years);
    },
  };
}

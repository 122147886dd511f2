import {
  type Assignment,
  type CallBack,
  type CaseCommand,
  type CaseErrorCode,
  type CaseEvent,
  type CaseEventType,
  type CaseState,
  caseDecider,
  type Ladder,
  type Report,
  type Route,
} from '@civigrid/cases';
import {
  type ActorId,
  actorId,
  caseId,
  correlationId,
  type Decider,
  eventId,
  gridCode,
  type Happened,
  isDomainError,
  personId,
  postId,
  subjectRef,
} from '@civigrid/kernel';
import { expect } from 'vitest';

/** Monday, 2026-03-02, 09:00 in Beijing. */
export const monday9 = Date.UTC(2026, 2, 2, 1, 0);
export const hour = 3_600_000;
export const minute = 60_000;

export const theCase = caseId('case-1');
export const resident = subjectRef('subject-resident');
export const upstairs = subjectRef('subject-upstairs');
export const downstairs = subjectRef('subject-downstairs');
export const by = actorId('actor-1');

/** A fact, as far as the story tells it. */
interface Told {
  readonly type: CaseEventType;
  readonly data?: object;
}

/** A command without its time and actor. */
type Plain<Command> = Command extends CaseCommand ? Omit<Command, 'at' | 'actor'> : never;

export type Step = Plain<CaseCommand>;

export const report: Plain<Report> = {
  type: 'report',
  case: theCase,
  source: 'resident',
  category: 'lane.occupied',
  grid: gridCode('LS.01.02.07'),
  reporter: resident,
  personal: [
    { subject: resident, purpose: 'call-back', value: { phone: 'invented-phone' } },
    { subject: resident, purpose: 'statement', value: 'A car blocks the fire lane.' },
    { subject: resident, purpose: 'place', value: [113.5123, 22.2] },
  ],
};
export const file: Step = { type: 'file', verification: 'byPhoto' };
export const route: Plain<Route> = {
  type: 'route',
  reason: { table: 'routing', version: '2026-01', rule: 3, inputs: { category: 'lane.occupied' } },
  lead: 'gridLeader',
  assist: ['propertyManager', 'trafficPolice'],
  tier: 'smallProblem',
  level: 'grid',
  budgets: {
    sign: { value: 30, unit: 'minute' },
    handle: { value: 4, unit: 'hour' },
    whole: { value: 10, unit: 'hour' },
  },
};
export const leader: Extract<Assignment, { readonly tenure: 'held' }> = {
  tenure: 'held',
  role: 'gridLeader',
  grid: gridCode('LS.01.02'),
  post: postId('gridLeader@LS.01.02'),
  holder: personId('person-12'),
};
export const vacant: Assignment = {
  tenure: 'vacant',
  role: 'gridLeader',
  grid: gridCode('LS.01.02'),
};
export const dispatch: Step = { type: 'dispatch', lead: leader };
export const sign: Step = { type: 'sign' };
export const returned: Step = {
  type: 'return',
  reason: 'wrongTerritory',
  basis: 'city-regulation-2020-12',
};
export const done: Step = { type: 'handle', done: true };
export const pass: Step = { type: 'check', outcome: 'pass' };
export const happy: Plain<CallBack> = {
  type: 'callBack',
  report: theCase,
  answer: { reached: true, solved: true, satisfied: true },
};
export const close: Step = { type: 'close' };
export const whistle: Step = {
  type: 'whistle',
  to: 'community',
  lead: 'communitySecretary@LS.01',
  participants: ['cityManagement', 'trafficPolice'],
};

/** A calendar of plain time: a working hour is an hour, a working day is a day. */
export const plainTime = {
  add(at: number, { value, unit }: { readonly value: number; readonly unit: string }) {
    const minutes =
      { minute: 1, workMinute: 1, hour: 60, workHour: 60, day: 1440, workDay: 1440 }[unit] ?? 0;
    return { ok: true, at: at + value * minutes * minute } as const;
  },
  between: (from: number, until: number) =>
    ({ ok: true, minutes: (until - from) / minute }) as const,
};

export const oneRung = (rung: Ladder['rungs'][number]): Ladder => ({ name: 'one', rungs: [rung] });

type CaseMachine = Decider<CaseState, CaseCommand, CaseEvent>;

/** A case that lives: each step one minute after the one before it unless it says when. */
export class Life {
  readonly events: Happened<CaseEvent>[] = [];
  #state: CaseState;
  readonly #decider: CaseMachine;
  #now: number;

  constructor(decider: CaseMachine = caseDecider, start: number = monday9) {
    this.#decider = decider;
    this.#state = decider.initial;
    this.#now = start;
  }

  get state(): CaseState {
    return this.#state;
  }

  get now(): number {
    return this.#now;
  }

  /** Does what kernel's `handle` does: the later time, decide, evolve. */
  do(step: Step, at: number = this.#now, actor: ActorId = by): readonly CaseEvent[] {
    const last = this.#state.status === 'unreported' ? at : this.#state.at;
    const time = Math.max(at, last);
    const command = { ...step, at: time, actor } as CaseCommand;
    const facts = this.#decider.decide(command, this.#state);
    for (const { personal: _, ...fact } of facts) {
      const version = this.events.length + 1;
      const happened = {
        ...fact,
        id: eventId(`event-${version}`),
        version,
        at: time,
        actor,
        correlation: correlationId('matter-1'),
      } as Happened<CaseEvent>;
      this.events.push(happened);
      this.#state = this.#decider.evolve(this.#state, happened);
    }
    this.#now = Math.max(this.#now, time) + minute;
    return facts;
  }
}

/** Tells a story: given these steps, when one more, then these facts, or a refusal, or nothing. */
export function given(steps: readonly Step[], decider: CaseMachine = caseDecider) {
  const life = new Life(decider);
  for (const step of steps) life.do(step);
  return {
    life,
    when: (step: Step, at?: number) => ({
      /** Exactly these facts; personal parts are compared where they are named. */
      happens(...facts: readonly Told[]): Life {
        expect(life.do(step, at)).toMatchObject(facts);
        return life;
      },
      nothing(): Life {
        expect(life.do(step, at)).toEqual([]);
        return life;
      },
      refuses(code: CaseErrorCode): void {
        const before = JSON.stringify(life.state);
        let caught: unknown;
        try {
          life.do(step, at);
        } catch (error) {
          caught = error;
        }
        expect(isDomainError(caught, code), `wanted ${code}, got ${String(caught)}`).toBe(true);
        expect(JSON.stringify(life.state)).toBe(before);
      },
    }),
  };
}

import {
  type ActorId,
  actorId,
  correlationId,
  type Decider,
  eventId,
  type Fact,
  type Happened,
  isDomainError,
} from '@civigrid/kernel';
import { expect } from 'vitest';

/** What every command has besides what the story says. */
interface Timed {
  readonly at: number;
  readonly actor: ActorId;
}

/** A command without its time and actor. */
export type Plain<Command extends Timed> = Command extends Timed
  ? Omit<Command, 'at' | 'actor'>
  : never;

const by = actorId('actor-1');

/** A fact, as far as the story tells it. */
interface Told {
  readonly type: string;
  readonly data?: object;
}

/** One stream that lives under a decider; does what kernel's `handle` does: the later time, decide, evolve. */
export class Matter<State, Command extends Timed, Event extends Fact> {
  readonly events: Happened<Event>[] = [];
  readonly #decider: Decider<State, Command, Event>;
  #state: State;
  #last = Number.NEGATIVE_INFINITY;

  constructor(decider: Decider<State, Command, Event>) {
    this.#decider = decider;
    this.#state = decider.initial;
  }

  get state(): State {
    return this.#state;
  }

  /** When something last happened. */
  get last(): number {
    return this.#last;
  }

  do(at: number, step: Plain<Command>): readonly Event[] {
    const time = Math.max(at, this.#last);
    const command = { ...step, at: time, actor: by } as unknown as Command;
    const facts = this.#decider.decide(command, this.#state);
    for (const { personal: _, ...fact } of facts) {
      const version = this.events.length + 1;
      const happened = {
        ...fact,
        id: eventId(`event-${version}`),
        version,
        at: time,
        actor: by,
        correlation: correlationId('matter-1'),
      } as unknown as Happened<Event>;
      this.events.push(happened);
      this.#state = this.#decider.evolve(this.#state, happened);
      this.#last = time;
    }
    return facts;
  }

  /** Exactly these facts come of it. */
  happens(at: number, step: Plain<Command>, ...facts: readonly Told[]): void {
    expect(this.do(at, step)).toMatchObject(facts);
  }

  /** It is refused with this code, and the state stays as it is. */
  refuses(code: string, at: number, step: Plain<Command>): void {
    const before = JSON.stringify(this.#state);
    let caught: unknown;
    try {
      this.do(at, step);
    } catch (error) {
      caught = error;
    }
    expect(isDomainError(caught, code), `wanted ${code}, got ${String(caught)}`).toBe(true);
    expect(JSON.stringify(this.#state)).toBe(before);
  }
}

import {
  type ActorId,
  actorId,
  canonicalJson,
  correlationId,
  type Decider,
  eventId,
  type Fact,
  type Happened,
  isDomainError,
  keyId,
} from '@civigrid/kernel';
import { difference } from './difference.ts';

/** A fact that has happened before the story begins; it may say when and by whom. */
export type GivenFact<Event extends Fact> = Event & {
  readonly at?: number;
  readonly actor?: ActorId;
};

/** What must come of a command. */
export interface Outcome<Event extends Fact> {
  /** The command gives exactly these facts, in this order; an empty list where there is nothing to do. */
  then(facts: readonly Event[]): void;
  /** The command is refused by a `DomainError` with this code. */
  refuses(code: string): void;
}

/** A story that has begun. */
export interface Story<State, Command, Event extends Fact> {
  /** Gives the command to the decider when its outcome is asked for. */
  when(command: Command): Outcome<Event>;
  /** The state to which the facts lead, to look at. */
  state(): State;
}

/** Stories about one decider. */
export interface Specification<State, Command, Event extends Fact> {
  /** Begins a story with what has happened, oldest first. */
  given(facts: readonly GivenFact<Event>[]): Story<State, Command, Event>;
}

/** When a story begins and how far its facts lie apart. */
export interface SpecificationOptions {
  /** UTC ms of the first given fact; 2026-06-15 08:00 +08:00 if left out. */
  readonly startAt?: number;
  /** Milliseconds from one given fact to the next; a minute if left out. */
  readonly stepMs?: number;
}

/** Gives a fact what the store would give it: id, version, time, actor; its personal parts become boxes that nobody opens. */
function happened<Event extends Fact>(
  fact: GivenFact<Event>,
  index: number,
  { startAt = Date.UTC(2026, 5, 15), stepMs = 60_000 }: SpecificationOptions,
): Happened<Event> {
  const { personal, ...open } = fact;
  const sealed = personal?.map(({ subject, purpose }) => ({
    subject,
    purpose,
    key: keyId('key-of-the-story'),
    nonce: '',
    box: '',
  }));
  return {
    ...open,
    id: eventId(`00000000-0000-8000-8000-${String(index + 1).padStart(12, '0')}`),
    version: index + 1,
    at: fact.at ?? startAt + index * stepMs,
    actor: fact.actor ?? actorId('somebody'),
    correlation: correlationId('the-story'),
    ...(sealed && { sealed }),
  } as unknown as Happened<Event>;
}

/** A value that nobody changes unseen: its records and lists are frozen in place, Maps and Sets refuse to be changed. */
function frozen<Value>(value: Value, seen: Set<object> = new Set()): Value {
  // Typed arrays cannot be frozen.
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value))
    return value;
  seen.add(value);
  for (const { value: part } of Object.values(Object.getOwnPropertyDescriptors(value)))
    frozen(part, seen);
  if (value instanceof Map || value instanceof Set) {
    for (const [key, part] of value.entries()) frozen([key, part], seen);
    // Freezing does not reach what a collection holds.
    if (!Object.isFrozen(value))
      for (const change of ['set', 'add', 'delete', 'clear'])
        Object.defineProperty(value, change, { value: refuseChange });
  }
  return Object.freeze(value);
}

function refuseChange(): never {
  throw new TypeError('A Map or Set that belongs to a state, a fact or a command was changed.');
}

const written = (value: unknown): string =>
  JSON.stringify(JSON.parse(canonicalJson(value)), null, 2);

/**
 * Stories about a decider: given facts, when a command, then facts or a refusal. What does not come true throws a
 * plain `Error` with the difference (`-` was expected, `+` was found), so it serves under any test runner. Every
 * decision is made twice: one that differs has looked at a clock or at chance. State, facts and commands are frozen
 * through and through, in place: a decider that changes what it was given throws a `TypeError`.
 *
 * @example
 * const { given } = specification(caseDecider);
 * given([reported, assigned]).when(blowWhistle).then([whistled]);
 * given([reported, closed]).when(blowWhistle).refuses('cases/not-open');
 */
export function specification<State, Command, Event extends Fact>(
  decider: Decider<State, Command, Event>,
  options: SpecificationOptions = {},
): Specification<State, Command, Event> {
  return {
    given(facts) {
      const state = (): State =>
        facts.reduce<State>(
          (before, fact, index) =>
            frozen(decider.evolve(before, frozen(happened(fact, index, options)))),
          frozen(decider.initial),
        );
      const decided = (command: Command) => decider.decide(frozen(command), state());
      return {
        state,
        when: (command) => ({
          then(expected) {
            const found = decided(command);
            if (canonicalJson(found) !== canonicalJson(decided(command)))
              throw new Error('The same command on the same facts was decided in two ways.');
            if (canonicalJson(found) !== canonicalJson(expected))
              throw new Error(
                `Other facts than expected (- expected, + found):\n${difference(written(expected), written(found))}`,
              );
          },
          refuses(code) {
            const found = refusal(() => decided(command));
            if (found !== code) throw new Error(`Expected a refusal with ${code}, found ${found}.`);
          },
        }),
      };
    },
  };
}

/** The code of the refusal, or the facts that came instead; a bug goes on its way. */
function refusal(decide: () => readonly Fact[]): string {
  try {
    return `no refusal but these facts:\n${written(decide())}`;
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
}

import type { SealedPart } from './envelope.ts';
import type { Fact } from './fact.ts';
import type { ActorId, CorrelationId, EventId } from './ids.ts';

/** A fact as `evolve` and projections see it: with its id, version, time and actor; personal parts stay sealed. */
export type Happened<Event extends Fact = Fact> = Event extends Fact
  ? Omit<Event, 'personal'> & {
      readonly id: EventId;
      readonly version: number;
      readonly at: number;
      readonly actor: ActorId;
      readonly correlation: CorrelationId;
      readonly cause?: EventId;
      readonly sealed?: readonly SealedPart[];
    }
  : never;

/** The one shape of everything that changes: what is decided, and what follows from what happened. */
export interface Decider<State, Command, Event extends Fact> {
  readonly initial: State;
  /** Pure; throws a `DomainError` to refuse; an empty list means that there is nothing to do. */
  decide(command: Command, state: State): readonly Event[];
  /** Pure and total. */
  evolve(state: State, happened: Happened<Event>): State;
}

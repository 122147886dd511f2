import type { Decider, Happened } from './decider.ts';
import type { Recorded } from './envelope.ts';
import type { Fact } from './fact.ts';
import { type Upcasters, upcast } from './upcast.ts';

/** A stream as its decider sees it. */
export interface Folded<State> {
  readonly state: State;
  /** 0 where there is no stream yet. */
  readonly version: number;
  /** The instant of its last event; time never runs backwards behind it. */
  readonly at?: number;
  /** Taken at the stream's birth. */
  readonly partition?: number;
}

/** The state that follows from a stream's events, going on from an earlier fold if one is given. */
export async function fold<State, Command, Event extends Fact>(
  decider: Decider<State, Command, Event>,
  events: AsyncIterable<Recorded> | Iterable<Recorded>,
  options: { readonly from?: Folded<State>; readonly upcasters?: Upcasters } = {},
): Promise<Folded<State>> {
  let folded: Folded<State> = options.from ?? { state: decider.initial, version: 0 };
  for await (const event of events) {
    // The stream's type says which events it holds; what a store gives back is trusted to be of it.
    const happened = upcast(event, options.upcasters) as Recorded & Happened<Event>;
    folded = {
      state: decider.evolve(folded.state, happened),
      version: event.version,
      at: Math.max(folded.at ?? event.at, event.at),
      partition: event.partition,
    };
  }
  return folded;
}

import type { Expected } from './command.ts';
import type { Decider, Happened } from './decider.ts';
import type { Draft } from './envelope.ts';
import type { Fact } from './fact.ts';
import type { Folded } from './fold.ts';
import type { StreamId } from './ids.ts';
import type { Upcasters } from './upcast.ts';

/** When a stream wants to be woken, and under which name; derived from its state. */
export interface Wake {
  /** Unique within the stream. */
  readonly name: string;
  /** UTC milliseconds. */
  readonly at: number;
}

/** Everything that kernel needs to know about one kind of stream. */
export interface Handling<State, Command, Event extends Fact> {
  readonly decider: Decider<State, Command, Event>;
  readonly upcasters?: Upcasters;
  /** All next wake-ups of a state. */
  readonly wakes?: (state: State) => readonly Wake[];
}

/** What one step would do, once its stream has been read. */
export interface Decision {
  readonly facts: readonly Fact[];
  readonly wakesBefore: readonly Wake[];
  /** The state behind the drafts, and what it wants to be woken for. */
  after(drafts: readonly Draft[]): {
    readonly folded: Folded<unknown>;
    readonly wakes: readonly Wake[];
  };
}

/** What a command does to one stream; a step without a decider only checks what the stream looks like. */
export interface Step {
  readonly stream: StreamId;
  /** For the stream's birth; a stream that exists keeps its own. */
  readonly partition: number;
  readonly expected?: Expected;
  readonly decides?: {
    readonly handling: Handling<unknown, never, Fact>;
    /** Pure; what the step does to the stream as it stands. */
    decide(folded: Folded<unknown>, at: number): Decision;
  };
}

/** What a step is made of. */
export interface StepOrder<State, Command, Event extends Fact> {
  readonly handling: Handling<State, Command, Event>;
  readonly stream: StreamId;
  readonly partition: number;
  /** Its `at` is replaced by the stream's last instant where that is later. */
  readonly command: Command & { readonly at: number };
  readonly expected?: Expected;
}

/** A step that lets a decider decide. */
export function step<State, Command, Event extends Fact>(
  order: StepOrder<State, Command, Event>,
): Step {
  const { handling, stream, partition, command, expected } = order;
  const { decider, wakes = () => [] } = handling;
  return {
    stream,
    partition,
    ...(expected === undefined ? {} : { expected }),
    decides: {
      handling: handling as unknown as Handling<unknown, never, Fact>,
      decide: (folded, at) => {
        // Erased so that one command may touch streams of several kinds; the fold came from this very handling.
        const before = folded as Folded<State>;
        return {
          facts: decider.decide({ ...command, at }, before.state),
          wakesBefore: before.version === 0 ? [] : wakes(before.state),
          after: (drafts) => {
            let { state, version } = before;
            for (const draft of drafts) {
              version++;
              state = decider.evolve(state, { ...draft, version } as unknown as Happened<Event>);
            }
            return {
              folded: { ...before, state, version, at },
              wakes: version === 0 ? [] : wakes(state),
            };
          },
        };
      },
    },
  };
}

/** A step that only checks what another stream looks like. */
export function checkStep(stream: StreamId, partition: number, expected: Expected): Step {
  return { stream, partition, expected };
}

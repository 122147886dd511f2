import type { Recorded } from '@civigrid/kernel';
import { EventEmitter } from 'eventemitter3';
import type { Notification } from './notification.ts';

/** What a policy or a timer asked for and a decider refused: counted, and told to whoever watches. */
export interface Refusal {
  /** The policy, or `timer`. */
  readonly by: string;
  readonly code: string;
  readonly stream: string;
}

/** What can be listened to: every event, what persons are told, what was refused; and each type of event by its own name. */
export interface TownEvents {
  readonly event: Recorded;
  readonly notification: Notification;
  readonly refusal: Refusal;
  /** An event of this type, such as `cases/dispatched`. */
  readonly [type: `${string}/${string}`]: Recorded;
}

/** Tells listeners of this process what stands in the log. */
export interface Publisher {
  /** Gives the way to stop listening. */
  on<Name extends keyof TownEvents>(
    name: Name,
    listener: (told: TownEvents[Name]) => void,
  ): () => void;
  tell<Name extends keyof TownEvents>(name: Name, told: TownEvents[Name]): void;
}

type Emitted = Record<string, [told: TownEvents[keyof TownEvents]]>;

/** A publisher. A listener that throws stops nobody: it is an unhandled rejection of its own. */
export function publisher(): Publisher {
  const emitter = new EventEmitter<Emitted>();
  return {
    on: (name, listener) => {
      const heard = (told: TownEvents[keyof TownEvents]) => {
        Promise.resolve(told as TownEvents[typeof name]).then(listener);
      };
      emitter.on(name, heard);
      return () => {
        emitter.off(name, heard);
      };
    },
    tell: (name, told) => {
      emitter.emit(name, told);
    },
  };
}

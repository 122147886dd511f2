import type { Recorded } from '@civigrid/kernel';
import { EventEmitter } from 'eventemitter3';
import type { GovernanceFaultCode } from './governance-error.ts';
import type { Notification } from './notification.ts';

/** What somebody asked for and did not get, where nobody waits for the answer. */
export interface Refusal {
  /** A policy's name, `timer`, `devices`, `health`, `notifying`, `views` or `listener`. */
  readonly by: string;
  /** The domain's code, or a {@link GovernanceFaultCode}. */
  readonly code: string;
  /** The stream that it was about. */
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

type Told = TownEvents[keyof TownEvents];
type Emitted = Record<string, [told: Told]>;

/** A publisher. A listener that throws or rejects stops nobody: it is told as a refusal. */
export function publisher(): Publisher {
  const emitter = new EventEmitter<Emitted>();
  const failed = (name: string) => {
    const code: GovernanceFaultCode = 'governance/listener-failed';
    if (name !== 'refusal') emitter.emit('refusal', { by: 'listener', code, stream: name });
  };
  return {
    on: (name, listener) => {
      const heard = (told: Told) => {
        Promise.resolve(told as TownEvents[typeof name])
          .then(listener)
          .catch(() => failed(name));
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

import { DomainError } from './domain-error.ts';
import type { EventId, StreamId } from './ids.ts';
import type { StreamErrorCode } from './stream.ts';

/** The codes with which every store refuses an append, before anything is written. */
export type AppendErrorCode =
  /** An event id that stands under another command already, or twice in one batch. */
  | 'kernel/event-id-taken'
  /** An event whose content is longer than {@link largestEvent}. */
  | 'kernel/event-too-large'
  /** A stream whose name is empty or holds a control character or a lone surrogate. */
  | StreamErrorCode;

/** How long the canonical text of one event's content may be: 4 MiB in UTF-8. What is larger belongs into the media store. */
export const largestEvent: number = 4 * 1024 * 1024;

/** The refusal of an id that is not new; `event` in its details. */
export function eventIdTaken(event: EventId): DomainError<AppendErrorCode> {
  return new DomainError(
    'kernel/event-id-taken',
    'This event id stands under another command already, or twice in one batch.',
    { event },
  );
}

/** The refusal of an event that is too large; `event`, `bytes` and `most` in its details. */
export function eventTooLarge(event: EventId, bytes: number): DomainError<AppendErrorCode> {
  return new DomainError('kernel/event-too-large', 'An event is too large for the record.', {
    event,
    bytes,
    most: largestEvent,
  });
}

/** The refusal of a stream's name, which it does not quote. */
export function invalidStream(stream: StreamId): DomainError<AppendErrorCode> {
  return new DomainError(
    'kernel/invalid-stream',
    'The name of a stream is not empty and holds neither control characters nor lone surrogates.',
    { length: stream.length },
  );
}

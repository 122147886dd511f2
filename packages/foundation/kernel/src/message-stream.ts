/** One delivery of a message. */
export interface Message {
  readonly subject: string;
  readonly id: string;
  readonly bytes: Uint8Array;
  /** 1 at the first delivery. */
  readonly deliveries: number;
  /** It was handled and does not come again. */
  ack(): Promise<void>;
  /** It comes again, not before so many milliseconds. */
  retry(delayMs: number): Promise<void>;
  /** Never again; the reason is kept. */
  dead(reason: string): Promise<void>;
}

/** Transport between machines; never the record. At least once, in order of a subject. */
export interface MessageStream {
  /** Keeps a message; the same id is kept once. */
  publish(subject: string, bytes: Uint8Array, id: string): Promise<{ readonly duplicate: boolean }>;
  /** A new group begins at the first message kept. In a filter `*` stands for one word, a last `>` for all that follow. */
  consume(group: string, filter: string): AsyncIterable<Message>;
}

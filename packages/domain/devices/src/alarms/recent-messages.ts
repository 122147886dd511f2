/** One message that came, and about what: a message may speak of several conditions. */
interface Mention {
  readonly tenant: string;
  /** What of the message it was about, and how. */
  readonly about: string;
  readonly phase: string;
  readonly received: number;
  readonly next: Mention | undefined;
}

/** The messages of a memory, one row a mention, the elder generation (0) first. Plain JSON. */
export type MessageRows = readonly (readonly [
  key: string,
  tenant: string,
  about: string,
  phase: string,
  received: number,
  generation: number,
])[];

type Generation = Map<string, Mention>;

/** What comes, and when it was received. */
export interface MessageMention {
  readonly key: string;
  readonly tenant: string;
  readonly about: string;
  readonly phase: string;
  readonly received: number;
}

/** Remembers which messages came, in bounded memory: two generations, of which the elder is dropped as a whole. */
export interface RecentMessages {
  /** Whether this came within the window already; from now on it has. */
  known(mention: MessageMention): boolean;
  rows(): MessageRows;
}

function mentioned(list: Mention | undefined, what: MessageMention, windowMs: number): boolean {
  for (let one = list; one !== undefined; one = one.next)
    if (one.about === what.about && one.phase === what.phase && one.tenant === what.tenant)
      return what.received - one.received <= windowMs;
  return false;
}

function* rowsOf(messages: Generation, generation: number): Generator<MessageRows[number]> {
  for (const [key, list] of messages) {
    const mentions: Mention[] = [];
    for (let one: Mention | undefined = list; one !== undefined; one = one.next) mentions.push(one);
    for (const { tenant, about, phase, received } of mentions.reverse())
      yield [key, tenant, about, phase, received, generation];
  }
}

/** A memory of so many newest mentions for so many milliseconds; at most twice as many are kept. */
export function recentMessages(
  windowMs: number,
  capacity: number,
  written: MessageRows = [],
): RecentMessages {
  let elder: Generation = new Map();
  let younger: Generation = new Map();
  let count = 0;
  let began = Number.NEGATIVE_INFINITY;

  function remember(
    { key, tenant, about, phase, received }: MessageMention,
    list: Mention | undefined,
  ): void {
    const turn = count >= capacity || received - began > windowMs;
    if (turn) {
      elder = younger;
      younger = new Map();
      count = 0;
      began = received;
    }
    count++;
    younger.set(key, { tenant, about, phase, received, next: turn ? undefined : list });
  }

  for (const [key, tenant, about, phase, received, generation] of written) {
    const messages = generation === 0 ? elder : younger;
    messages.set(key, { tenant, about, phase, received, next: messages.get(key) });
    if (generation === 0) continue;
    // The first of a generation is what began it.
    if (count === 0) began = received;
    count++;
  }
  return {
    known(what) {
      const list = younger.get(what.key);
      if (list !== undefined && mentioned(list, what, windowMs)) return true;
      if (elder.size > 0 && mentioned(elder.get(what.key), what, windowMs)) return true;
      remember(what, list);
      return false;
    },
    rows: () => [...rowsOf(elder, 0), ...rowsOf(younger, 1)],
  };
}

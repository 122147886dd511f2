import type { Clock } from './clock.ts';
import type { Message, MessageStream } from './message-stream.ts';

interface Kept {
  readonly subject: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

interface Delivery {
  readonly message: Kept;
  deliveries: number;
  /** Not before this instant. */
  notBefore: number;
  state: 'waiting' | 'out' | 'settled';
}

interface Group {
  readonly filter: (subject: string) => boolean;
  readonly deliveries: Delivery[];
  /** Consumers that have found nothing to do. */
  readonly waiting: Set<() => void>;
}

/** A message stream in memory, with what its consumers gave up. */
export interface MemoryMessageStream extends MessageStream {
  /** The messages that are never to come again, with the reason. */
  readonly dead: readonly {
    readonly id: string;
    readonly subject: string;
    readonly reason: string;
  }[];
}

function wakeAll({ waiting }: Group): void {
  for (const wake of waiting) wake();
  waiting.clear();
}

/** Whether a subject is one of a filter's: `*` stands for one word, a last `>` for all that follow. */
function subjectFilter(filter: string): (subject: string) => boolean {
  const words = filter.split('.');
  return (subject) => {
    const given = subject.split('.');
    for (const [i, word] of words.entries()) {
      if (word === '>' && i === words.length - 1) return given.length > i;
      if (word !== '*' && word !== given[i]) return false;
      if (given[i] === undefined) return false;
    }
    return given.length === words.length;
  };
}

/**
 * A message stream in memory. A consumer waits for what is published next; a message to be tried again comes when
 * the clock says so and something else happens on the stream.
 */
export function memoryMessageStream(clock: Clock): MemoryMessageStream {
  const kept: Kept[] = [];
  const dead: { readonly id: string; readonly subject: string; readonly reason: string }[] = [];
  const ids = new Set<string>();
  const groups = new Map<string, Group>();

  function groupOf(name: string, filter: string): Group {
    const known = groups.get(name);
    if (known !== undefined) return known;
    const matches = subjectFilter(filter);
    const group: Group = { filter: matches, deliveries: [], waiting: new Set() };
    for (const message of kept) deliver(group, message);
    groups.set(name, group);
    return group;
  }

  function deliver(group: Group, message: Kept): void {
    if (!group.filter(message.subject)) return;
    group.deliveries.push({ message, deliveries: 0, notBefore: -Infinity, state: 'waiting' });
    wakeAll(group);
  }

  function taken(delivery: Delivery, group: Group): Message {
    delivery.state = 'out';
    delivery.deliveries++;
    const settle = async () => {
      delivery.state = 'settled';
      wakeAll(group);
    };
    const { subject, id, bytes } = delivery.message;
    return {
      subject,
      id,
      bytes: bytes.slice(),
      deliveries: delivery.deliveries,
      ack: settle,
      dead: async (reason) => {
        dead.push({ id, subject, reason });
        await settle();
      },
      retry: async (delayMs) => {
        delivery.notBefore = clock.now() + delayMs;
        delivery.state = 'waiting';
        wakeAll(group);
      },
    };
  }

  return {
    dead,
    publish: async (subject, bytes, id) => {
      if (ids.has(id)) return { duplicate: true };
      ids.add(id);
      const message = { subject, id, bytes: bytes.slice() };
      kept.push(message);
      for (const group of groups.values()) deliver(group, message);
      return { duplicate: false };
    },
    consume: async function* (name, filter) {
      const group = groupOf(name, filter);
      for (;;) {
        const next = group.deliveries.find(
          ({ state, notBefore }) => state === 'waiting' && notBefore <= clock.now(),
        );
        if (next !== undefined) yield taken(next, group);
        else
          await new Promise<void>((resolve) => {
            group.waiting.add(resolve);
          });
      }
    },
  };
}

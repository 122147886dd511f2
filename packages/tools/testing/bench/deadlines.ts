import {
  commandId,
  type DeadlineChange,
  type Digest,
  fireDue,
  type Store,
  streamId,
  tenantId,
} from '@civigrid/kernel';
import type { Contest } from './contests.ts';

/** What the contest stands on. */
export interface DeadlineContest {
  readonly name: string;
  readonly store: Pick<Store, 'append' | 'deadlines'>;
  readonly digest: Digest;
  /** The clock by which deadlines are claimed. */
  now(): Promise<number>;
  readonly quick: boolean;
}

const tenant = tenantId('street');
const stream = streamId('device', 'lamp');

function idOf(n: number): string {
  return `019cc000-0000-8000-8000-${n.toString(16).padStart(12, '0')}`;
}

/**
 * A million are armed, far away; then some thousands a second fall due for some seconds, and are fired (without doing
 * anything) as a host does it: it asks again as soon as it has nothing left, every ten milliseconds at most.
 */
export async function deadlineContest(parts: DeadlineContest): Promise<Contest> {
  const { name, store, digest, quick } = parts;
  const armed = quick ? 10_000 : 1_000_000;
  const [perSecond, seconds] = quick ? [2_000, 1] : [6_000, 10];
  const far = (await parts.now()) + 86_400_000;
  let commands = 0;
  const arm = (deadlines: readonly DeadlineChange[]) =>
    store.append({ tenant, command: commandId(idOf(++commands)), entries: [], deadlines });
  const begun = performance.now();
  for (let from = 0; from < armed; from += 5_000)
    await arm(
      Array.from({ length: 5_000 }, (_, i) => ({
        key: `far/${from + i}`,
        due: far + ((from + i) % 86_400_000),
        stream,
      })),
    );
  const armedPerSecond = (armed * 1000) / (performance.now() - begun);
  const count = perSecond * seconds;
  const start = (await parts.now()) + 3_000;
  for (let from = 0; from < count; from += 5_000)
    await arm(
      Array.from({ length: Math.min(5_000, count - from) }, (_, i) => ({
        key: `near/${from + i}`,
        due: start + Math.floor(((from + i) * 1000) / perSecond),
        stream: streamId('device', `lamp-${(from + i) % 500}`),
      })),
    );
  const late: number[] = [];
  let early = 0;
  let last = start;
  while (late.length < count) {
    const now = await parts.now();
    const fired = await fireDue({
      deadlines: store.deadlines,
      digest,
      tenant,
      now,
      limit: 1_000,
      parallel: 32,
      fire: async ({ due }) => {
        if (due > now) early++;
        // the wall clock here and the database's are of one machine
        last = Date.now();
        late.push(last - due);
      },
    });
    if (fired === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  late.sort((a, b) => a - b);
  const at = (part: number) => late[Math.min(late.length - 1, Math.floor(part * late.length))] ?? 0;
  const rate = (count * 1000) / (last - start);
  const results = { armed, armedPerSecond, fired: count, rate, early, p50: at(0.5), p99: at(0.99) };
  return {
    results,
    targets: [
      {
        what: `${name}: deadlines fired, ${armed.toLocaleString('en')} armed`,
        wanted: '≥ 5,000/s',
        measured: `${Math.round(rate)}/s of ${perSecond}/s that fell due, ${early} early`,
        met: rate >= 5_000 && early === 0,
      },
      {
        what: `${name}: how late they are`,
        wanted: 'p99 ≤ 100 ms',
        measured: `p50 ${results.p50} ms, p99 ${results.p99} ms`,
        met: results.p99 <= 100,
      },
    ],
  };
}

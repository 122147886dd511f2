import { type DeviceEvent, deduplicator } from '@civigrid/devices';
import { filter, groupBy, mergeMap, Subject, scan } from 'rxjs';
import { alternate, type Contender } from '../../../tools/testing/bench/alternate.ts';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { short } from '../../../tools/testing/bench/report.ts';
import { syntheticEvents } from './synthetic-events.ts';

const options = { windowMs: 86_400_000, capacity: 65_536 };

/** How many are new, into the first place of the answers. */
type Counter = Contender<readonly DeviceEvent[], Uint32Array>;

const ours: Counter = {
  name: 'civigrid',
  ask(events, answers) {
    const seen = deduplicator(options);
    let fresh = 0;
    for (const event of events) if (!seen.seen(event)) fresh++;
    answers[0] = fresh;
  },
};

interface Scanned {
  readonly keys: Set<string>;
  readonly fresh: boolean;
}

/** The pipeline that one writes with rxjs: a group for each device, and in it a scan over the keys that were seen. */
const rxjs: Counter = {
  name: 'rxjs groupBy + scan',
  ask(events, answers) {
    let fresh = 0;
    const subject = new Subject<DeviceEvent>();
    subject
      .pipe(
        groupBy(({ device }) => device),
        mergeMap((group) =>
          group.pipe(
            scan(
              ({ keys }: Scanned, { messageKey }) => {
                if (keys.has(messageKey)) return { keys, fresh: false };
                keys.add(messageKey);
                return { keys, fresh: true };
              },
              { keys: new Set<string>(), fresh: false },
            ),
            filter((one) => one.fresh),
          ),
        ),
      )
      .subscribe(() => {
        fresh++;
      });
    for (const event of events) subject.next(event);
    subject.complete();
    answers[0] = fresh;
  },
};

/** Bytes of the heap after garbage was collected, in MB. */
function heapMegabytes(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10;
}

/** The heap beside one deduplicator, ten times on the way through so many events. */
function memory(count: number): readonly number[] {
  const seen = deduplicator(options);
  const heaps: number[] = [];
  let i = 0;
  for (const event of syntheticEvents(count, 5000, 0.08)) {
    seen.seen(event);
    if (++i % (count / 10) === 0) heaps.push(heapMegabytes());
  }
  return heaps;
}

/** De-duplication alone, and its memory over a long stream. */
export const deduplicate: HoldContest = (quick) => {
  const questions = 60_000;
  const events = [...syntheticEvents(questions, 5000, 0.08)];
  const answers = [new Uint32Array(1), new Uint32Array(1)];
  ours.ask(events, answers[0] ?? new Uint32Array(1));
  rxjs.ask(events, answers[1] ?? new Uint32Array(1));
  const same = answers[0]?.[0] === answers[1]?.[0];
  const speeds = alternate(
    [ours, rxjs],
    (start, count) => [events.slice(start, start + count), new Uint32Array(1)],
    // Long enough that both answer all questions in every run.
    { questions, rounds: quick ? 3 : 9, runMs: 2000 },
  );
  const [own = 0, peer = 1] = speeds.map(({ perSecond }) => perSecond);
  const streamed = quick ? 200_000 : 10_000_000;
  const heaps = memory(streamed);
  // The first tenth fills the two generations.
  const growth = (heaps[heaps.length - 1] ?? 0) - (heaps[1] ?? 0);
  return {
    results: { speeds, same, streamed, heapMegabytes: heaps },
    targets: [
      {
        what: 'de-duplication beside rxjs groupBy + scan',
        wanted: '≥ 8 ×',
        measured: `${(own / peer).toFixed(1)} × (${short(own)}/s)${same ? '' : ', but NOT the same'}`,
        met: same && own / peer >= 8,
      },
      {
        what: `heap over ${short(streamed)} events, from the second tenth to the last`,
        wanted: 'flat',
        measured: `${heaps[1]} → ${heaps[heaps.length - 1]} MB`,
        ...(globalThis.gc === undefined ? {} : { met: growth < 5 }),
      },
    ],
  };
};

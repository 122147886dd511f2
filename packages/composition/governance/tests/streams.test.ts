import {
  type AlarmPolicy,
  alarmTracker,
  type DeviceMessage,
  deduplicator,
  defaultIncidentRules,
  deviceNormalizer,
  deviceRegistry,
  incidentIndex,
} from '@civigrid/devices';
import {
  deduplicateEach,
  groupIncidentsEach,
  normalizeEach,
  trackAlarmsEach,
} from '@civigrid/governance/iterables';
import {
  deduplicate,
  groupIncidents,
  normalize,
  type StreamItem,
  trackAlarms,
} from '@civigrid/governance/streams';
import { type DeviceId, gridCode, tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { from, lastValueFrom, map, Subject, toArray } from 'rxjs';
import { expect, test } from 'vitest';

const tenant = tenantId('street');
const minute = 60_000;
const names = ['d-0', 'd-1', 'd-2'];
const normalizer = deviceNormalizer({
  registry: deviceRegistry(
    names.map((device) => ({
      device: device as DeviceId,
      category: 'any',
      grid: gridCode('LS.01.01.01'),
    })),
  ),
  mappings: [
    {
      id: 'any',
      protocol: 'json',
      device: '/id',
      message: '/n',
      time: { at: '/ts', as: 'ms' },
      kind: {
        at: '/kind',
        cases: [
          { equals: 'smoke', then: 'fire.smoke' },
          { equals: 'help', then: 'help.button' },
        ],
        else: 'access.forced',
      },
      phase: {
        at: '/s',
        cases: [
          { equals: 'off', then: 'clear' },
          { equals: 'press', then: 'instant' },
        ],
        else: 'raise',
      },
    },
  ],
});
const policy: AlarmPolicy = { lateness: 0, kinds: { 'access.forced': { staleMs: 5 * minute } } };
const keys = { windowMs: 60 * minute, capacity: 64 };

function message(body: Readonly<Record<string, unknown>> | string, at: number): DeviceMessage {
  const text = typeof body === 'string' ? body : JSON.stringify({ ts: at, ...body });
  return { protocol: 'json', body: new TextEncoder().encode(text), receivedAt: at, tenant };
}

/** What an item says, in a word. */
function word(item: StreamItem): string {
  switch (item.type) {
    case 'event':
      return `${item.event.device} ${item.event.phase}`;
    case 'issue':
      return item.issue.code;
    case 'reply':
      return 'reply';
    case 'tick':
      return 'tick';
    case 'transition':
      return item.transition.type;
    case 'incident':
      return `${item.step.opened ? 'opens' : 'in'} ${item.step.command.type}`;
  }
}

/** Messages and ticks, as a street gives them: re-sent, broken, of strangers, out of order. */
const inputs = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .record({
          id: fc.constantFrom(...names, 'stranger'),
          n: fc.nat({ max: 30 }),
          kind: fc.constantFrom('smoke', 'gate', 'help'),
          s: fc.constantFrom('on', 'off', 'press'),
          at: fc.nat({ max: 30 * minute }),
        })
        .map(({ at, ...body }) => message(body, at)),
    },
    { weight: 1, arbitrary: fc.constant(message('{', 0)) },
    { weight: 1, arbitrary: fc.constant(undefined as unknown as DeviceMessage) },
    { weight: 2, arbitrary: fc.nat({ max: 60 * minute }) },
  ),
  { maxLength: 40 },
);

/** The same by calling one engine after another. */
function direct(list: readonly (DeviceMessage | number)[]): readonly StreamItem[] {
  const seen = deduplicator(keys);
  const tracker = alarmTracker(policy);
  const index = incidentIndex();
  return list.flatMap((input) => {
    const out: StreamItem[] = [];
    const follow = (transitions: ReturnType<typeof tracker.apply>) => {
      for (const transition of transitions) {
        out.push({ type: 'transition', transition });
        const step = index.follow(transition);
        if (step !== undefined) out.push({ type: 'incident', step });
      }
    };
    if (typeof input === 'number') {
      out.push({ type: 'tick', now: input });
      follow(tracker.advance(input));
      return out;
    }
    if (input === undefined) return [unread];
    const { events, issues } = normalizer.normalize(input);
    for (const issue of issues) out.push({ type: 'issue', issue, message: input });
    for (const event of events) {
      if (seen.seen(event)) continue;
      out.push({ type: 'event', event });
      if (event.phase === 'instant') {
        const signal = { ...event, occurred: event.time.occurred, received: event.time.received };
        const { device, kind, severity, conditionKey, messageKey, occurred, received } = signal;
        const grid = event.place?.grid;
        const pressed = { tenant, device, kind, severity, conditionKey, messageKey };
        const placed = grid === undefined ? {} : { grid };
        const step = index.momentary({ ...pressed, occurred, received, ...placed });
        out.push({ type: 'incident', step });
      }
      follow(tracker.apply(event));
    }
    return out;
  });
}

const unread: StreamItem = {
  type: 'issue',
  issue: {
    code: 'governance/unreadable-message',
    level: 'error',
    message: 'Reading the message failed.',
  },
  message: undefined,
};

/** Ticks stand in the stream itself, so that all three forms meet them at the same place. */
async function* mixed(list: readonly (DeviceMessage | number)[]): AsyncGenerator<StreamItem> {
  for (const input of list)
    if (typeof input === 'number') yield { type: 'tick', now: input };
    else yield* normalizeEach([input], normalizer);
}

const gathered = async (items: AsyncIterable<StreamItem>): Promise<readonly StreamItem[]> => {
  const all: StreamItem[] = [];
  for await (const item of items) all.push(item);
  return all;
};

test('the operators of rxjs, the iterables and the engines called by hand give the same', async () => {
  await fc.assert(
    fc.asyncProperty(inputs, async (list) => {
      const expected = direct(list);
      const iterated = groupIncidentsEach(
        trackAlarmsEach(deduplicateEach(mixed(list), keys), policy),
        defaultIncidentRules,
      );
      expect(await gathered(iterated)).toEqual(expected);
      const items = await gathered(mixed(list));
      const observed = from(items).pipe(
        deduplicate(keys),
        trackAlarms(policy),
        groupIncidents(defaultIncidentRules),
        toArray(),
      );
      expect(await lastValueFrom(observed)).toEqual(expected);
      const messages = list.filter((each) => typeof each !== 'number');
      expect(await lastValueFrom(from(messages).pipe(normalize(normalizer), toArray()))).toEqual(
        await gathered(normalizeEach(messages, normalizer)),
      );
    }),
  );
});

test('a stream of messages tells, item by item, what each brought', () => {
  const messages = new Subject<DeviceMessage>();
  const ticks = new Subject<number>();
  const told: string[] = [];
  messages
    .pipe(
      normalize(normalizer),
      deduplicate(keys),
      trackAlarms(policy, { ticks }),
      groupIncidents(defaultIncidentRules),
      map(word),
    )
    .subscribe({ next: (each) => told.push(each), complete: () => told.push('|') });
  const say = (...words: readonly string[]) => expect(told.splice(0)).toEqual(words);
  const smoke = message({ id: 'd-0', n: 1, kind: 'smoke', s: 'on' }, 0);
  messages.next(smoke);
  say('d-0 raise', 'raised', 'opens raise');
  messages.next(smoke);
  say();
  messages.next(message({ id: 'd-1', n: 1, kind: 'smoke', s: 'on' }, 1000));
  say('d-1 raise', 'raised', 'in raise');
  messages.next(message('{', 1500));
  say('guard/invalid-json');
  messages.next(null as unknown as DeviceMessage);
  say('governance/unreadable-message');
  messages.next(message({ id: 'd-2', n: 1, kind: 'gate', s: 'on' }, 2000));
  say('d-2 raise', 'raised', 'opens raise');
  ticks.next(10 * minute);
  say('tick', 'stale');
  ticks.complete();
  messages.next(message({ id: 'd-0', n: 2, kind: 'smoke', s: 'off' }, 11 * minute));
  say('d-0 clear', 'cleared', 'in clear');
  messages.complete();
  say('|');
  expect(ticks.observed).toBe(false);
});

test('a codec of the host that throws is an issue, and the stream goes on', async () => {
  const broken = {
    protocol: 'json',
    decode: () => {
      throw new Error('a bug of the host');
    },
  };
  const stream = normalizeEach(
    [message('{}', 0), message('{}', 1)],
    deviceNormalizer({ codecs: [broken] }),
  );
  expect((await gathered(stream)).map(word)).toEqual(
    Array(2).fill('governance/unreadable-message'),
  );
});

test('each subscription follows its own alarms, unless it is given a tracker to keep', async () => {
  const items = await gathered(
    normalizeEach([message({ id: 'd-0', n: 1, kind: 'smoke', s: 'on' }, 0)], normalizer),
  );
  const twice = from(items).pipe(trackAlarms(policy), map(word), toArray());
  expect(await lastValueFrom(twice)).toEqual(['d-0 raise', 'raised']);
  expect(await lastValueFrom(twice)).toEqual(['d-0 raise', 'raised']);
  const [tracker, known, index] = [alarmTracker(policy), deduplicator(keys), incidentIndex()];
  const kept = from(items).pipe(
    deduplicate(known),
    trackAlarms(tracker),
    groupIncidents(index),
    map(word),
    toArray(),
  );
  expect(await lastValueFrom(kept)).toEqual(['d-0 raise', 'raised', 'opens raise']);
  expect(await lastValueFrom(kept)).toEqual([]);
  expect(JSON.stringify(tracker.snapshot())).toContain('fire.smoke');
  expect(index.size).toBe(1);
});

test('nothing is read ahead: the next message is asked for when the last one has been taken', async () => {
  let asked = 0;
  let left = false;
  async function* messages(): AsyncGenerator<DeviceMessage> {
    try {
      for (;;) {
        asked++;
        yield message({ id: 'd-0', n: asked, kind: 'gate', s: 'on' }, asked);
      }
    } finally {
      left = true;
    }
  }
  const stream = groupIncidentsEach(
    trackAlarmsEach(deduplicateEach(normalizeEach(messages(), normalizer), keys), policy),
    defaultIncidentRules,
  );
  const words: string[] = [];
  for await (const item of stream) {
    words.push(word(item));
    if (words.length === 3) expect(asked).toBe(1);
    if (item.type === 'transition' && item.transition.type === 'repeated') break;
  }
  expect(words).toEqual(['d-0 raise', 'raised', 'opens raise', 'd-0 raise', 'repeated']);
  expect(asked).toBe(2);
  expect(left).toBe(true);
});

test('ticks come between the messages, one waits at most, and their end ends nothing', async () => {
  const raise = message({ id: 'd-2', n: 1, kind: 'gate', s: 'on' }, 0);
  let release: () => void = () => undefined;
  const pause = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  async function* items(): AsyncGenerator<StreamItem> {
    yield* normalizeEach([raise], normalizer);
    await pause;
    yield* normalizeEach([message({ id: 'd-2', n: 2, kind: 'gate', s: 'off' }, 7)], normalizer);
  }
  let asked = 0;
  async function* ticks(): AsyncGenerator<number> {
    await begun;
    for (const now of [minute, 10 * minute]) {
      asked++;
      yield now;
    }
  }
  const words: string[] = [];
  for await (const item of trackAlarmsEach(items(), policy, { ticks: ticks() })) {
    words.push(word(item));
    if (words.includes('raised')) begin();
    if (words.includes('stale')) release();
  }
  expect(asked).toBe(2);
  expect(words).toEqual(['d-2 raise', 'raised', 'tick', 'tick', 'stale', 'd-2 clear', 'cleared']);
});

test('a clock that never ticks again keeps nobody waiting at the end', async () => {
  const silent: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }),
  };
  const items = normalizeEach([message({ id: 'd-0', n: 1, s: 'on' }, 0)], normalizer);
  const all = await gathered(trackAlarmsEach(items, policy, { ticks: silent }));
  expect(all.map(word)).toEqual(['d-0 raise', 'raised']);
});

test('a source that breaks ends the stream with its own error', async () => {
  async function* broken(): AsyncGenerator<DeviceMessage> {
    yield message({ id: 'd-0', n: 1, s: 'on' }, 0);
    throw new Error('the line is cut');
  }
  await expect(
    gathered(trackAlarmsEach(normalizeEach(broken(), normalizer), policy, { ticks: [1] })),
  ).rejects.toThrow('the line is cut');
});

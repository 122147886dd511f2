import {
  type AlarmPolicy,
  type AlarmTracker,
  type AlarmTransition,
  alarmTracker,
  type DeviceEvent,
  isProtectedKind,
} from '@civigrid/devices';
import { deviceId, gridCode, tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Told, told } from './street-events.ts';

const prompt: AlarmPolicy = { lateness: 0, kinds: {} };
const patient: AlarmPolicy = { lateness: 100, kinds: {} };
const smoke = { device: 'smoke-1', kind: 'fire.smoke' } as const;

const short = (transition: AlarmTransition): string => {
  const { type, at } = transition;
  if (type === 'corrected') return `corrected ${transition.of} ${transition.was}→${at ?? 'never'}`;
  if (type === 'late') return `late ${at} (${transition.would})`;
  return `${type} ${at}${'provisional' in transition ? ' provisional' : ''}`;
};

function tell(tracker: AlarmTracker, ...stories: readonly Told[]): readonly string[] {
  return stories.flatMap((story) => tracker.apply(told(story))).map(short);
}

describe('without lateness every event is answered at once', () => {
  test('an alarm is raised, told again, and cleared', () => {
    const tracker = alarmTracker(prompt);
    expect(tell(tracker, { at: 10 })).toEqual(['raised 10']);
    expect(tell(tracker, { at: 20 })).toEqual(['repeated 20']);
    expect(tell(tracker, { at: 30, phase: 'clear' })).toEqual(['cleared 30']);
    expect(tell(tracker, { at: 40, phase: 'clear' })).toEqual([]);
    expect(tell(tracker, { at: 50 })).toEqual(['raised 50']);
  });

  test('the same message again changes nothing', () => {
    const tracker = alarmTracker(prompt);
    expect(tell(tracker, { at: 10, key: 'm' }, { at: 10, key: 'm' })).toEqual(['raised 10']);
  });

  test('one message may speak of several conditions', () => {
    const tracker = alarmTracker(prompt);
    expect(tell(tracker, { at: 10, key: 'm' }, { at: 10, key: 'm', kind: 'waste.tilt' })).toEqual([
      'raised 10',
      'raised 10',
    ]);
  });

  test.each(['instant', 'reading', 'heartbeat'] as const)('a %s moves no condition', (phase) => {
    expect(tell(alarmTracker(prompt), { at: 10, phase, kind: 'help.button' })).toEqual([]);
  });

  test('a transition says whose it is, and nothing personal', () => {
    const event: DeviceEvent = {
      ...told({ at: 10 }),
      observations: [{ property: 'name', value: '张三', personal: true }],
    };
    const [transition] = alarmTracker(prompt).apply(event);
    expect(transition).toMatchObject({
      conditionKey: 'bin-1|waste.full|',
      signal: { device: 'bin-1', kind: 'waste.full', severity: 2, grid: 'LS.01.02' },
    });
    expect(JSON.stringify(transition)).not.toContain('张三');
  });
});

describe('with lateness', () => {
  test('an ordinary alarm waits until its order is certain', () => {
    const tracker = alarmTracker(patient);
    expect(tell(tracker, { at: 1000 })).toEqual([]);
    expect(tell(tracker, { at: 1050, phase: 'clear' })).toEqual([]);
    expect(tell(tracker, { at: 1100 })).toEqual(['raised 1000']);
    expect(tracker.advance(1150).map(short)).toEqual(['cleared 1050']);
    expect(tracker.advance(1200).map(short)).toEqual(['raised 1100']);
  });

  test('a clear that overtook its alarm does not swallow it', () => {
    const tracker = alarmTracker(patient);
    expect(tell(tracker, { at: 1050, phase: 'clear' }, { at: 1000 })).toEqual([]);
    expect(tracker.advance(2000).map(short)).toEqual(['raised 1000', 'cleared 1050']);
  });

  test('smoke is answered at once, and what was given is not given again', () => {
    const tracker = alarmTracker(patient);
    expect(tell(tracker, { ...smoke, at: 1000 })).toEqual(['raised 1000 provisional']);
    expect(tracker.advance(5000)).toEqual([]);
  });

  test('smoke that turns out to have begun earlier is corrected', () => {
    const tracker = alarmTracker(patient);
    expect(tell(tracker, { ...smoke, at: 1000 }, { ...smoke, at: 950 })).toEqual([
      'raised 1000 provisional',
      'corrected raised 1000→950',
    ]);
  });

  test('smoke whose end came first: raised late, ended when it ended', () => {
    const tracker = alarmTracker(patient);
    expect(tell(tracker, { ...smoke, at: 1050, phase: 'clear' }, { ...smoke, at: 1000 })).toEqual([
      'raised 1000 provisional',
      'cleared 1050 provisional',
    ]);
  });

  test('an end between two alarms parts what was one', () => {
    const tracker = alarmTracker(patient);
    expect(
      tell(
        tracker,
        { ...smoke, at: 1000 },
        { ...smoke, at: 1050 },
        { ...smoke, at: 1020, phase: 'clear' },
      ),
    ).toEqual([
      'raised 1000 provisional',
      'repeated 1050 provisional',
      'cleared 1020 provisional',
      'raised 1050 provisional',
    ]);
  });

  test('an end that came earlier than was thought moves the end', () => {
    const tracker = alarmTracker(patient);
    tell(tracker, { ...smoke, at: 1000 }, { ...smoke, at: 1020, phase: 'clear' });
    expect(tell(tracker, { ...smoke, at: 1010, phase: 'clear' })).toEqual([
      'corrected cleared 1020→1010',
    ]);
    expect(tell(tracker, { ...smoke, at: 1040 }, { ...smoke, at: 1030 })).toEqual([
      'raised 1040 provisional',
      'corrected raised 1040→1030',
    ]);
  });
});

describe('beyond the lateness', () => {
  test('an ordinary event changes nothing and says what it would have changed', () => {
    const tracker = alarmTracker(patient);
    tell(tracker, { at: 1000, phase: 'clear' });
    tracker.advance(2000);
    expect(tell(tracker, { at: 500 })).toEqual(['late 500 (raised)']);
    expect(tell(tracker, { at: 3000 })).toEqual([]);
    expect(tracker.advance(3100).map(short)).toEqual(['raised 3000']);
    expect(tell(tracker, { at: 600 })).toEqual(['late 600 (raised)']);
    expect(tell(tracker, { at: 2999, phase: 'clear' })).toEqual(['late 2999 (nothing)']);
  });

  test('smoke is never dropped as late', () => {
    const tracker = alarmTracker(patient);
    tell(tracker, { ...smoke, at: 1000, phase: 'reading' });
    expect(tell(tracker, { ...smoke, at: 500 })).toEqual(['late 500 (raised)', 'raised 500']);
    expect(tell(tracker, { ...smoke, at: 510 })).toEqual(['late 510 (repeated)', 'repeated 510']);
    expect(tell(tracker, { ...smoke, at: 520, phase: 'clear' })).toEqual([
      'late 520 (cleared)',
      'cleared 520',
    ]);
  });

  test('late smoke before an alarm that is known moves its beginning', () => {
    const tracker = alarmTracker(prompt);
    expect(tell(tracker, { ...smoke, at: 1000 }, { ...smoke, at: 500 })).toEqual([
      'raised 1000',
      'late 500 (raised)',
      'corrected raised 1000→500',
    ]);
  });

  test('late smoke before an end that is known is told with its end', () => {
    const tracker = alarmTracker(prompt);
    expect(tell(tracker, { ...smoke, at: 1000, phase: 'clear' }, { ...smoke, at: 500 })).toEqual([
      'late 500 (raised)',
      'raised 500',
      'cleared 1000',
    ]);
    expect(tell(tracker, { ...smoke, at: 2000 })).toEqual(['raised 2000']);
  });

  test('late smoke takes the place of a beginning that was only provisional', () => {
    const tracker = alarmTracker(patient);
    tell(tracker, { ...smoke, at: 1000, phase: 'reading' });
    tell(tracker, { ...smoke, at: 1000 });
    expect(tell(tracker, { ...smoke, at: 100 })).toEqual([
      'late 100 (raised)',
      'raised 100',
      'corrected raised 1000→never',
    ]);
  });
});

describe('what time alone brings', () => {
  test('an alarm that nobody repeats goes stale, once', () => {
    const tracker = alarmTracker({ lateness: 0, kinds: { 'waste.full': { staleMs: 1000 } } });
    tell(tracker, { at: 0 });
    expect(tracker.advance(999)).toEqual([]);
    expect(tracker.advance(1500).map(short)).toEqual(['stale 1000']);
    expect(tracker.advance(9999)).toEqual([]);
    tell(tracker, { at: 10_000 });
    expect(tracker.advance(11_000).map(short)).toEqual(['stale 11000']);
  });

  test('a device that says nothing is silent by itself, until it speaks again', () => {
    const tracker = alarmTracker({
      ...prompt,
      silence: {
        tenant: tenantId('street'),
        heartbeats: [
          { device: deviceId('bin-1'), grid: gridCode('LS.01'), heartbeatMs: 1000 },
          { device: deviceId('bin-2'), grid: gridCode('LS.02'), heartbeatMs: 1000 },
        ],
      },
    });
    expect(tracker.advance(0)).toEqual([]);
    tell(tracker, { at: 800, phase: 'heartbeat', kind: 'device.heartbeat' });
    const [silent] = tracker.advance(1000);
    expect(silent).toMatchObject({
      type: 'silent',
      at: 1000,
      conditionKey: 'bin-2|device.offline|',
      signal: { device: 'bin-2', kind: 'device.offline', grid: 'LS.02' },
    });
    expect(tracker.advance(1500)).toEqual([]);
    expect(
      tell(tracker, { device: 'bin-2', at: 1600, phase: 'heartbeat', kind: 'device.heartbeat' }),
    ).toEqual(['cleared 1600']);
  });

  test('a heartbeat of the same device id in another tenant does not break the silence', () => {
    const heartbeats = [
      { device: deviceId('bin-1'), grid: gridCode('LS.01'), heartbeatMs: 1000 },
    ] as const;
    const tracker = alarmTracker({
      ...prompt,
      silence: { tenant: tenantId('street'), heartbeats },
    });
    tracker.advance(0);
    const beat = told({ at: 900, phase: 'heartbeat', kind: 'device.heartbeat' });
    tracker.apply({ ...beat, tenant: tenantId('elsewhere') });
    expect(tracker.advance(1000).map(short)).toEqual(['silent 1000']);
    expect(tracker.apply({ ...beat, tenant: tenantId('elsewhere'), messageKey: 'again' })).toEqual(
      [],
    );
    expect(tracker.advance(5000)).toEqual([]);
  });

  test('a device whose buffer is full stops waiting', () => {
    const tracker = alarmTracker({ lateness: 1e9, kinds: {}, maxPending: 2 });
    expect(tell(tracker, { at: 1 }, { at: 2, phase: 'clear' })).toEqual([]);
    expect(tell(tracker, { at: 3 })).toEqual(['raised 1']);
    expect(tell(tracker, { at: 4, phase: 'clear' })).toEqual(['cleared 2']);
  });
});

/** The transitions that were given, as they stand after all corrections: `condition type at`. */
function final(transitions: readonly AlarmTransition[]): readonly string[] {
  const standing: string[] = [];
  for (const transition of transitions) {
    const { type, conditionKey } = transition;
    const line = (of: string, at: number) => `${conditionKey} ${String(at).padStart(8, '0')} ${of}`;
    if (type === 'raised' || type === 'cleared') standing.push(line(type, transition.at));
    if (type !== 'corrected') continue;
    const at = standing.indexOf(line(transition.of, transition.was));
    if (at < 0) throw new Error('Corrected what was never given.');
    standing.splice(at, 1);
    if (transition.at !== undefined) standing.push(line(transition.of, transition.at));
  }
  return standing.sort();
}

/** What a clean stream says, worked out with nothing but a flag for each condition. */
function naive(events: readonly DeviceEvent[]): readonly string[] {
  const active = new Set<string>();
  const out: string[] = [];
  for (const { conditionKey, phase, time } of events) {
    const line = `${conditionKey} ${String(time.occurred).padStart(8, '0')}`;
    if (phase === 'raise' && !active.has(conditionKey)) {
      active.add(conditionKey);
      out.push(`${line} raised`);
    }
    if (phase === 'clear' && active.delete(conditionKey)) out.push(`${line} cleared`);
  }
  return out.sort();
}

interface Disorder {
  readonly event: DeviceEvent;
  readonly arrives: number;
}

const lateness = 50;
const policy: AlarmPolicy = { lateness, kinds: {} };

/** A clean stream in which nothing happens twice at once to one device, and an order of arrival within the lateness, with repetitions. */
const disordered = fc
  .array(
    fc.record({
      device: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom('fire.smoke', 'waste.full', 'device.fault'),
      phase: fc.constantFrom('raise' as const, 'clear' as const, 'reading' as const),
      gap: fc.integer({ min: 1, max: 40 }),
      delays: fc.array(fc.integer({ min: 0, max: lateness }), { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 40 },
  )
  .map((stories) => {
    let at = 1000;
    const clean: DeviceEvent[] = [];
    const arrivals: Disorder[] = [];
    for (const { gap, delays, ...story } of stories) {
      at += gap;
      const event = told({ ...story, at });
      clean.push(event);
      for (const delay of delays) arrivals.push({ event, arrives: at + delay });
    }
    arrivals.sort((a, b) => a.arrives - b.arrives);
    return { clean, arrivals };
  });

function follow(
  arrivals: readonly Disorder[],
  restartAt: ReadonlySet<number> = new Set(),
): readonly AlarmTransition[] {
  let tracker = alarmTracker(policy);
  const out: AlarmTransition[] = [];
  for (const [i, { event, arrives }] of arrivals.entries()) {
    if (restartAt.has(i))
      tracker = alarmTracker(policy, JSON.parse(JSON.stringify(tracker.snapshot())));
    if (i % 7 === 3) out.push(...tracker.advance(arrives));
    out.push(...tracker.apply({ ...event, time: { ...event.time, received: arrives } }));
  }
  out.push(...tracker.advance(1e9));
  return out;
}

describe('the clean stream', () => {
  test('any order of arrival within the lateness, with repetitions, gives the alarms of the clean stream', () => {
    fc.assert(
      fc.property(disordered, ({ clean, arrivals }) => {
        expect(final(follow(arrivals))).toEqual(naive(clean));
      }),
      { numRuns: 1000 },
    );
  });

  test('what the list of alarms says to last is what lasts, whatever was taken back on the way', () => {
    fc.assert(
      fc.property(disordered, ({ clean, arrivals }) => {
        const tracker = alarmTracker(policy);
        for (const { event, arrives } of arrivals)
          tracker.apply({ ...event, time: { ...event.time, received: arrives } });
        tracker.advance(1e9);
        const active = new Set<string>();
        for (const { conditionKey, phase } of clean)
          if (phase === 'raise') active.add(conditionKey);
          else if (phase === 'clear') active.delete(conditionKey);
        const listed = Array.from(tracker.alarms()).filter(({ status }) => status !== 'normal');
        expect(listed.map(({ conditionKey }) => conditionKey).sort()).toEqual([...active].sort());
      }),
      { numRuns: 1000 },
    );
  });

  test('clocks that are wrong, messages sent again, shuffled, and restarts: the alarms of the clean stream, none raised twice', () => {
    const wrong = fc.integer({ min: -3_600_000, max: 3_600_000 });
    const clocks = fc.record({ a: wrong, b: wrong, c: wrong });
    fc.assert(
      fc.property(disordered, clocks, fc.array(fc.nat(80)), (stream, leads, points) => {
        const lead = new Map(Object.entries(leads));
        const skewed = (event: DeviceEvent): DeviceEvent => {
          const occurred = event.time.occurred + (lead.get(event.device) ?? 0);
          return { ...event, time: { ...event.time, occurred } };
        };
        const arrivals = stream.arrivals.map(({ event, arrives }) => ({
          event: skewed(event),
          arrives,
        }));
        const given = final(follow(arrivals, new Set(points)));
        expect(given).toEqual(naive(stream.clean.map(skewed)));
      }),
      { numRuns: 1000 },
    );
  });

  test('a restart from a snapshot at any points gives the very same transitions', () => {
    fc.assert(
      fc.property(disordered, fc.array(fc.nat(80)), ({ arrivals }, points) => {
        expect(follow(arrivals, new Set(points))).toEqual(follow(arrivals));
      }),
      { numRuns: 500 },
    );
  });

  test('within the lateness nothing is late, and no alarm is raised while it lasts', () => {
    fc.assert(
      fc.property(disordered, ({ arrivals }) => {
        const transitions = follow(arrivals);
        expect(transitions.filter(({ type }) => type === 'late')).toEqual([]);
        const standing = final(transitions);
        for (const [i, line] of standing.entries()) {
          const [condition, , type] = line.split(' ');
          const before = standing[i - 1]?.split(' ');
          if (before?.[0] === condition) expect(before?.[2]).not.toBe(type);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('an alarm of a protected kind is told in the answer to its own message', () => {
    fc.assert(
      fc.property(disordered, ({ arrivals }) => {
        const tracker = alarmTracker(policy);
        const seen = new Set<string>();
        for (const { event } of arrivals) {
          const answer = tracker.apply(event);
          const first = !seen.has(event.messageKey + event.conditionKey);
          seen.add(event.messageKey + event.conditionKey);
          if (!first) expect(answer).toEqual([]);
          else if (isProtectedKind(event.kind) && event.phase === 'raise')
            expect(answer.map(({ type }) => type)).toContainEqual(
              expect.stringMatching(/raised|repeated|corrected/),
            );
        }
      }),
    );
  });

  test('an alarm that ends and begins anew within one tick of the clock goes on', () => {
    const tracker = alarmTracker(patient);
    const again = [
      { ...smoke, at: 1000 },
      { ...smoke, at: 1050, phase: 'clear' as const },
      { ...smoke, at: 1050 },
    ];
    const given = again.flatMap((story) => tracker.apply(told(story)));
    expect(final(given)).toEqual([
      'smoke-1|fire.smoke| 00001000 raised',
      'smoke-1|fire.smoke| 00001050 cleared',
      'smoke-1|fire.smoke| 00001050 raised',
    ]);
  });

  test('an alarm shorter than the tick of the clock is seen', () => {
    const tracker = alarmTracker(patient);
    const glitch = [
      { ...smoke, at: 1000, phase: 'clear' as const },
      { ...smoke, at: 1000 },
    ];
    const given = glitch.flatMap((story) => tracker.apply(told(story)));
    expect(final(given)).toEqual([
      'smoke-1|fire.smoke| 00001000 cleared',
      'smoke-1|fire.smoke| 00001000 raised',
    ]);
  });

  test('events of one instant give the same alarms in whatever order they come', () => {
    const told3 = fc.array(
      fc.record({
        kind: fc.constantFrom('fire.smoke', 'waste.full'),
        phase: fc.constantFrom('raise' as const, 'clear' as const),
        at: fc.integer({ min: 1000, max: 1004 }),
        key: fc.uuid(),
      }),
      { maxLength: 12 },
    );
    const shuffled = told3.chain((stories) =>
      fc.tuple(
        fc.constant(stories),
        fc.shuffledSubarray([...stories], { minLength: stories.length, maxLength: stories.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([stories, other]) => {
        const run = (order: readonly Told[]) =>
          final(follow(order.map((story) => ({ event: told(story), arrives: 1004 }))));
        expect(run(other)).toEqual(run(stories));
      }),
      { numRuns: 500 },
    );
  });
});

test('a snapshot that no tracker wrote is refused', () => {
  for (const wrong of [null, {}, { form: 2 }, [], 'x', 7])
    expect(() => alarmTracker(policy, wrong)).toThrow(
      expect.objectContaining({ code: 'devices/invalid-snapshot' }),
    );
});

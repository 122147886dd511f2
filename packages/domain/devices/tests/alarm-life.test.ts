import {
  type AlarmCommand,
  type AlarmPolicy,
  type AlarmTracker,
  type AlarmTransition,
  alarmTracker,
} from '@civigrid/devices';
import { deviceId, gridCode, tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Told, told } from './street-events.ts';

const tenant = tenantId('street');
const bin = { tenant, device: deviceId('bin-1'), conditionKey: 'bin-1|waste.full|' } as const;
const smoke = { device: 'smoke-1', kind: 'fire.smoke' } as const;
const smokeKey = {
  tenant,
  device: deviceId('smoke-1'),
  conditionKey: 'smoke-1|fire.smoke|',
} as const;

/** `raised 10 withheld:shelved`, as much as a story wants to know. */
const short = (transition: AlarmTransition): string => {
  const { type, at } = transition;
  const marks = [
    'provisional' in transition ? 'provisional' : '',
    'withheld' in transition ? `withheld:${transition.withheld}` : '',
    'despite' in transition ? `despite:${transition.despite}` : '',
    'active' in transition && transition.active ? 'active' : '',
    'until' in transition ? `until:${transition.until}` : '',
    'grid' in transition ? `in:${transition.grid}` : '',
  ];
  return [type, at, ...marks.filter((mark) => mark !== '')].join(' ');
};

const tell = (tracker: AlarmTracker, ...stories: readonly Told[]): readonly string[] =>
  stories.flatMap((story) => tracker.apply(told(story))).map(short);

const order = (tracker: AlarmTracker, command: AlarmCommand): readonly string[] =>
  tracker.operate(command).map(short);

const of = (kind: AlarmPolicy['kinds'][string], more: Partial<AlarmPolicy> = {}): AlarmPolicy => ({
  lateness: 0,
  kinds: { 'waste.full': kind },
  ...more,
});

const statuses = (tracker: AlarmTracker) =>
  [...tracker.alarms()].map(({ conditionKey, status, withheld }) =>
    [conditionKey, status, ...withheld].join(' '),
  );

describe('delays', () => {
  test('an alarm shorter than its on-delay never was; a longer one began when it began', () => {
    const tracker = alarmTracker(of({ onDelayMs: 100 }));
    expect(tell(tracker, { at: 0 }, { at: 50, phase: 'clear' })).toEqual([]);
    expect(tell(tracker, { at: 1000 })).toEqual([]);
    expect(tracker.advance(1099).map(short)).toEqual([]);
    expect(tracker.advance(1100).map(short)).toEqual(['raised 1000']);
    expect(tell(tracker, { at: 1200, phase: 'clear' })).toEqual(['cleared 1200']);
  });

  test('an end shorter than the off-delay is a repeat', () => {
    const tracker = alarmTracker(of({ offDelayMs: 100 }));
    expect(
      tell(tracker, { at: 0 }, { at: 50, phase: 'clear' }, { at: 80 }, { at: 200, phase: 'clear' }),
    ).toEqual(['raised 0', 'repeated 80']);
    expect(tracker.advance(300).map(short)).toEqual(['cleared 200']);
  });

  test('what a delay holds back is told before what comes after it', () => {
    const tracker = alarmTracker(of({ onDelayMs: 100 }));
    expect(tell(tracker, { at: 0 }, { at: 500, phase: 'clear' })).toEqual([
      'raised 0',
      'cleared 500',
    ]);
  });

  test('with both delays the tracker says what a clerk says who looks every millisecond', () => {
    const stories = fc
      .array(
        fc.record({
          phase: fc.constantFrom('raise' as const, 'clear' as const),
          gap: fc.integer({ min: 1, max: 30 }),
        }),
        { maxLength: 30 },
      )
      .map((list) => {
        let at = 0;
        return list.map(({ phase, gap }) => {
          at += gap;
          return { phase, at };
        });
      });
    const delay = fc.integer({ min: 0, max: 25 });
    fc.assert(
      fc.property(stories, delay, delay, fc.nat(60), (list, onDelayMs, offDelayMs, cut) => {
        let tracker = alarmTracker(of({ onDelayMs, offDelayMs }));
        const given: AlarmTransition[] = [];
        for (const [i, story] of list.entries()) {
          if (i === cut)
            tracker = alarmTracker(
              of({ onDelayMs, offDelayMs }),
              JSON.parse(JSON.stringify(tracker.snapshot())),
            );
          given.push(...tracker.apply(told(story)));
        }
        given.push(...tracker.advance(1_000_000));
        const lines = given.filter(({ type }) => type !== 'repeated').map(short);
        expect(lines).toEqual(everyMillisecond(list, onDelayMs, offDelayMs));
      }),
      { numRuns: 1000 },
    );
  });
});

/** Looks at the signal at every instant, and remembers since when it has been as it is. */
function everyMillisecond(
  list: readonly { readonly phase: 'raise' | 'clear'; readonly at: number }[],
  onDelay: number,
  offDelay: number,
): readonly string[] {
  const out: string[] = [];
  let signal = false;
  let since = 0;
  let alarm = false;
  const end = (list[list.length - 1]?.at ?? 0) + onDelay + offDelay + 1;
  for (let now = 0; now <= end; now++) {
    // What a delay has waited for is over before what comes at the same instant.
    const look = () => {
      if (signal && !alarm && now >= since + onDelay) {
        alarm = true;
        out.push(`raised ${since}`);
      }
      if (!signal && alarm && now >= since + offDelay) {
        alarm = false;
        out.push(`cleared ${since}`);
      }
    };
    look();
    const story = list.find(({ at }) => at === now);
    if (story !== undefined && (story.phase === 'raise') !== signal) {
      signal = !signal;
      since = now;
    }
    look();
  }
  return out;
}

describe('the operator', () => {
  test('a latched alarm stays until somebody has acknowledged it', () => {
    const tracker = alarmTracker(of({ latch: true }));
    expect(tell(tracker, { at: 10 }, { at: 20, phase: 'clear' })).toEqual([
      'raised 10',
      'latched 20',
    ]);
    expect(statuses(tracker)).toEqual(['bin-1|waste.full| latched']);
    expect(order(tracker, { type: 'acknowledge', ...bin, at: 30 })).toEqual([
      'acknowledged 30',
      'cleared 30',
    ]);
    expect(statuses(tracker)).toEqual([]);
  });

  test('what was acknowledged while it lasted ends by itself, and a new one is unacknowledged', () => {
    const tracker = alarmTracker(of({ latch: true }));
    tell(tracker, { at: 10 });
    expect(statuses(tracker)).toEqual(['bin-1|waste.full| unacknowledged']);
    expect(order(tracker, { type: 'acknowledge', ...bin, at: 15 })).toEqual(['acknowledged 15']);
    expect(order(tracker, { type: 'acknowledge', ...bin, at: 16 })).toEqual([]);
    expect(statuses(tracker)).toEqual(['bin-1|waste.full| acknowledged']);
    expect(tell(tracker, { at: 20, phase: 'clear' }, { at: 30 })).toEqual([
      'cleared 20',
      'raised 30',
    ]);
    expect(statuses(tracker)).toEqual(['bin-1|waste.full| unacknowledged']);
  });

  test('a latched alarm that begins again never ended for those who were told', () => {
    const tracker = alarmTracker(of({ latch: true }));
    expect(tell(tracker, { at: 10 }, { at: 20, phase: 'clear' }, { at: 30 })).toEqual([
      'raised 10',
      'latched 20',
      'repeated 30',
    ]);
  });

  test('a latched smoke alarm is told at once and stays too', () => {
    const tracker = alarmTracker({ lateness: 100, kinds: { 'fire.smoke': { latch: true } } });
    expect(tell(tracker, { ...smoke, at: 10 }, { ...smoke, at: 20, phase: 'clear' })).toEqual([
      'raised 10 provisional',
      'latched 20 provisional',
    ]);
    expect(order(tracker, { type: 'acknowledge', ...smokeKey, at: 500 })).toEqual([
      'acknowledged 500',
      'cleared 500',
    ]);
    expect(tracker.advance(1000)).toEqual([]);
  });

  test('what does not last cannot be acknowledged, and nothing is remembered of the attempt', () => {
    const tracker = alarmTracker(of({}));
    const before = JSON.stringify(alarmTracker(of({})).snapshot());
    for (const conditionKey of ['bin-1|waste.full|', 'bin-2|waste.full|'])
      expect(() => tracker.operate({ type: 'acknowledge', ...bin, conditionKey, at: 1 })).toThrow(
        expect.objectContaining({ code: 'devices/unknown-condition' }),
      );
    expect(JSON.parse(JSON.stringify(tracker.snapshot())).conditions).toEqual(
      JSON.parse(before).conditions,
    );
  });

  test('a shelved alarm is told to nobody until it comes off the shelf', () => {
    const tracker = alarmTracker(of({}));
    expect(order(tracker, { type: 'shelve', ...bin, at: 0, until: 1000 })).toEqual([
      'shelved 0 until:1000',
    ]);
    expect(tell(tracker, { at: 10 })).toEqual(['raised 10 withheld:shelved']);
    expect(statuses(tracker)).toEqual(['bin-1|waste.full| unacknowledged shelved']);
    expect(tracker.advance(999)).toEqual([]);
    expect(tracker.advance(1000).map(short)).toEqual(['unshelved 1000 active']);
    expect(tell(tracker, { at: 1100, phase: 'clear' })).toEqual(['cleared 1100']);
  });

  test('a shelf ends by itself also where nobody looks at the clock', () => {
    const tracker = alarmTracker(of({}));
    order(tracker, { type: 'shelve', ...bin, at: 0, until: 1000 });
    expect(tell(tracker, { at: 2000 })).toEqual(['unshelved 1000', 'raised 2000']);
  });

  test('taken off the shelf early, and twice', () => {
    const tracker = alarmTracker(of({}));
    order(tracker, { type: 'shelve', ...bin, at: 0, until: 1000 });
    expect(order(tracker, { type: 'unshelve', ...bin, at: 5 })).toEqual(['unshelved 5']);
    expect(order(tracker, { type: 'unshelve', ...bin, at: 6 })).toEqual([]);
  });

  test('suppressed by design, until the rule no longer holds', () => {
    const tracker = alarmTracker(of({}));
    expect(order(tracker, { type: 'suppress', ...bin, at: 0 })).toEqual(['suppressed 0']);
    expect(tell(tracker, { at: 10 })).toEqual(['raised 10 withheld:suppressed']);
    expect(order(tracker, { type: 'unsuppress', ...bin, at: 20 })).toEqual([
      'unsuppressed 20 active',
    ]);
  });

  test('two reasons to withhold: only the end of the last calls somebody', () => {
    const tracker = alarmTracker(of({}));
    order(tracker, { type: 'suppress', ...bin, at: 0 });
    order(tracker, { type: 'shelve', ...bin, at: 0, until: 100 });
    tell(tracker, { at: 10 });
    expect(order(tracker, { type: 'unsuppress', ...bin, at: 20 })).toEqual(['unsuppressed 20']);
    expect(tracker.advance(100).map(short)).toEqual(['unshelved 100 active']);
  });

  test('nobody is rung by a device that is out of service; what lasts is told when it is back', () => {
    const tracker = alarmTracker(of({}));
    const device = { tenant, device: deviceId('bin-1') };
    expect(order(tracker, { type: 'takeOutOfService', ...device, at: 0, until: 500 })).toEqual([
      'outOfService 0 until:500',
    ]);
    expect(tell(tracker, { at: 10 })).toEqual(['raised 10 withheld:outOfService']);
    expect(tracker.advance(500).map(short)).toEqual(['inService 500', 'inService 500 active']);
    expect(order(tracker, { type: 'returnToService', ...device, at: 600 })).toEqual([]);
  });

  test('out of service ends by itself also where nobody looks at the clock', () => {
    const tracker = alarmTracker(of({}));
    const device = { tenant, device: deviceId('bin-1') };
    order(tracker, { type: 'takeOutOfService', ...device, at: 0, until: 500 });
    expect(tell(tracker, { at: 600 })).toEqual(['inService 500', 'raised 600']);
  });

  test('smoke from a detector under repair is told all the same, and says so', () => {
    const tracker = alarmTracker(of({}));
    order(tracker, { type: 'takeOutOfService', tenant, device: deviceId('smoke-1'), at: 0 });
    expect(tell(tracker, { ...smoke, at: 10 })).toEqual(['raised 10 despite:outOfService']);
  });

  test.each(['shelve', 'suppress'] as const)('a protected alarm refuses to %s', (type) => {
    const command = { type, ...smokeKey, at: 0, until: 1000 } as AlarmCommand;
    expect(() => alarmTracker(of({})).operate(command)).toThrow(
      expect.objectContaining({ code: 'devices/protected-kind' }),
    );
  });

  test('an end before the beginning, and the condition of another device, are refused', () => {
    const tracker = alarmTracker(of({}));
    expect(() => tracker.operate({ type: 'shelve', ...bin, at: 10, until: 10 })).toThrow(
      expect.objectContaining({ code: 'devices/invalid-until' }),
    );
    expect(() =>
      tracker.operate({ type: 'unshelve', ...bin, device: deviceId('bin-2'), at: 10 }),
    ).toThrow(expect.objectContaining({ code: 'devices/unknown-condition' }));
  });
});

describe('chatter and flood', () => {
  test('the third raise in a minute is chatter; then nobody is rung until it is calm', () => {
    const tracker = alarmTracker(of({ chatter: { raises: 3, withinMs: 60_000 } }));
    const at = (second: number, phase: 'raise' | 'clear' = 'raise') => ({
      at: second * 1000,
      phase,
    });
    expect(tell(tracker, at(0), at(5, 'clear'), at(10), at(15, 'clear'), at(20))).toEqual([
      'raised 0',
      'cleared 5000',
      'raised 10000',
      'cleared 15000',
      'raised 20000',
      'chattering 20000',
    ]);
    expect(tell(tracker, at(25, 'clear'), at(30))).toEqual([
      'cleared 25000 withheld:chattering',
      'raised 30000 withheld:chattering',
    ]);
    expect(tracker.advance(89_999)).toEqual([]);
    expect(tracker.advance(90_000).map(short)).toEqual(['steady 90000 active']);
    expect(tell(tracker, at(200, 'clear'))).toEqual(['cleared 200000']);
    expect(tracker.snapshot()).toMatchObject({ conditions: [] });
  });

  test('three raises in two minutes are none', () => {
    const tracker = alarmTracker(of({ chatter: { raises: 3, withinMs: 60_000 } }));
    for (const minute of [0, 1, 2]) {
      tell(tracker, { at: minute * 60_001 });
      expect(tell(tracker, { at: minute * 60_001 + 10, phase: 'clear' })).toEqual([
        `cleared ${minute * 60_001 + 10}`,
      ]);
    }
  });

  test('the eleventh alarm of a grid in ten minutes is a flood, which withholds nothing', () => {
    const flood = { raises: 10, withinMs: 600_000 };
    const tracker = alarmTracker({ lateness: 0, kinds: {}, flood });
    const raised = Array.from({ length: 12 }, (_, i) =>
      tell(tracker, { device: `bin-${i}`, at: i * 1000 }),
    );
    expect(raised[9]).toEqual(['raised 9000']);
    expect(raised[10]).toEqual(['raised 10000', 'flood 10000 in:LS.01.02']);
    expect(raised[11]).toEqual(['raised 11000']);
    const again = alarmTracker({ lateness: 0, kinds: {}, flood }, tracker.snapshot());
    expect(again.advance(601_000)).toEqual([]);
    expect(again.advance(601_001).map(short)).toEqual(['floodOver 601001 in:LS.01.02']);
  });
});

describe('limits', () => {
  const limit = {
    kind: 'water.level',
    of: 'device.reading',
    property: 'level',
    at: 80,
    side: 'above' as const,
    deadband: 10,
  };
  const tracker = () => alarmTracker({ lateness: 0, kinds: {}, limits: [limit] });
  const read = (value: number, at: number) => ({
    ...told({ device: 'well-1', kind: 'device.reading', phase: 'reading', at }),
    observations: [{ property: 'level', value }],
  });

  test('it begins above the limit and ends below the dead band, not between', () => {
    const well = tracker();
    const values = [70, 81, 79, 75, 90, 71, 70, 79, 80];
    const lines = values.map((value, i) => well.apply(read(value, i * 10)).map(short));
    expect(lines).toEqual([[], ['raised 10'], [], [], ['repeated 40'], [], ['cleared 60'], [], []]);
  });

  test('below a limit, and a sample that was measured earlier', () => {
    const well = alarmTracker({
      lateness: 100,
      kinds: {},
      limits: [{ ...limit, kind: 'fire.gas', side: 'below', at: 19, deadband: 1 }],
    });
    const event = { ...read(18, 50), observations: [{ property: 'level', value: 18, at: 40 }] };
    expect(well.apply(event).map(short)).toEqual(['raised 40 provisional']);
  });
});

describe('clocks that go wrong', () => {
  test('the estimate is the least way that a message took, and old estimates are forgotten', () => {
    const tracker = alarmTracker({ lateness: 0, kinds: {} });
    const hear = (at: number, received: number) =>
      tell(tracker, { at, received, phase: 'reading', kind: 'device.reading' });
    expect(tracker.skewMs(tenant, deviceId('bin-1'))).toBeUndefined();
    hear(1000, 5300);
    hear(2000, 6020);
    hear(3000, 7900);
    expect(tracker.skewMs(tenant, deviceId('bin-1'))).toBe(4020);
    const day = 86_400_000;
    hear(day + 10_000, day + 10_050);
    expect(tracker.skewMs(tenant, deviceId('bin-1'))).toBe(50);
    hear(2 * day + 20_000, 2 * day + 20_900);
    expect(tracker.skewMs(tenant, deviceId('bin-1'))).toBe(50);
    hear(3 * day + 30_000, 3 * day + 30_900);
    expect(tracker.skewMs(tenant, deviceId('bin-1'))).toBe(900);
  });

  test('an event of a clock that is an hour ahead waits no longer than others', () => {
    const hour = 3_600_000;
    const tracker = alarmTracker({ lateness: 100, kinds: {} });
    tell(tracker, { at: hour + 1000, received: 1000 });
    expect(tracker.advance(1099)).toEqual([]);
    expect(tracker.advance(1100).map(short)).toEqual([`raised ${hour + 1000}`]);
  });
});

describe('a policy that is none', () => {
  test.each([
    ['lateness', { lateness: Number.NaN, kinds: {} }],
    ['a delay', of({ onDelayMs: -1 })],
    ['chatter', of({ chatter: { raises: 1, withinMs: 10 } })],
    ['flood', of({}, { flood: { raises: 0, withinMs: 1 } })],
    [
      'a heartbeat',
      of(
        {},
        {
          silence: {
            tenant,
            heartbeats: [{ device: deviceId('a'), grid: gridCode('LS'), heartbeatMs: 0 }],
          },
        },
      ),
    ],
  ] as const)('is refused for %s', (_, policy) => {
    expect(() => alarmTracker(policy)).toThrow(
      expect.objectContaining({ code: 'devices/invalid-policy' }),
    );
  });

  test.each([{ onDelayMs: 1 }, { offDelayMs: 1 }, { chatter: { raises: 3, withinMs: 60_000 } }])(
    'is refused where it would hold back smoke: %j',
    (kind) => {
      expect(() => alarmTracker({ lateness: 0, kinds: { 'fire.smoke': kind } })).toThrow(
        expect.objectContaining({ code: 'devices/protected-kind' }),
      );
    },
  );
});

import {
  type AlarmSignal,
  type AlarmTransition,
  alarmSignal,
  alarmTracker,
  checkIncidentRules,
  defaultIncidentRules,
  type IncidentFact,
  type IncidentIndex,
  type IncidentRule,
  incidentDecider,
  incidentIndex,
} from '@civigrid/devices';
import { incidentRuleMessages } from '@civigrid/devices/messages';
import { type GridCode, gridCode, type Json, tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { told } from './street-events.ts';

const minute = 60_000;
const tenant = tenantId('street');

/** An alarm of the invented street, in a cell or nowhere. */
function signalOf(story: {
  readonly device: string;
  readonly kind?: string;
  readonly at: number;
  readonly grid?: string | null;
}): AlarmSignal {
  const { device, kind = 'device.powerFault', at, grid = 'LS.01.02' } = story;
  const { grid: _, ...signal } = alarmSignal(told({ device, kind, at }));
  return { ...signal, ...(grid === null ? {} : { grid: gridCode(grid) }) };
}

function moved(signal: AlarmSignal, type: 'raised' | 'cleared' = 'raised'): AlarmTransition {
  return { type, at: signal.occurred, conditionKey: signal.conditionKey, signal };
}

/** Which devices share an incident, in an order that says nothing. */
function groups(index: IncidentIndex, signals: readonly AlarmSignal[]): readonly string[] {
  const byIncident = new Map<string, string[]>();
  for (const signal of signals) {
    const step = index.follow(moved(signal));
    if (step === undefined) continue;
    const { id } = step.incident;
    byIncident.set(id, [...(byIncident.get(id) ?? []), signal.device]);
  }
  return [...byIncident.values()].map((devices) => devices.toSorted().join(' ')).toSorted();
}

/** The same by sorting everything: a gap longer than the window parts two incidents. */
function oracle(signals: readonly AlarmSignal[], windowMs: number): readonly string[] {
  const causeOf = (kind: string) => (kind.startsWith('fire.') ? 'fire' : kind);
  const byPlace = new Map<string, AlarmSignal[]>();
  for (const signal of signals) {
    const key = `${causeOf(signal.kind)}@${signal.grid}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), signal]);
  }
  return [...byPlace.values()]
    .flatMap((all) => {
      const parts: string[][] = [];
      let last = Number.NEGATIVE_INFINITY;
      for (const { device, occurred } of all.toSorted((a, b) => a.occurred - b.occurred)) {
        if (occurred - last > windowMs) parts.push([]);
        parts.at(-1)?.push(device);
        last = occurred;
      }
      return parts.map((devices) => devices.toSorted().join(' '));
    })
    .toSorted();
}

const kinds = ['fire.smoke', 'fire.electrical', 'device.powerFault', 'access.forced'];
const cells = ['LS.01.01', 'LS.01.02', 'LS.02.01'];

/** A storm of alarms at any instants, each of a device of its own. */
const storms = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      grid: fc.constantFrom(...cells),
      at: fc.integer({ min: 0, max: 40 * minute }),
    }),
    { maxLength: 60 },
  )
  .map((alarms) => alarms.map((alarm, i) => signalOf({ ...alarm, device: `d${i}` })));

test('ten thousand alarms of four kinds in three cells within ten seconds are one incident for each cell and cause', () => {
  const index = incidentIndex();
  const signals = Array.from({ length: 10_000 }, (_, i) =>
    signalOf({
      device: `d${i}`,
      kind: kinds[i % 4] ?? '',
      grid: cells[i % 3] ?? '',
      at: (i * 7919) % 10_000,
    }),
  );
  const found = groups(index, signals);
  // Two kinds of fire are one cause.
  expect(found).toHaveLength(3 * 3);
  expect(found.join(' ').split(' ')).toHaveLength(10_000);
  expect(index.size).toBe(9);
});

test('in order of occurrence the incidents are those of the naive grouping', () => {
  fc.assert(
    fc.property(storms, (signals) => {
      const inOrder = signals.toSorted((a, b) => a.occurred - b.occurred);
      expect(groups(incidentIndex(), inOrder)).toEqual(oracle(signals, 10 * minute));
    }),
  );
});

test('in any order of arrival they are the same, if no gap within an incident is longer than the window less the disorder', () => {
  const disorder = 2 * minute;
  const steps = fc.array(
    fc.record({
      gap: fc.oneof(
        fc.integer({ min: 0, max: 8 * minute }),
        fc.integer({ min: 10 * minute + 1, max: 30 * minute }),
      ),
      delay: fc.integer({ min: 0, max: disorder }),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      let at = 0;
      const alarms = list.map(({ gap, delay }, i) => {
        at += gap;
        return { signal: signalOf({ device: `d${i}`, at }), arrives: at + delay };
      });
      const arrival = alarms.toSorted((a, b) => a.arrives - b.arrives);
      expect(
        groups(
          incidentIndex(),
          arrival.map(({ signal }) => signal),
        ),
      ).toEqual(
        oracle(
          alarms.map(({ signal }) => signal),
          10 * minute,
        ),
      );
    }),
  );
});

test('after a restart from a snapshot at any point, or from the record, it groups as if nothing had happened', () => {
  fc.assert(
    fc.property(storms, fc.nat({ max: 60 }), (signals, cut) => {
      const whole = incidentIndex();
      const ids = signals.map((signal) => whole.follow(moved(signal))?.incident.id);
      const before = incidentIndex();
      const facts: (readonly [string, IncidentFact])[] = [];
      for (const signal of signals.slice(0, cut)) {
        const step = before.follow(moved(signal));
        if (step === undefined) continue;
        for (const fact of incidentDecider.decide(step.command, { status: 'none' }))
          facts.push([step.incident.id, fact]);
      }
      const restored = incidentIndex({}, JSON.parse(JSON.stringify(before.snapshot())) as Json);
      const learnt = incidentIndex();
      // A page of the log may come twice.
      for (const [id, fact] of [...facts, ...facts]) learnt.learn({ tenant, id }, fact);
      for (const [i, signal] of signals.entries()) {
        // What was followed before the cut is told again by a tracker that was restored from an earlier snapshot.
        const expected = i < cut ? undefined : ids[i];
        expect(restored.follow(moved(signal))?.incident.id).toBe(expected);
        expect(learnt.follow(moved(signal))?.incident.id).toBe(expected);
      }
    }),
  );
});

test('a snapshot that no index wrote is refused', () => {
  for (const wrong of [null, 7, {}, { form: 2, incidents: [], alarms: [] }])
    expect(() => incidentIndex({}, wrong)).toThrow(
      expect.objectContaining({ code: 'devices/invalid-snapshot' }),
    );
});

test('another cell, another cause or a longer silence is another incident', () => {
  const apart = (first: Parameters<typeof signalOf>[0], second: Parameters<typeof signalOf>[0]) =>
    groups(incidentIndex(), [signalOf(first), signalOf(second)]).length;
  const first = { device: 'a', kind: 'fire.heat', at: 20 * minute };
  expect(apart(first, { ...first, device: 'b', kind: 'fire.smoke' })).toBe(1);
  expect(apart(first, { ...first, device: 'b', at: 30 * minute })).toBe(1);
  expect(apart(first, { ...first, device: 'b', at: 10 * minute })).toBe(1);
  expect(apart(first, { ...first, device: 'b', at: 30 * minute + 1 })).toBe(2);
  expect(apart(first, { ...first, device: 'b', grid: 'LS.01.03' })).toBe(2);
  expect(apart(first, { ...first, device: 'b', kind: 'waste.full' })).toBe(2);
});

test('alarms of a device that nobody can place lie by themselves', () => {
  const nowhere = { kind: 'fire.smoke', at: 0, grid: null };
  const signals = ['a', 'b'].map((device) => signalOf({ ...nowhere, device }));
  expect(groups(incidentIndex(), signals)).toEqual(['a', 'b']);
  const step = incidentIndex().momentary(signals[0] as AlarmSignal);
  expect(step.incident.place).toBeUndefined();
});

test('a rule may gather kinds over a whole community and within its own window', () => {
  const power: IncidentRule = {
    cause: 'power',
    kinds: ['device.powerFault', 'device.offline', 'access.*'],
    level: 'community',
    windowMs: minute,
  };
  const ancestorAt = (grid: GridCode, level: string) =>
    level === 'community' ? gridCode(grid.slice(0, 5)) : undefined;
  const rules = [power, ...defaultIncidentRules];
  const index = incidentIndex({ rules, ancestorAt });
  const at = (device: string, kind: string, grid: string, when = 0) =>
    signalOf({ device, kind, grid, at: when });
  const signals = [
    at('a', 'device.powerFault', 'LS.01.01'),
    at('b', 'access.forced', 'LS.01.02'),
    at('c', 'device.offline', 'LS.02.01'),
    at('d', 'access.forced', 'LS.01.01', minute + 1),
    at('e', 'fire.smoke', 'LS.01.01'),
  ];
  expect(groups(index, signals)).toEqual(['a b', 'c', 'd', 'e']);
  expect(index.placeOf('access.forced', gridCode('LS.01.02'))).toMatchObject({
    cause: 'power',
    place: 'LS.01',
  });
  expect(index.placeOf('fire.smoke', gridCode('LS.01.02'))).toMatchObject({
    cause: 'fire',
    place: 'LS.01.02',
    protectedEach: true,
  });
  // Without a tree the cell of the alarm itself is its place.
  expect(groups(incidentIndex({ rules }), signals)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('rules that cannot be meant are named by place and code, and refused', () => {
  const wrong = [
    { cause: '', kinds: ['fire.*'], windowMs: 1 },
    { cause: 'x', kinds: ['fire.*', 'fire.smok', '*'], windowMs: 0 },
    { cause: 'x', kinds: [], windowMs: 1.5, level: 7 },
    { kinds: ['access.*'], windowMs: 1, protectedEach: 'yes' },
    null,
  ];
  const issues = checkIncidentRules(wrong);
  expect(issues.map(({ code, path }) => `${path} ${code}`)).toEqual([
    '/0/cause devices/no-cause',
    '/1/kinds/0 devices/kind-twice',
    '/1/kinds/1 devices/unknown-kind',
    '/1/windowMs devices/no-window',
    '/2 devices/not-a-rule',
    '/2 devices/not-a-rule',
    '/2/cause devices/cause-twice',
    '/2/windowMs devices/no-window',
    '/3 devices/not-a-rule',
    '/4 devices/not-a-rule',
  ]);
  for (const { code } of issues) expect(incidentRuleMessages[code].en).not.toBe('');
  expect(checkIncidentRules({})).toMatchObject([{ code: 'devices/not-a-rule' }]);
  expect(checkIncidentRules(defaultIncidentRules)).toEqual([]);
  expect(() => incidentIndex({ rules: wrong as never })).toThrow(
    expect.objectContaining({ code: 'devices/invalid-rules' }),
  );
});

const gate = signalOf({ device: 'gate', kind: 'access.forced', at: 100 });
const { conditionKey } = gate;
const base = { conditionKey, signal: gate };
const withheld: readonly AlarmTransition[] = [
  ...(['shelved', 'suppressed', 'outOfService', 'chattering'] as const).map(
    (why): AlarmTransition => ({ ...base, type: 'raised', at: 100, withheld: why }),
  ),
  ...(['shelved', 'suppressed', 'outOfService', 'chattering'] as const).map(
    (type): AlarmTransition => ({ ...base, type, at: 90 }),
  ),
  ...(['unshelved', 'unsuppressed', 'inService', 'steady'] as const).map(
    (type): AlarmTransition => ({ ...base, type, at: 200, active: false }),
  ),
  { ...base, type: 'repeated', at: 100 },
  { ...base, type: 'stale', at: 100 },
  { ...base, type: 'silent', at: 100 },
  { ...base, type: 'late', at: 100, would: 'raised' },
  { ...base, type: 'flood', at: 100, grid: 'LS.01.02' },
  { ...base, type: 'floodOver', at: 100, grid: 'LS.01.02' },
  // What was never told has no end, nothing to correct and nothing to acknowledge.
  { ...base, type: 'cleared', at: 120, withheld: 'shelved' },
  { ...base, type: 'latched', at: 120 },
  { ...base, type: 'corrected', of: 'raised', was: 100 },
  { ...base, type: 'acknowledged', at: 130 },
];

test.each(withheld.map((transition) => [transition.type, transition] as const))(
  'what is withheld, or moves nothing, opens no incident: %s',
  (_, transition) => {
    const index = incidentIndex();
    expect(index.follow(transition)).toBeUndefined();
    expect(index.size).toBe(0);
  },
);

test.each(['unshelved', 'unsuppressed', 'inService', 'steady'] as const)(
  'an alarm that was withheld opens its incident when it is %s and still lasts, and only then',
  (type) => {
    const index = incidentIndex();
    index.follow({ ...base, type: 'raised', at: 100, withheld: 'chattering' });
    const released = { ...base, type, at: 500, active: true } as const;
    expect(index.follow(released)).toMatchObject({
      opened: true,
      command: { type: 'raise', at: 500, signal: gate },
    });
    expect(index.follow(released)).toBeUndefined();
  },
);

test('an alarm that was told before it was shelved is in its incident already, and ends there', () => {
  const index = incidentIndex();
  const opened = index.follow(moved(gate));
  index.follow({ ...base, type: 'shelved', at: 110, until: 900 });
  const cleared = index.follow({ ...base, type: 'cleared', at: 120, withheld: 'shelved' });
  expect(cleared).toMatchObject({ opened: false, command: { type: 'clear', occurred: 120 } });
  expect(cleared?.incident.id).toBe(opened?.incident.id);
  expect(index.follow({ ...base, type: 'unshelved', at: 130, active: false })).toBeUndefined();
});

test('an alarm of a protected kind opens its incident although its device is out of service', () => {
  const signal = signalOf({ device: 's', kind: 'fire.smoke', at: 5 });
  expect(
    incidentIndex().follow({ ...moved(signal), despite: 'outOfService' } as never),
  ).toMatchObject({ opened: true, command: { type: 'raise', despite: 'outOfService' } });
});

test('an end that is told again after a restart does not end what has begun since', () => {
  const index = incidentIndex();
  index.follow(moved(gate));
  const cleared = { ...base, type: 'cleared', at: 120 } as const;
  index.follow(cleared);
  const again = { ...gate, occurred: 300 };
  index.follow({ ...moved(again), conditionKey });
  expect(index.follow(cleared)).toBeUndefined();
  expect(index.follow({ ...base, type: 'latched', at: 120 })).toBeUndefined();
  expect(index.follow({ ...cleared, at: 400 })).toBeDefined();
});

test('a latched alarm lasts until somebody acknowledges it, and ends then', () => {
  const index = incidentIndex();
  index.follow(moved(gate));
  const gone = { ...gate, occurred: 120, received: 121 };
  const later = { conditionKey, signal: gone };
  const commands = [
    { ...later, type: 'latched', at: 120 } as const,
    { ...later, type: 'acknowledged', at: 900 } as const,
    { ...later, type: 'cleared', at: 900 } as const,
  ].map((transition) => index.follow(transition)?.command);
  expect(commands).toEqual([
    { type: 'latch', at: 121, conditionKey, occurred: 120 },
    { type: 'acknowledge', at: 900, conditionKey },
    { type: 'clear', at: 900, conditionKey, occurred: 900, received: 121 },
  ]);
});

test('a correction moves what was told, and only that', () => {
  const index = incidentIndex();
  index.follow(moved(gate));
  const correct = (of: 'raised' | 'cleared', was: number, at?: number) =>
    index.follow({ ...base, type: 'corrected', of, was, ...(at === undefined ? {} : { at }) });
  expect(correct('raised', 99, 50)).toBeUndefined();
  expect(correct('raised', 100, 50)).toMatchObject({
    incident: { firstAt: 50 },
    command: { type: 'correct', of: 'raised', was: 100, occurred: 50 },
  });
  index.follow({ ...base, type: 'cleared', at: 300 });
  // It had not ended after all: a later end is told.
  expect(correct('cleared', 300)?.command).not.toHaveProperty('occurred');
  expect(index.follow({ ...base, type: 'cleared', at: 400 })).toBeDefined();
});

test('a help button is over at once, and each press is told', () => {
  const index = incidentIndex();
  const press = (at: number) => signalOf({ device: 'post', kind: 'help.button', at });
  const steps = [press(10), press(5), press(5)].map((signal) => index.momentary(signal));
  expect(steps.map(({ opened }) => opened)).toEqual([true, false, false]);
  expect(steps[0]?.command).toMatchObject({ type: 'raise', momentary: true });
});

test('towns do not mix, whatever a device is called', () => {
  const index = incidentIndex();
  const mine = signalOf({ device: '__proto__', kind: 'access.forced', at: 0 });
  const other = { ...mine, tenant: tenantId('elsewhere') };
  expect(index.follow(moved(mine))?.opened).toBe(true);
  expect(index.follow(moved(other))?.opened).toBe(true);
  expect(index.follow(moved(mine, 'cleared'))?.incident.tenant).toBe('street');
});

test('the memory holds what lasts and two days, however many incidents there were', () => {
  const index = incidentIndex();
  const lasting = signalOf({ device: 'lasting', at: 0 });
  index.follow(moved(lasting));
  for (let i = 1; i <= 60_000; i++) {
    const signal = signalOf({ device: `d${i % 5000}`, at: i * 11 * minute });
    index.follow(moved(signal));
    index.follow(moved({ ...signal, occurred: signal.occurred + minute }, 'cleared'));
  }
  // 262 incidents of two days, and what is swept only now and then.
  expect(index.size).toBeLessThan(10_000);
  expect(JSON.stringify(index.snapshot()).length).toBeLessThan(3_000_000);
  expect(index.follow(moved({ ...lasting, occurred: 9 }, 'cleared'))).toBeDefined();
});

test('from a tracker: an alarm, its repeat and its end are two steps of one incident', () => {
  const tracker = alarmTracker({ lateness: 0, kinds: {} });
  const index = incidentIndex();
  const commands = [told({ at: 1 }), told({ at: 2 }), told({ at: 3, phase: 'clear' })]
    .flatMap((event) => tracker.apply(event))
    .flatMap((transition) => index.follow(transition)?.command.type ?? []);
  expect(commands).toEqual(['raise', 'clear']);
});

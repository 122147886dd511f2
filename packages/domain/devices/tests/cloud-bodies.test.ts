import { expect, test } from 'vitest';
import { beyond, cloudFault, cloudRows, normalizeCloud, receivedAt } from './cloud-verdicts.ts';
import { present } from './shared-vectors.ts';

const mapped = cloudRows.filter(({ protocol, name }) => !beyond.has(`${protocol} ${name}`));

test.runIf(present).each(mapped)('$protocol, $name, is read by a mapping alone', (vector) => {
  expect(cloudFault(vector)).toBeUndefined();
});

test.runIf(present)(
  'those that are beyond the language are named, and nothing is made of them',
  () => {
    const rest = cloudRows.filter((vector) => !mapped.includes(vector));
    expect(rest.map(({ protocol, name }) => `${protocol} ${name}`)).toEqual([...beyond.keys()]);
    for (const vector of rest)
      expect(normalizeCloud(vector).issues).toMatchObject([{ code: 'devices/no-mapping' }]);
    console.log(`${mapped.length} of ${cloudRows.length} vendor bodies are read by mappings alone`);
  },
);

test.runIf(present)(
  'a number of a message that begins anew each day names it only together with the day',
  () => {
    const vector = cloudRows.find(({ name }) => name === 'event post');
    const [event] = normalizeCloud({ topic: vector?.topic ?? '', body: vector?.body ?? '' }).events;
    expect(event?.messageKey).toBe('a1Smk/smk-00001|20240506.123');
  },
);

test.runIf(present)('a button pressed twice is two messages, though they do not differ', () => {
  const vector = cloudRows.find(({ name }) => name === 'button: never debounced');
  const press = (at: number) =>
    normalizeCloud({ topic: vector?.topic ?? '', body: vector?.body ?? '' }, at).events[0]
      ?.messageKey;
  expect(press(receivedAt)).not.toBe(press(receivedAt + 500));
});

test.runIf(present)('a report of several things gives an event for each', () => {
  const vector = cloudRows.find(({ name }) => name === 'device side property report');
  const { events } = normalizeCloud({ topic: vector?.topic ?? '', body: vector?.body ?? '' });
  expect(
    events.map(({ kind, phase, observations }) => [kind, phase, observations[0]?.value]),
  ).toEqual([
    ['cover.open', 'raise', undefined],
    ['cover.tilt', 'raise', 35],
    ['cover.level', 'reading', 12],
  ]);
  expect(new Set(events.map(({ messageKey }) => messageKey)).size).toBe(3);
});

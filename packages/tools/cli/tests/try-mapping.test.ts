import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { child, civigrid, command } from './command.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-try-mapping-'));
  for (const [name, value] of Object.entries(files)) write(name, JSON.stringify(value, null, 2));
  write('broken.json', '{\n  "id": "x",\n  "id": "y"\n}');
  write('cut.json', '{"id": "bin-7",\n"fill": ');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFileSync(path(name), text);

const bin = {
  id: 'acme-bin',
  protocol: 'json',
  match: { topic: 'acme/{device}/up', equals: { '/type': 'bin' } },
  device: '/topic/device',
  message: '/seq',
  time: { at: '/ts', as: 'unix' },
  kind: 'waste.full',
  phase: { at: '/fill', as: 'number', cases: [{ above: 80, then: 'raise' }], else: 'clear' },
  observations: [
    { property: 'fill', at: '/fill', as: 'number', unit: '%' },
    { property: 'temperature', at: '/temp', factor: 0.1, unit: 'Cel', optional: true },
    { property: 'collector', at: '/by', personal: true, optional: true },
  ],
  also: [{ when: { equals: { '/low': true } }, kind: 'device.lowBattery', phase: 'raise' }],
};
const files = {
  'bin.json': bin,
  'list.json': [{ ...bin, id: 'other', match: { topic: 'other' } }, bin],
  'misspelt.json': {
    ...bin,
    mesage: '/seq',
    observations: [{ ...bin.observations[0], untit: '%' }],
  },
  'wrong.json': { ...bin, kind: { at: 'fill', cases: [] } },
  'wrong-list.json': [bin, { ...bin, severity: 9 }],
  'none.json': [],
  'full.json': {
    type: 'bin',
    seq: 9,
    ts: 1714953600,
    fill: '92',
    temp: 235,
    by: '张三',
    low: false,
    rssi: -71,
  },
  'odd.json': { type: 'bin', seq: 10, ts: 'noon', fill: { percent: 92 } },
  'tree.json': { type: 'tree' },
};

const topic = ['--topic', 'acme/bin-7/up', '--received', '2024-05-06T08:00:01+08:00'];

/** The command in a process of its own, with something on its standard input if it is given. */
async function tried(argv: readonly string[], input?: string) {
  const { process: running, ended } = child(civigrid, ['try-mapping', ...argv], path('compiled'));
  running.stdin?.end(input ?? '');
  const { code, out, err } = await ended;
  return { code, out, err };
}

test('shows what each field of a mapping made of a message, and what nothing read', async () => {
  const { code, out, err } = await tried([
    path('bin.json'),
    path('full.json'),
    ...topic,
    '--lang',
    'en',
  ]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toBe(`The mapping “acme-bin” is meant for this message
  ✓ protocol: "json" wanted, "json" found
  ✓ topic: "acme/{device}/up" wanted, "acme/bin-7/up" found
  ✓ equals /type: "bin" wanted, "bin" found

Event
  /device                                  /topic/device "bin-7" text  → "bin-7"
  /message                                 /seq 9 number               → "9"
  /kind                                    constant                    → "waste.full"
  /phase                                   /fill "92" text             → "raise"
  /time                                    /ts 1714953600 number       → 2024-05-06T00:00:00.000Z
  /observations/0 observation fill         /fill "92" text             → 92
  /observations/1 observation temperature  /temp 235 number            → 23.5
  /observations/2 observation collector    /by "***" text              → "***"
  = bin-7: waste.full raise (Bin full, begins, warning), message key "bin-7|9"

Event /also/0: a condition does not hold, no event is meant
  ✗ equals /low: true wanted, false found

Members that nothing read
  /rssi
`);
});

test('speaks Chinese, and hides what is personal there too', async () => {
  const { code, out } = await tried([
    path('bin.json'),
    path('full.json'),
    ...topic,
    '--lang',
    'zh',
  ]);
  expect(code).toBe(0);
  expect(out).toContain('映射“acme-bin”适用于该消息');
  expect(out).toContain('= bin-7: waste.full raise (垃圾桶满溢, 发生, 预警), 消息键 "bin-7|9"');
  expect(out).toContain('没有用到的字段\n  /rssi');
  expect(out).not.toContain('张三');
});

test('a message with errors ends with 1, and each issue has its place', async () => {
  const { code, out } = await tried([path('bin.json'), path('odd.json'), ...topic, '--lang', 'en']);
  expect(code).toBe(1);
  expect(out).toMatch(
    / {2}\/phase +\/fill object +→ ✗ A field has the wrong type\. \(devices\/wrong-type\)\n/,
  );
  expect(out).toContain('  = no event\n');
  expect(out).toContain(
    'Issues\n  error /fill: A field has the wrong type. (devices/wrong-type)\n',
  );
});

test('a message for which no mapping is meant shows the nearest miss', async () => {
  const { code, out } = await tried([
    path('list.json'),
    path('tree.json'),
    ...topic,
    '--lang',
    'en',
  ]);
  expect(code).toBe(1);
  expect(out).toContain('No mapping is meant for this message; the nearest is “acme-bin”');
  expect(out).toContain('✗ equals /type: "bin" wanted, "tree" found');
  expect(out).toContain('error : No mapping is meant for this message. (devices/no-mapping)');
});

test('the message may come from the standard input, and the answer may go to a program', async () => {
  const { code, out, err } = await tried(
    [path('list.json'), '-', ...topic, '--json'],
    JSON.stringify(files['full.json']),
  );
  expect([code, err]).toEqual([0, '']);
  const told = JSON.parse(out);
  expect(told).toMatchObject({
    mapping: 'acme-bin',
    matched: true,
    unread: ['/rssi'],
    unknown: [],
    issues: [],
  });
  expect(told.events[0].event).toMatchObject({ kind: 'waste.full', device: 'bin-7' });
  expect(out).not.toContain('张三');
});

test('words that the language does not know are named: they are misspelt', async () => {
  const { code, out } = await tried([
    path('misspelt.json'),
    path('full.json'),
    ...topic,
    '--lang',
    'en',
  ]);
  expect(code).toBe(0);
  expect(out).toContain(
    'Words that the language does not know (they do nothing)\n  /observations/0/untit\n  /mesage\n',
  );
});

test.each([
  ['broken.json', 'full.json', 'broken.json, line 3: ', 'guard/duplicate-key'],
  ['missing.json', 'full.json', 'missing.json: ', 'cli/unreadable-file'],
  ['bin.json', 'missing.json', 'missing.json: ', 'cli/unreadable-file'],
  ['bin.json', 'cut.json', 'cut.json, line 2: ', 'guard/invalid-json'],
  [
    'wrong.json',
    'full.json',
    'wrong.json /kind/at: The mapping has errors. Not a JSON pointer',
    'devices/invalid-mapping',
  ],
  ['wrong-list.json', 'full.json', 'wrong-list.json /1/severity: ', 'devices/invalid-mapping'],
  ['none.json', 'full.json', 'There is no mapping in the file', ''],
])('%s with %s is refused, and the place is told', async (mapping, message, place, code) => {
  const argv = ['try-mapping', path(mapping), path(message), ...topic, '--lang', 'en'];
  const told = await command(argv, { folder });
  expect(told).toMatchObject({ code: 1, out: '' });
  expect(told.err.startsWith(place)).toBe(true);
  expect(told.err).toContain(code);
  const machine = await command([...argv, '--json'], { folder });
  expect(machine.code).toBe(1);
  if (code !== '') expect(JSON.parse(machine.out).refused[0].code).toBe(code);
});

test.each([
  [[]],
  [['bin.json']],
  [['bin.json', 'full.json', 'more.json']],
  [['bin.json', 'full.json', '--colour']],
  [['bin.json', 'full.json', '--lang', 'fr']],
  [['bin.json', 'full.json', '--received', 'noon']],
])('%j is no way to ask', async (argv) => {
  const told = await command(['try-mapping', ...argv], { folder });
  expect(told).toMatchObject({ code: 2, out: '' });
  expect(told.err).toContain('try-mapping');
});

test('help says how', async () => {
  const { code, out } = await command(['try-mapping', '--help'], { folder });
  expect(code).toBe(0);
  expect(out).toContain('try-mapping m.json message.json|-');
});

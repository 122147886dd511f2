import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { governance, type Town } from '@civigrid/governance';
import { actorId, type DeadLetter } from '@civigrid/kernel';
import { nodeDigest, sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from './command.ts';
import { recordOf } from './record.ts';
import { townMap, townRules } from './small-town.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-host-'));
  write('g.geojson', JSON.stringify(townMap));
  write('t.json', JSON.stringify(townRules));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array) =>
  writeFileSync(join(folder, name), content);

let stores = 0;
/** The main job on files of one's own, in English unless asked otherwise, over a store that nobody has used. */
async function demo(...argv: readonly string[]) {
  stores++;
  const file = join(folder, `own-${stores}.db`);
  const ran = await command(['demo', '--lang', 'en', '--file', file, ...argv], { folder });
  return { ...ran, file };
}
const town = (...argv: readonly string[]) =>
  demo('--grid', 'g.geojson', '--rules', 't.json', ...argv);

/** What the summary tells: how many inputs there were and what they came to, without what did not occur. */
function told(out: string): Readonly<Record<string, number>> {
  const lines = out.split('\n');
  const at = lines.findIndex((line) => / inputs, each with exactly one ending:$/.test(line));
  const rows = lines.slice(at + 1, at + 8).map((line) => /^ +(\d+) {2}(.+)$/.exec(line) ?? []);
  const words: readonly (readonly [string, string])[] = [
    ['opened', 'opened a case'],
    ['merged', 'joined a case about the same matter'],
    ['readings', 'readings of devices'],
    ['heartbeats', 'heartbeats of devices'],
    ['alarms', 'changes of alarms'],
    ['duplicates', 'messages that came twice'],
    ['letters', 'refused, kept sealed with the reason'],
  ];
  const counts = words.flatMap(([name, word]) => {
    const count = Number(rows.find(([, , told]) => told === word)?.[1]);
    return count === 0 ? [] : [[name, count] as const];
  });
  return { inputs: Number.parseInt(lines[at] ?? '', 10), ...Object.fromEntries(counts) };
}

/** By source: code and place of each letter. */
const reasons = (letters: readonly DeadLetter[]) =>
  letters
    .flatMap(({ source, reasons: all }) =>
      all.map(({ code, path = '' }) => `${source}: ${path}: ${code}`),
    )
    .sort();

/** Opens the town that the command has left, as its host would. */
async function reopened<Answer>(
  file: string,
  ask: (open: Town, ports: { readonly vault: ReturnType<typeof sqliteVault> }) => Promise<Answer>,
): Promise<Answer> {
  const store = sqliteStore({ file });
  const vault = sqliteVault({ file: `${file}.keys` });
  const { subjects, media } = vault;
  try {
    const options = { grid: townMap, routing: townRules, digest: nodeDigest };
    return await ask(await governance({ ...options, store, vault, subjects, media }), { vault });
  } finally {
    await store.close();
    await vault.close();
  }
}

/** What the reporters of a town said, opened for a clerk. */
const texts = (file: string) =>
  reopened(file, async (open) => {
    const reader = { actor: actorId('clerk'), purpose: 'statement' };
    const all: unknown[] = [];
    for (const { id } of open.cases.list())
      for (const { value } of await open.cases.personal(id, reader)) all.push(value);
    return all.sort();
  });

const header = 'id,at,lng,lat,category,text';
const eight = '2026-06-15T08:00:00+08:00';

describe('reports of a host', () => {
  test('a row that cannot be read is told with file, row and column, kept, and does not hold up the others', async () => {
    write(
      'r.csv',
      [
        header,
        `A1,${eight},119.6505,29.0805,01.01,a car`,
        'A2,yesterday,119.6505,29.0805,01,x',
        'A3,2026-06-15T08:00:00,119.6505,29.0805,01,no offset',
        'A4,2026-02-30T08:00:00+08:00,119.6505,29.0805,01,no such day',
        `,${eight},119.6505,29.0805,01,no id`,
        `A6,${eight},east,29.0805,01,no number`,
        `A7,${eight},180.1,29.0805,01,off the globe`,
        `A8,${eight},119.6505,-90.5,01,off the globe`,
        `A9,${eight},,29.0805,01,half a place`,
        `A10,${eight},119.6505,,01,half a place`,
        `A11,${eight},119.6505,29.0805,,no category`,
        `A12,${eight},119.6505`,
        `A13,${eight},119.6505,29.0805,01,one,too many`,
        '2026-06-15T08:30:00+08:00,,,,,',
        `A15,2026-06-15T09:00:00+08:00,119.6525,29.0805,02,a lamp`,
        '',
      ].join('\n'),
    );
    const { code, out, err, file } = await town('--reports', 'r.csv');
    expect(code).toBe(0);
    expect(err).not.toContain('r.csv');
    const rows = [
      [3, 'at', 'cli/not-an-instant'],
      [4, 'at', 'cli/not-an-instant'],
      [5, 'at', 'cli/not-an-instant'],
      [6, 'id', 'cli/missing-value'],
      [7, 'lng', 'cli/not-a-coordinate'],
      [8, 'lng', 'cli/not-a-coordinate'],
      [9, 'lat', 'cli/not-a-coordinate'],
      [10, 'lng', 'cli/missing-value'],
      [11, 'lat', 'cli/missing-value'],
      [12, 'category', 'cli/missing-value'],
      [13, '', 'cli/wrong-column-count'],
      [14, '', 'cli/wrong-column-count'],
      [15, 'at', 'cli/not-an-instant'],
    ] as const;
    const lines = rows.map(
      ([row, column, why]) =>
        `  r.csv, row ${row}${column === '' ? '' : `, column ${column}`}: ${why}`,
    );
    expect(out).toContain(`Rows that could not be read (the rest went on):\n${lines.join('\n')}\n`);
    expect(told(out)).toEqual({ inputs: 15, opened: 2, letters: 13 });
    const { letters } = await recordOf(file);
    expect(reasons(letters)).toEqual(
      rows
        .map(
          ([row, column, why]) => `r.csv: row ${row}${column === '' ? '' : `, ${column}`}: ${why}`,
        )
        .sort(),
    );
  });

  test('the same is told in Chinese', async () => {
    write('r-zh.csv', `${header}\nA1,昨天,119.6505,29.0805,01,x\n`);
    const { out } = await town('--lang', 'zh', '--reports', 'r-zh.csv');
    expect(out).toContain(
      '没有读懂的行（其余照常办理）：\n  r-zh.csv 第 2 行，列 at：cli/not-an-instant\n',
    );
    expect(out).toContain('输入 1 条');
    expect(out).toContain('未能受理 1 条，按原因：');
  });

  test('what was refused is sealed: the file does not hold its words, its letter opens with the key, and says when it came', async () => {
    write(
      'sealed.csv',
      `${header}\nA0,never,119.6505,29.0805,01,whispered words\nA1,${eight},119.6505,29.0805,01,x\n`,
    );
    const { file } = await town('--reports', 'sealed.csv');
    const { letters } = await recordOf(file);
    expect(letters).toHaveLength(1);
    expect(JSON.stringify(letters)).not.toContain('whispered');
    const [letter] = letters;
    expect(letter?.at).toBe(Date.parse(eight));
    await reopened(file, async (open, { vault }) => {
      const [kept] = await open.letters.list();
      const [part] = kept?.sealed ?? [];
      if (kept === undefined || part === undefined) throw new Error('No letter was kept.');
      const context = {
        tenant: open.tenant,
        stream: 'tenant/dead-letters',
        event: kept.id,
        schema: 1,
      } as unknown as Parameters<typeof vault.open>[1];
      const reader = { actor: actorId('clerk'), purpose: 'dead-letter' };
      expect(await vault.open(part, context, reader)).toBe(
        'A0,never,119.6505,29.0805,01,whispered words',
      );
    });
  });

  test('the same id is the same report however often and whenever it comes; one that was refused may be sent again', async () => {
    write(
      'twice.csv',
      [
        header,
        `A1,${eight},119.6505,29.0805,01,a car`,
        `A1,${eight},119.6505,29.0805,01,a car`,
        'A1,2026-06-16T20:00:00+08:00,119.6535,29.0805,02,a lamp',
        'A2,2026-06-17T08:00:00+08:00,119.6535,29.09,02,a lamp across the river',
        'A2,2026-06-17T08:05:00+08:00,119.6535,29.0805,02,a lamp on this side',
        'A2,2026-06-17T08:06:00+08:00,119.6535,29.0805,02,a lamp on this side',
        '',
      ].join('\n'),
    );
    const { out, file } = await town('--reports', 'twice.csv');
    expect(told(out)).toEqual({ inputs: 6, opened: 2, duplicates: 3, letters: 1 });
    expect(out).toContain('2 cases: 0 closed, 2 open');
    const { streams } = await recordOf(file);
    expect([...streams.keys()].filter((name) => name.startsWith('case/'))).toHaveLength(2);
    expect(await texts(file)).toEqual(['a car', 'a lamp on this side']);
  });

  test('a point outside is refused and kept; a report without a point goes to the top; one nearby joins the case', async () => {
    write(
      'places.csv',
      [
        header,
        `A1,${eight},119.6505,29.0805,01,a car`,
        `A2,${eight},119.6505,29.09,01,across the river`,
        `A3,${eight},,,02,nobody knows where`,
        'A4,2026-06-15T08:10:00+08:00,119.65051,29.08051,01,a car',
        '',
      ].join('\n'),
    );
    const { out, file } = await town('--reports', 'places.csv');
    expect(told(out)).toEqual({ inputs: 4, opened: 2, merged: 1, letters: 1 });
    expect(out).toContain('  1  governance/outside');
    await reopened(file, async (open) => {
      const cases = open.cases.list();
      const seen = cases.map(({ category, grid, level }) => ({ category, grid, level }));
      expect(seen).toHaveLength(2);
      expect(seen).toContainEqual({
        category: '01',
        grid: 'LS.01.01.01',
        level: expect.any(String),
      });
      expect(seen).toContainEqual({ category: '02', grid: undefined, level: 'street' });
    });
  });

  test('a byte-order mark, both ends of lines, quoted commas, quotes and lines within a text, and empty lines are read', async () => {
    write(
      'form.csv',
      `\uFEFF${header}\r\n` +
        `A1,${eight},119.6505,29.0805,01,"a car, on the ""lane""\r\nand another"\r\n` +
        '\r\n' +
        `A2,${eight},119.6535,29.0805,02,plain\n` +
        `A3,,119.6535,29.0805,02,no instant\r` +
        `A4,${eight},119.6515,29.0805,05,without an end of line`,
    );
    const { code, out, file } = await town('--reports', 'form.csv');
    expect(code).toBe(0);
    expect(told(out)).toEqual({ inputs: 4, opened: 3, letters: 1 });
    // Lines are counted as an editor does.
    expect(out).toContain('  form.csv, row 6, column at: cli/not-an-instant\n');
    expect(await texts(file)).toEqual([
      'a car, on the "lane"\r\nand another',
      'plain',
      'without an end of line',
    ]);
  });

  test('a quote that stands or stays open where none can spoils its line, and no other', async () => {
    write(
      'quotes.csv',
      [
        header,
        `A1,${eight},119.6505,29.0805,01,"a car" on the lane`,
        `A2,${eight},119.6515,29.0805,01,the "good" lamp`,
        `A3,${eight},119.6525,29.0805,02,"two`,
        'lines"',
        '',
        `A4,${eight},119.6535,29.0805,02,"never closed`,
        `A5,${eight},119.6535,29.0805,03,not swallowed`,
        `A6,${eight},119.6535,29.0805,04,"nor this one, and`,
        'of two lines"',
        `A7,${eight},119.6535,29.0805,05,nor that`,
        `A8,${eight},119.6535,29.0805,06,"the last`,
      ].join('\r\n'),
    );
    const { code, out, file } = await town('--reports', 'quotes.csv');
    expect(code).toBe(0);
    expect(out).toContain(
      [2, 3, 7, 12].map((row) => `  quotes.csv, row ${row}: cli/bad-quote\n`).join(''),
    );
    expect(told(out)).toEqual({ inputs: 8, opened: 4, letters: 4 });
    expect(await texts(file)).toEqual([
      'nor that',
      'nor this one, and\r\nof two lines',
      'not swallowed',
      'two\r\nlines',
    ]);
  });

  test('further columns are kept as attributes: sealed, and opened for their purpose, whatever they are called', async () => {
    write(
      'more.csv',
      [
        `floor,${header},__proto__,constructor,note`,
        `7F,A1,${eight},119.6505,29.0805,01,a car,p,c,hidden remark`,
        `,A2,${eight},119.6535,29.0805,02,a lamp,,,`,
        '',
      ].join('\n'),
    );
    const { code, file } = await town('--reports', 'more.csv');
    expect(code).toBe(0);
    const { events } = await recordOf(file);
    expect(JSON.stringify(events)).not.toContain('hidden remark');
    await reopened(file, async (open) => {
      const reader = { actor: actorId('clerk'), purpose: 'attributes' };
      const found = new Map<string, readonly unknown[]>();
      for (const { id, category } of open.cases.list()) {
        const parts = await open.cases.personal(id, reader);
        found.set(
          category,
          parts.map(({ value }) => value),
        );
      }
      const [attributes] = found.get('01') ?? [];
      expect(Object.entries(attributes as object).sort()).toEqual([
        ['__proto__', 'p'],
        ['constructor', 'c'],
        ['floor', '7F'],
        ['note', 'hidden remark'],
      ]);
      expect(found.get('02')).toEqual([]);
    });
  });
});

describe('messages of a host', () => {
  const at = Date.parse(eight);
  const line = (value: unknown) => JSON.stringify(value);

  test('a line that cannot be read is told with file, row and member, and does not hold up the others', async () => {
    write(
      'p.ndjson',
      Buffer.concat([
        Buffer.from(
          [
            '\uFEFF{"protocol":"json","at":"2026-06-15T08:00:00+08:00","body":"not json"}',
            line({ protocol: 'smoke-signal', at, body: 'AA' }),
            line({ protocol: 'json', body: '{}' }),
            line({ protocol: 'json', at: at + 0.5, body: '{}' }),
            line({ protocol: 'json', at: 8.7e15, body: '{}' }),
            line({ protocol: 'json', at }),
            line({ protocol: 'json', at, bodyBase64: 'not base64!' }),
            line({ at, body: {} }),
            '[1,2]',
            '{"protocol":"json","at":1,"at":2,"body":"{}"}',
            '{"protocol":"json",',
            '',
            '{"protocol":"json","at":1,"body":"',
          ].join('\r\n'),
        ),
        Buffer.from([0xd1, 0xcc]),
        Buffer.from('"}\n'),
        Buffer.from(line({ protocol: 'gb26875', at, bodyBase64: 'QEAAAA==' })),
      ]),
    );
    const { code, out, file } = await town('--payloads', 'p.ndjson');
    expect(code).toBe(0);
    const rows = [
      [3, 'at', 'cli/not-an-instant'],
      [4, 'at', 'cli/not-an-instant'],
      [5, 'at', 'cli/not-an-instant'],
      [6, 'body', 'cli/missing-value'],
      [7, 'bodyBase64', 'cli/not-base64'],
      [8, 'protocol', 'cli/missing-value'],
      [9, '', 'cli/not-an-object'],
      [10, '', 'guard/duplicate-key'],
      [11, '', 'guard/invalid-json'],
      [13, '', 'guard/invalid-bytes'],
    ] as const;
    const lines = rows.map(
      ([row, column, why]) =>
        `  p.ndjson, row ${row}${column === '' ? '' : `, column ${column}`}: ${why}`,
    );
    expect(out).toContain(`Rows that could not be read (the rest went on):\n${lines.join('\n')}\n`);
    expect(told(out)).toEqual({ inputs: 13, letters: 13 });
    const { letters } = await recordOf(file);
    const rest = reasons(letters.filter(({ source }) => source !== 'p.ndjson'));
    expect(rest).toEqual([
      expect.stringMatching(/^devices\/gb26875: .*: devices\//),
      'devices/json: : guard/invalid-json',
      'devices/unknown: : devices/unknown-protocol',
    ]);
  });

  test('an uplink becomes a reading, in text, as JSON or in base64; the same one twice is a duplicate', async () => {
    const uplink = (fCnt: number) => ({
      devEui: '24e124136b325566',
      fPort: 85,
      fCnt,
      data: 'AXVk',
      deviceInfo: { devEui: '24e124136b325566' },
    });
    const base64 = Buffer.from(line(uplink(3))).toString('base64');
    write(
      'uplinks.ndjson',
      [
        line({ protocol: 'chirpstack', at, body: uplink(1) }),
        line({ protocol: 'chirpstack', at, body: line(uplink(2)) }),
        line({ protocol: 'chirpstack', at, bodyBase64: base64 }),
        line({ protocol: 'chirpstack', at: at + 1, bodyBase64: base64 }),
        '',
      ].join('\n'),
    );
    const { out } = await town('--payloads', 'uplinks.ndjson');
    expect(told(out)).toEqual({ inputs: 4, readings: 3, duplicates: 1 });
  });
});

describe('a file that cannot be used', () => {
  const bad = (...argv: readonly string[]) => demo(...argv);

  test('stops the command with exit code 1 and is named with the place', async () => {
    write('empty.csv', '');
    write('no-category.csv', 'id,at,lng,lat,text\n');
    write('semicolons.csv', `${header.replaceAll(',', ';')}\n`);
    write('gbk.csv', Buffer.concat([Buffer.from(`${header}\n`), Buffer.from([0xd1, 0xcc])]));
    write('broken.json', '{"type": "FeatureCollection"');
    write('list.json', '[]');
    const corner = [119.65, 29.08];
    const endless = {
      type: 'Polygon',
      coordinates: [Array.from({ length: 100_001 }, () => corner)],
    };
    write(
      'endless.geojson',
      JSON.stringify({ type: 'Feature', properties: {}, geometry: endless }),
    );
    mkdirSync(join(folder, 'directory'));
    const cases: readonly (readonly [argv: readonly string[], line: string])[] = [
      [['--grid', 'missing.geojson'], 'missing.geojson, row 1: cli/unreadable-file'],
      [['--grid', 'directory'], 'directory, row 1: cli/unreadable-file'],
      [['--grid', 'broken.json'], 'broken.json, row 1: guard/invalid-json'],
      [['--grid', 'list.json'], 'list.json, row 1: cli/no-cells'],
      [['--grid', 'endless.geojson'], 'endless.geojson, row 1: guard/ring-too-long'],
      [['--rules', 'missing.json'], 'missing.json, row 1: cli/unreadable-file'],
      [['--rules', 'broken.json'], 'broken.json, row 1: guard/invalid-json'],
      [['--reports', 'missing.csv'], 'missing.csv, row 1: cli/unreadable-file'],
      [['--reports', 'empty.csv'], 'empty.csv, row 1, column id: cli/missing-column'],
      [
        ['--reports', 'no-category.csv'],
        'no-category.csv, row 1, column category: cli/missing-column',
      ],
      [['--reports', 'semicolons.csv'], 'semicolons.csv, row 1, column id: cli/missing-column'],
      [['--reports', 'gbk.csv'], 'gbk.csv, row 2: guard/invalid-bytes'],
      [['--payloads', 'missing.ndjson'], 'missing.ndjson, row 1: cli/unreadable-file'],
    ];
    for (const [argv, line] of cases) {
      const { code, out, err } = await bad(...argv);
      expect({ argv, code, out, err }).toEqual({ argv, code: 1, out: '', err: `${line}\n` });
    }
    const { err } = await bad('--lang', 'zh', '--reports', 'no-category.csv');
    expect(err).toBe('no-category.csv 第 1 行，列 category：cli/missing-column\n');
  }, 120_000);

  test('rules that cannot be compiled or carried out are told one by one, with rule and column', async () => {
    const [first, second] = townRules.rules;
    write('no-table.json', '{}');
    write(
      'unknown-column.json',
      JSON.stringify({ ...townRules, rules: [first, { ...second, when: { colour: 'red' } }] }),
    );
    write(
      'bad-output.json',
      JSON.stringify({
        ...townRules,
        outputs: [{ name: 'lead' }, { name: 'tier' }],
        rules: [
          { ...first, then: { lead: 'gridLeader', tier: 'enormous' } },
          { ...second, then: {} },
        ],
      }),
    );
    const rules = (name: string) => bad('--grid', 'g.geojson', '--rules', name);
    expect(await rules('no-table.json')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^no-table\.json.*: tables\/[a-z-]+\n/),
    });
    expect(await rules('unknown-column.json')).toMatchObject({
      code: 1,
      err: 'unknown-column.json, rule 2, column colour: tables/unknown-column\n',
    });
    expect(await rules('bad-output.json')).toMatchObject({
      code: 1,
      err: 'bad-output.json, rule 1, column tier: governance/bad-output\nbad-output.json, rule 2, column lead: governance/no-lead\n',
    });
  });
});

test('what was mended in a map is told cell by cell, and the rest of it is used', async () => {
  const [street, ...rest] = townMap.features;
  const stranger = { ...rest[3], properties: { ...rest[3]?.properties, parent: 'LS.77' } };
  const nameless = { type: 'Feature', properties: {}, geometry: null };
  const features = [street, ...rest.slice(0, 3), stranger, ...rest.slice(4), rest[5], nameless];
  write('mended.geojson', JSON.stringify({ ...townMap, features }));
  write('one.csv', `${header}\nA1,${eight},119.6535,29.0805,02,a lamp\n`);
  const argv = ['--grid', 'mended.geojson', '--rules', 't.json', '--reports', 'one.csv'];
  const { code, out } = await demo(...argv);
  expect(code).toBe(0);
  expect(out).toContain('Cells of the map that were mended or left out (the rest is used):\n');
  for (const line of [
    '  mended.geojson, features/4: The parent does not exist; the grid counts as a root: LS.01.01.01\n',
    '  mended.geojson, features/8: The code occurs twice; the first in the file stays: LS.01.02.01\n',
    '  mended.geojson, features/9/properties/code: The feature has no usable grid code\n',
  ])
    expect(out).toContain(line);
  expect(told(out)).toEqual({ inputs: 1, opened: 1 });
  const { out: chinese } = await demo('--lang', 'zh', ...argv);
  expect(chinese).toContain(
    '  mended.geojson, features/4: 上级网格不存在，暂作顶级网格：LS.01.01.01\n',
  );
});

describe('a file with a day in it', () => {
  test('goes on where it stopped, and takes no other day', async () => {
    write('day.csv', `${header}\nA1,${eight},119.6505,29.0805,01,a car\n`);
    write('other.csv', `${header}\nB1,${eight},119.6505,29.0805,01,a car\n`);
    const own = ['--grid', 'g.geojson', '--rules', 't.json', '--file', 'day.db'];
    const run = (...more: readonly string[]) =>
      command(['demo', '--lang', 'en', ...own, ...more], { folder });
    const first = await run('--reports', 'day.csv');
    expect(first).toMatchObject({ code: 0 });
    const { events } = await recordOf(join(folder, 'day.db'));
    const second = await run('--reports', 'day.csv');
    expect(second).toMatchObject({ code: 0 });
    expect(second.out).toContain(
      'Resuming: all 1 inputs were done before. Nothing is new and nothing is doubled.\n',
    );
    expect(told(second.out)).toEqual(told(first.out));
    const other = await run('--reports', 'other.csv');
    expect(other).toEqual({
      code: 2,
      out: '',
      err: 'This file holds another day: take another --file, or begin anew with --fresh.\n',
    });
    expect((await recordOf(join(folder, 'day.db'))).events).toEqual(events);
    const anew = await run('--reports', 'other.csv', '--fresh');
    expect(anew).toMatchObject({ code: 0 });
    expect(anew.out).not.toContain('Resuming');
    expect((await recordOf(join(folder, 'day.db'))).events).not.toEqual(events);
  });

  test('lies where relative paths begin if none is named', async () => {
    write('here.csv', `${header}\nA1,${eight},119.6505,29.0805,01,a car\n`);
    const argv = ['demo', '--grid', 'g.geojson', '--rules', 't.json', '--reports', 'here.csv'];
    const { code, out } = await command(argv, { folder, environment: { LANG: 'zh_CN.UTF-8' } });
    expect(code).toBe(0);
    expect(out).toContain('打开 own.db');
    expect((await recordOf(join(folder, '.civigrid', 'own.db'))).events.length).toBeGreaterThan(0);
  });
});

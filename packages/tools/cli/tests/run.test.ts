import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { child, civigrid, command } from './command.ts';
import { townMap, townRules } from './small-town.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-run-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (argv: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  command(argv, { folder, environment });

const options = [
  ...['--lang', '--file', '--fresh', '--seed', '--grid', '--rules', '--reports', '--payloads'],
];

describe('help', () => {
  test.each([
    [[]],
    [['help']],
    [['--help']],
    [['-h']],
    [['demo', '--help']],
    [['demo', '--lang', 'en', '-h']],
  ])('is given for %j, with every option, and is no error', async (argv) => {
    const { code, out, err } = await run(argv);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Usage: civigrid demo \[options\]\n/);
    for (const option of options) expect(out).toContain(option);
  });

  test.each([
    { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_GB.UTF-8' },
    { LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'C' },
    { LANG: 'zh_CN.UTF-8' },
  ])('speaks Chinese where the environment does: %j', async (environment) => {
    const { code, out } = await run(['help'], environment as Record<string, string>);
    expect(code).toBe(0);
    expect(out).toMatch(/^用法：civigrid demo \[选项\]\n/);
    for (const option of options) expect(out).toContain(option);
  });
});

describe('a command that cannot be understood', () => {
  test.each([
    [['deom'], 'civigrid: deom?'],
    [['demo', '--quick'], "Unknown option '--quick'"],
    [['demo', '--reports'], "Option '--reports <value>' argument missing"],
    [['demo', 'street'], "Unexpected argument 'street'"],
    [['demo', '--fresh=yes'], "Option '--fresh' does not take an argument"],
    [['demo', '--lang', 'fr'], '--lang fr: zh | en'],
  ])('%j ends with 2, says why and how it is used, and does nothing', async (argv, why) => {
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.startsWith(why)).toBe(true);
    expect(err).toContain('Usage: civigrid demo [options]');
    const { err: chinese } = await run(argv, { LANG: 'zh_CN.UTF-8' });
    expect(chinese).toContain('用法：civigrid demo [选项]');
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('the process ends with the command’s exit code, data on one side and hints on the other', async () => {
  const [help, wrong, missing] = await Promise.all([
    child(civigrid, ['help']).ended,
    child(civigrid, ['demo', '--quick']).ended,
    child(civigrid, ['demo', '--grid', join(folder, 'missing.geojson'), '--lang', 'en']).ended,
  ]);
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toContain('civigrid demo');
  expect(wrong).toMatchObject({ code: 2, out: '' });
  expect(wrong.err).toContain('--quick');
  expect(missing).toMatchObject({
    code: 1,
    out: '',
    err: 'missing.geojson, row 1: cli/unreadable-file\n',
  });
}, 60_000);

test('on a terminal the progress is a bar that moves, elsewhere a line at each quarter', async () => {
  const inputs = Array.from({ length: 8 }, (_, i) =>
    JSON.stringify({ protocol: 'smoke-signal', at: i, body: 'puff' }),
  );
  const files = { 'g.geojson': JSON.stringify(townMap), 't.json': JSON.stringify(townRules) };
  for (const [name, content] of Object.entries({ ...files, 'p.ndjson': inputs.join('\n') }))
    writeFileSync(join(folder, name), content);
  const argv = ['demo', '--lang', 'zh', '--fresh', '--grid', 'g.geojson', '--rules', 't.json'];
  const all = [...argv, '--payloads', 'p.ndjson'];
  const watched = await command(all, { folder, terminal: true });
  const frames = watched.err.split('\r').slice(1);
  expect(frames).toHaveLength(8);
  expect(frames[1]).toBe(`重放一天 ${'█'.repeat(7)}${'░'.repeat(21)} 25%`);
  expect(frames.at(-1)).toBe(`重放一天 ${'█'.repeat(28)} 100%\n`);
  const logged = await command(all, { folder });
  expect(logged.err).toBe([0, 25, 50, 75, 100].map((percent) => `重放一天 ${percent}%\n`).join(''));
  expect(logged.out).toBe(watched.out);
});

test.each([[], ['--fresh']])(
  'a day that another process is living is neither lived twice nor taken away: %j',
  async (...fresh) => {
    const file = join(folder, `living${fresh.length}.db`);
    const store = sqliteStore({ file });
    const { code, out, err } = await run(['demo', '--lang', 'zh', '--file', file, ...fresh]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('文件正被另一个进程使用');
    expect(existsSync(file)).toBe(true);
    await store.close();
  },
);

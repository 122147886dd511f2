import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A Node 20: the one that NODE20 names, or one on the path. */
function node20(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const named = process.env['NODE20'];
  const programs = named === undefined ? folders.map((folder) => join(folder, 'node')) : [named];
  return programs.filter(existsSync).find((program) => {
    const version = execFileSync(program, ['--version'], { encoding: 'utf8' });
    return version.startsWith('v20.');
  });
}

const program = node20();
const strict = process.env['CIVIGRID_STRICT'] === '1';
if (program === undefined && !strict)
  console.warn(
    'skipped: the store on Node 20, for there is none on the path and NODE20 names none',
  );

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-node20-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(program === undefined && !strict)(
  'on Node 20, which has no node:sqlite, the package loads and keeps every promise on libsql',
  () => {
    if (program === undefined) throw new Error('There is no Node 20: NODE20 may name one.');
    const bundle = join(folder, 'program.cjs');
    buildSync({
      entryPoints: [fileURLToPath(new URL('./older-node-program.ts', import.meta.url))],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      conditions: ['civigrid-source'],
      logLevel: 'error',
      logOverride: { 'empty-import-meta': 'silent' },
    });
    const said = execFileSync(program, [bundle, fileURLToPath(import.meta.url), folder], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const { node, cases, failed, missing } = JSON.parse(said);
    expect(failed).toEqual([]);
    expect(node).toMatch(/^v20\./);
    expect(cases).toBeGreaterThan(100);
    expect(missing).toContain('node:sqlite');
  },
  120_000,
);

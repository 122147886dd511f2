import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const sources = {
  'script-life': new URL('./script-life.ts', import.meta.url),
  'poisoning-writer': new URL('./poisoning-writer.ts', import.meta.url),
  'deadlines-life': new URL('./deadlines-life.ts', import.meta.url),
  'policy-life': new URL('./policy-life.ts', import.meta.url),
};

/** A program that is run to be killed. */
type Program = keyof typeof sources;

/** Programs in one file each, which start in a fraction of the time that their sources take. */
export interface Programs {
  pathOf(program: Program): string;
  remove(): void;
}

/** Bundles the programs into a folder of their own. */
export async function bundledPrograms(): Promise<Programs> {
  const folder = mkdtempSync(join(tmpdir(), 'civigrid-programs-'));
  await build({
    entryPoints: Object.fromEntries(
      Object.entries(sources).map(([name, url]) => [name, fileURLToPath(url)]),
    ),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    conditions: ['civigrid-source'],
    logLevel: 'error',
  });
  return {
    pathOf: (program) => join(folder, `${program}.mjs`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** How a process ended, and what it had told. */
export interface Ended {
  readonly lines: readonly string[];
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
}

/** Runs a command to its end; `heard` is called with how many lines it has told. */
export async function run(
  [command = '', ...values]: readonly string[],
  heard: (lines: number, kill: () => void) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(command, values, { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    heard(lines.length, () => child.kill('SIGKILL'));
  });
  const [code, signal] = await once(child, 'close');
  return { lines, code, signal, errors };
}

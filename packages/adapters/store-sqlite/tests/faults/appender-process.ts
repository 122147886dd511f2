import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./appender.ts', import.meta.url));

/** What a process told before it ended. */
export interface Told {
  readonly lines: readonly string[];
  readonly code: number | null;
  readonly errors: string;
}

/** How many append at once, and where their file is opened. */
export interface Crowd {
  readonly callers: 8 | 64;
  readonly place: 'here' | 'worker';
}

const few: Crowd = { callers: 8, place: 'here' };

/** Runs the appender until it ends; `heard` is called with each line it tells. */
export async function appender(
  mode: 'endless' | 'hasty' | 'race',
  file: string,
  name: string,
  { callers, place }: Crowd = few,
  heard: (lines: number, child: ChildProcess) => void = () => undefined,
): Promise<Told> {
  const values = [script, mode, file, name, String(callers), place];
  const child = spawn(process.execPath, ['--conditions=civigrid-source', ...values]);
  const lines: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    heard(lines.length, child);
  });
  const [code] = await once(child, 'close');
  return { lines, code, errors };
}

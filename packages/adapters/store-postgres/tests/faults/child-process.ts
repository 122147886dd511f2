import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process that tells what it did, a line each. */
export interface Child {
  readonly process: ChildProcess;
  /** What it has told so far. */
  readonly lines: readonly string[];
  /** Resolves when it has ended and all that it told has been heard. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

/** Runs a program of these tests on the sources; `heard` is called with each line that it tells. */
export function child(
  program: URL,
  args: readonly string[],
  heard: (line: string, process: ChildProcess) => void = () => undefined,
): Child {
  const started = spawn(process.execPath, [
    '--conditions=civigrid-source',
    program.pathname,
    ...args,
  ]);
  const lines: string[] = [];
  let errors = '';
  started.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  createInterface({ input: started.stdout }).on('line', (line) => {
    lines.push(line);
    heard(line, started);
  });
  const ended = once(started, 'close').then(([code]) => ({ code: code as number | null, errors }));
  return { process: started, lines, ended };
}

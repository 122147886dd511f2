import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type ExitCode, run } from '@civigrid/cli';

/** What a run of the command told before it ended. */
export interface Told {
  readonly out: string;
  readonly err: string;
}

/** Runs the command in this process, in a folder and in no language of its own. */
export async function command(
  argv: readonly string[],
  world: {
    readonly folder: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly terminal?: boolean;
    /** Hears progress and hints while it runs. */
    readonly heard?: (text: string) => void;
  },
): Promise<Told & { readonly code: ExitCode }> {
  const { folder, environment = {}, terminal = false, heard } = world;
  let out = '';
  let err = '';
  const code = await run(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
      heard?.(text);
    },
    terminal,
    environment,
    folder,
  });
  return { code, out, err };
}

/** A script of this workspace in a process of its own. */
export interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<Told & { readonly code: number | null; readonly signal: string | null }>;
}

/** Starts a script on the sources; `cache` is a folder in which Node keeps them compiled for the next one. */
export function child(script: URL, argv: readonly string[], cache?: string): Child {
  const words = ['--conditions=civigrid-source', fileURLToPath(script), ...argv];
  const env = cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: cache };
  const started = spawn(process.execPath, words, { env });
  let out = '';
  let err = '';
  started.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  started.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = once(started, 'close').then(([code, signal]) => ({ code, signal, out, err }));
  return { process: started, ended };
}

/** The command as a process. */
export const civigrid: URL = new URL('../src/civigrid.ts', import.meta.url);

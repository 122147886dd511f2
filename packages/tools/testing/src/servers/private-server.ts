import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './find-program.ts';
import { portTaken } from './free-ports.ts';
import type { PlainUser } from './plain-user.ts';
import { killTree, signal } from './process-tree.ts';
import { watchdog } from './watchdog.ts';

/** A server that runs for one test: a child process with a port on 127.0.0.1 and a folder of its own. */
export interface PrivateServer extends AsyncDisposable {
  /** What a client connects to. */
  readonly url: string;
  readonly port: number;
  /** The process that runs, or ran last; another one after a restart. */
  readonly pid: number;
  /** Its folder under the system's temporary directory, gone after `close`; PostgreSQL's data lie in `data` inside. */
  readonly folder: string;
  /** What it has written to its standard output and error since it was first started. */
  log(): string;
  /** Ends it in good order; at once where its clients are still connected. */
  stop(): Promise<void>;
  /** Ends it and its children by SIGKILL, in the middle of whatever they do. */
  kill(): Promise<void>;
  /** Starts it again on the same port and folder, stopping it first where it still runs. */
  restart(): Promise<void>;
  /** Stops it and removes its folder; may be called twice. */
  close(): Promise<void>;
}

/** What differs from program to program. */
export interface ServerPlan {
  readonly program: string;
  readonly port: number;
  readonly url: string;
  /** The arguments; called once, when the folder is there and may be filled. */
  readonly prepare: (folder: string) => Promise<readonly string[]> | readonly string[];
  /** What its log says as soon as it answers. */
  readonly ready: string;
  readonly stopSignal: NodeJS.Signals;
  /** Whom it runs as and whom its folder belongs to, where not ourselves. */
  readonly user?: PlainUser | undefined;
  /** Where its folder is made; the system's temporary directory if left out. */
  readonly within?: string | undefined;
  /** Removes what lies outside the folder, once the server has ended. */
  readonly sweep?: (folder: string) => void;
}

/** The environment of every private server: nothing of ours that could lead it elsewhere, but our time zone. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TZ } = process.env;
  return { PATH, LC_ALL: 'C', ...(TZ === undefined ? {} : { TZ }) };
}

/** The file of a program that must be there. */
export function programFile(program: string): string {
  const file = findProgram(program);
  if (!file) throw new Error(`${program} is not on this machine.`);
  return file;
}

const hasEnded = ({ exitCode, signalCode, pid }: ChildProcess) =>
  pid === undefined || exitCode !== null || signalCode !== null;

/** The memory of one that was killed may linger, and so may its port: a restart is tried this often. */
const restarts = 100;

/** Starts a program as the plan says and waits until it answers; leaves nothing behind where it does not. */
export async function privateServer(plan: ServerPlan): Promise<PrivateServer> {
  const { program, port, url, user } = plan;
  const file = programFile(program);
  const folder = mkdtempSync(join(plan.within ?? tmpdir(), `civigrid-${program}-`));
  const dog = watchdog(folder);
  const logFile = join(folder, 'log');
  let args: readonly string[] = [];
  let child: ChildProcess | undefined;
  let pid = 0;
  let isClosed = false;

  async function start(): Promise<void> {
    const out = openSync(logFile, 'a');
    const before = readFileSync(logFile).length;
    const started = spawn(file, args, {
      cwd: folder,
      stdio: ['ignore', out, out],
      env: serverEnvironment(),
      ...user,
    });
    started.on('error', () => {});
    started.unref();
    closeSync(out);
    child = started;
    pid = started.pid ?? 0;
    dog.watch(started.pid);
    const told = () => readFileSync(logFile).subarray(before).toString();
    while (!told().includes(plan.ready)) {
      if (hasEnded(started)) {
        dog.watch(undefined);
        const code = /address already in use/i.test(told()) ? portTaken : undefined;
        const words = told().trimEnd().split('\n').slice(-20).join('\n');
        throw Object.assign(new Error(`${program} did not start:\n${words}`), { code });
      }
      await sleep(10);
    }
  }

  async function gone(): Promise<void> {
    while (child && !hasEnded(child)) await sleep(5);
    dog.watch(undefined);
  }

  async function stop(): Promise<void> {
    if (child && !hasEnded(child)) {
      signal(pid, plan.stopSignal);
      signal(pid, 'SIGCONT');
    }
    await gone();
  }

  async function kill(): Promise<void> {
    if (child && !hasEnded(child)) await killTree(pid);
    await gone();
  }

  async function restart(): Promise<void> {
    if (isClosed) throw new Error(`${program} is closed.`);
    await stop();
    for (let left = restarts; ; left--) {
      try {
        return await start();
      } catch (error) {
        if (left === 0) throw error;
        await sleep(100);
      }
    }
  }

  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    await stop();
    plan.sweep?.(folder);
    rmSync(folder, { recursive: true, force: true });
    dog.release();
  }

  try {
    if (user) chownSync(folder, user.uid, user.gid);
    args = await plan.prepare(folder);
    await start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url,
    port,
    get pid() {
      return pid;
    },
    folder,
    log: () => readFileSync(logFile, 'utf8'),
    stop,
    kill,
    restart,
    close,
    [Symbol.asyncDispose]: close,
  };
}

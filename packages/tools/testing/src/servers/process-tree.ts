import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface Kin {
  readonly pid: number;
  readonly parent: number;
  readonly isDead: boolean;
}

/** What Linux tells of a process; its name stands in brackets and may hold anything. */
function linuxKin(pid: number): Kin | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(parent), isDead: state === 'Z' || state === 'X' };
  } catch {
    return undefined;
  }
}

function everybody(): readonly Kin[] {
  if (existsSync('/proc/self/stat'))
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => linuxKin(Number(name)) ?? []);
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent, state = ''] = line.trim().split(/\s+/);
    return pid ? { pid: Number(pid), parent: Number(parent), isDead: state.startsWith('Z') } : [];
  });
}

/** Sends a signal to a process that may be gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Kills a process and its children as a power cut would, all at once: the parent is frozen first, so that it
 * neither mourns nor replaces a child. Resolves when the last one is gone; a dead one that nobody has buried counts as gone.
 */
export async function killTree(root: number): Promise<void> {
  signal(root, 'SIGSTOP');
  const children = everybody().filter(({ parent }) => parent === root);
  const pids = new Set([...children.map(({ pid }) => pid), root]);
  for (const pid of pids) signal(pid, 'SIGKILL');
  while (everybody().some(({ pid, isDead }) => pids.has(pid) && !isDead)) await sleep(5);
}

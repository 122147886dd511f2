import { existsSync, readFileSync } from 'node:fs';

/** Whether a process runs; a dead one that its new parent has not buried yet does not. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (!existsSync('/proc/self/status')) return true;
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

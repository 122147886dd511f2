import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * Reads process ids until its input ends, which the system sees to however our process dies; then ends the last one
 * of them and removes the folder. SIGQUIT is the quick end that PostgreSQL passes on to its children.
 */
const script = `trap '' INT TERM HUP
while read -r pid; do last=$pid; done
if [ -n "$last" ]; then
  kill -QUIT "$last"; kill -CONT "$last"
  sleep 1
  kill -KILL "$last"
fi
rm -rf -- "$0"`;

/** Outlives this process to end its server, if it has not done so itself. */
export interface Watchdog {
  /** The process that must not outlive ours; nothing where the server is down. */
  watch(pid: number | undefined): void;
  release(): void;
}

/** Sets a watchdog beside a folder and the server in it. */
export function watchdog(folder: string): Watchdog {
  // detached: whoever kills our whole process group does not kill it
  const dog = spawn('sh', ['-c', script, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  dog.unref();
  const line = dog.stdin as Socket;
  line.unref();
  // without a watchdog the tests go on; only what they leave behind is not swept up
  line.on('error', () => {});
  dog.on('error', () => {});
  return {
    watch: (pid) => line.write(`${pid ?? ''}\n`),
    release: () => line.end(),
  };
}

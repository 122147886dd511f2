/**
 * A process that runs the one case and kills itself at its n-th point, just before or just after a call that writes.
 * Run by the tests: `node --conditions=civigrid-source one-case-process.ts <file> <n>`.
 */
import { writeSync } from 'node:fs';
import { oneCaseWorld, runCase } from './one-case.ts';

const [file = '', last = ''] = process.argv.slice(2);
let passed = 0;
await runCase(file, oneCaseWorld(), (call) => {
  passed++;
  if (passed !== Number(last)) return;
  writeSync(1, call);
  process.kill(process.pid, 'SIGKILL');
});
writeSync(1, `ended after ${passed} points`);

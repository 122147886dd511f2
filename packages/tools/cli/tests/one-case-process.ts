/**
 * A process that runs the one case and kills itself at its n-th point, just before or just after a call that writes.
 * Run by the tests: `node --conditions=civigrid-source one-case-process.ts <case> <file> <n>`.
 */
import { readFileSync, writeSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { type OneCase, runCase } from './one-case.ts';

const [told = '', file = '', last = ''] = process.argv.slice(2);
const oneCase: OneCase = deserialize(readFileSync(told));
let passed = 0;
await runCase(file, oneCase, (call) => {
  passed++;
  if (passed !== Number(last)) return;
  writeSync(1, call);
  process.kill(process.pid, 'SIGKILL');
});
writeSync(1, `ended after ${passed} points`);

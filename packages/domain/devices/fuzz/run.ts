import { parseArgs } from 'node:util';
import { printTable, short } from '../../../tools/testing/bench/report.ts';
import { fuzzFamily } from './fuzz-family.ts';
import { fuzzFamilies } from './samples.ts';

const { values } = parseArgs({
  options: {
    /** Payloads a family. */
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '26875' },
    /** One family by its name. */
    only: { type: 'string' },
    /** The number of the first payload: with `--count 1` one payload again. */
    first: { type: 'string', default: '0' },
  },
});

const seed = Number(values.seed);
const chosen = fuzzFamilies.filter(({ name }) => values.only === undefined || values.only === name);
if (chosen.length === 0) throw new Error(`Nothing is called ${values.only}.`);
console.log(`seed ${seed}, ${values.count} payloads a family from number ${values.first}`);
const rows = [['', 'understood', 'refused', 'faults', 'longest', 'mean', 'slowest']];
for (const family of chosen) {
  const report = fuzzFamily(family, seed, Number(values.count), Number(values.first));
  const { slowest, faults } = report;
  rows.push([
    report.name,
    short(report.understood),
    short(report.refused),
    String(faults.length),
    `${short(report.longestBytes)} B`,
    `${report.meanMicroseconds.toFixed(1)} µs`,
    `${slowest.ms.toFixed(1)} ms (no. ${slowest.payload}, ${short(slowest.bytes)} B)`,
  ]);
  for (const fault of faults.slice(0, 10)) console.log(`${report.name}: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
printTable('Fuzzed payloads', rows);

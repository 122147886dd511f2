import { spawnSync } from 'node:child_process';

// Runs the whole suite once more with the clocks of a place that is neither the machine's nor China's and not even a
// whole number of hours from UTC: what secretly asks for the zone of the process fails here.
const zone = 'Asia/Kathmandu';
const env = { ...process.env, TZ: zone };
const windows = process.platform === 'win32';

const ask = ['-p', "new Date('2026-01-01').getTimezoneOffset()"];
const ahead = -Number(spawnSync(process.execPath, ask, { env, encoding: 'utf8' }).stdout);
if (ahead !== 345)
  throw new Error(`Clocks are ${ahead} minutes ahead of UTC with TZ=${zone}, not 345.`);

console.log(`\n== The whole suite once more with TZ=${zone}\n`);
const run = spawnSync('pnpm', ['tests', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: windows,
  env,
});
process.exitCode = run.status ?? 1;

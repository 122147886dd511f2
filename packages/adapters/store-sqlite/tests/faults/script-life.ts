/**
 * A process that runs the script and tells each answer on its standard output, a line each. Bundled and run by the
 * tests: `node script-life.mjs <mode> <file> <dies at>`; the last line says how many boundaries it has passed.
 * Modes: `plain`; `stubborn` asks again for what was rejected; `hasty` tells before it has an answer, `careless` tells
 * a rejection like an answer and ends (the controls).
 */
import { writeSync } from 'node:fs';
import type { Json } from '@civigrid/kernel';
import { sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import { mortalDriver } from './mortal-driver.ts';
import { noon, type Step, script, type World } from './script.ts';

const [mode = '', file = '', diesAt = '0'] = process.argv.slice(2);
const life = mortalDriver(Number(diesAt));
const tell = (line: Json) => writeSync(1, `${JSON.stringify(line)}\n`);

/** Asks until there is an answer: after a rejection the outcome is unknown, and asking again is how it is found out. */
async function answerOf(step: Step, world: World): Promise<Json> {
  for (let left = mode === 'stubborn' ? 200 : 0; ; left--) {
    try {
      return await step.run(world);
    } catch (error) {
      if (mode === 'careless') {
        tell({ step: step.name });
        process.exit(1);
      }
      if (left === 0) throw error;
      tell({ rejected: step.name });
    }
  }
}

const clock = { now: () => noon };
const world: World = {
  store: sqliteStore({ file, clock, driver: life.open }),
  vault: sqliteVault({ file: `${file}.keys`, driver: life.open }),
  told: new Map(),
};
tell('opened');
for (const step of script) {
  // The control: it tells what has not been answered yet.
  if (mode === 'hasty') tell({ step: step.name });
  const answer = await answerOf(step, world);
  tell(mode === 'hasty' ? { answer } : { step: step.name, answer });
}
await world.store.close();
await world.vault.close();
tell({ passed: life.passed() });

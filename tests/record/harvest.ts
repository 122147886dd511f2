import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import { declaredFacts } from './declared-facts.ts';
import type { Life } from './lives.ts';
import { formOf, heldForms, missingForms } from './missing-forms.ts';
import { readStreams, writeStream } from './streams.ts';

// Adds a stream for each form that no stream holds yet; what stands there is never touched. The lives come from the
// tests of the packages: a test that decides the new fact is all it needs.
// pnpm --filter civigrid-tests harvest [paths of tests]

const folder = mkdtempSync(join(tmpdir(), 'civigrid-harvest-'));
process.env['CIVIGRID_HARVEST'] = folder;
const paths = process.argv.slice(2);
const vitest = await startVitest('test', paths.length > 0 ? paths : ['packages/domain/'], {
  root: fileURLToPath(new URL('../..', import.meta.url)),
  setupFiles: [fileURLToPath(new URL('listen.ts', import.meta.url))],
  // A module that was loaded for one test file is heard by nobody in the next.
  isolate: true,
  watch: false,
});
await vitest.close();

const held = new Set(heldForms(readStreams()));
const lives = readdirSync(folder)
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly Life[])
  .map((life) => ({
    life,
    forms: new Set(life.decided.map(({ fact }) => formOf(life.decider, fact))),
    size: JSON.stringify(life).length,
  }));
rmSync(folder, { recursive: true });

const newIn = (forms: ReadonlySet<string>) => [...forms].filter((form) => !held.has(form));
for (;;) {
  const [best] = lives
    .filter(({ forms }) => newIn(forms).length > 0)
    .sort((a, b) => newIn(b.forms).length - newIn(a.forms).length || a.size - b.size);
  if (best === undefined) break;
  console.log(`${await writeStream(best.life)}: ${newIn(best.forms).join(', ')}`);
  for (const form of best.forms) held.add(form);
}
for (const form of missingForms(declaredFacts(), readStreams())) console.log(`missing: ${form}`);

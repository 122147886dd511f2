import { memoryStore, memoryVault } from '@civigrid/kernel';
import { createHash } from 'node:crypto';
import { crashWalk } from '@civigrid/testing/contracts';
import { test } from 'vitest';
const digest = { sha256: (c: string | Uint8Array) => new Uint8Array(createHash('sha256').update(c).digest()) };
test('count', async () => {
  let made = 0;
  const cases = crashWalk(() => { made++; return { port: { store: memoryStore({ digest, clock: { now: () => 0 } }), vault: memoryVault() } }; });
  for (const c of cases) { made = 0; await c.run(); console.log(made, c.name); }
});

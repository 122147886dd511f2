import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { lives } from './lives.ts';
import { type AnyDecider, readers } from './readers.ts';

// Set up before each test file of a harvest: every decider that a test imports is listened to.
const folder = process.env['CIVIGRID_HARVEST'] ?? '';
const heard = lives();

function listened(name: string, offered: unknown): unknown {
  const decider = name.replace(/Under$/, '');
  if (!readers.has(decider)) return offered;
  if (name === decider) return heard.listened(decider, offered as AnyDecider);
  const under = offered as (...given: readonly unknown[]) => AnyDecider;
  return (...given: readonly unknown[]) => heard.listened(decider, under(...given));
}

for (const module of new Set(Array.from(readers.values(), (reader) => reader.module)))
  vi.doMock(module, async (original) =>
    Object.fromEntries(
      Object.entries((await original()) as Record<string, unknown>).map(([name, offered]) => [
        name,
        listened(name, offered),
      ]),
    ),
  );

afterAll(() => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${process.hrtime.bigint()}.json`);
  writeFileSync(file, JSON.stringify(heard.best()));
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { DemoOptions } from './demo-options.ts';
import { gridOf, payloadsOf, reportsOf, rulesOf } from './host-files.ts';
import { streetWorld } from './street-world.ts';
import type { DayWorld } from './world.ts';

/** Whether a host brings files of its own. */
export function hasFiles({ grid, reports, payloads, rules }: DemoOptions): boolean {
  return [grid, reports, payloads, rules].some((path) => path !== undefined);
}

/** A day from a host's own files; what it leaves out (the map, the rules) is the synthetic street's. */
export function hostWorld(options: DemoOptions, folder: string): DayWorld {
  const { grid, reports, payloads, rules } = options;
  const at = (path: string) => resolve(folder, path);
  const hash = createHash('sha256');
  for (const path of [grid, reports, payloads, rules])
    hash.update(
      path === undefined
        ? '-'
        : createHash('sha256')
            .update(read(at(path)))
            .digest('hex'),
    );
  const street = streetWorld(options.seed).options;
  const inputs = [
    ...(reports === undefined ? [] : reportsOf(at(reports))),
    ...(payloads === undefined ? [] : payloadsOf(at(payloads))),
  ];
  // What cannot be read and has nothing before it lies where the day begins.
  const begin = inputs.find(({ kind }) => kind !== 'broken')?.at ?? 0;
  const placed = inputs.map((input) =>
    input.kind === 'broken' && input.at === 0 ? { ...input, at: begin } : input,
  );
  const map = grid === undefined ? undefined : gridOf(at(grid));
  return {
    id: `files/${hash.digest('hex')}`,
    inputs: placed.toSorted((a, b) => a.at - b.at),
    ...(grid === undefined || map === undefined
      ? {}
      : { mended: { file: basename(grid), issues: map.issues } }),
    options: {
      grid: map ?? street.grid,
      routing: rules === undefined ? street.routing : rulesOf(at(rules)),
      ...(grid === undefined && street.roster !== undefined ? { roster: street.roster } : {}),
      ...(street.ladders === undefined ? {} : { ladders: street.ladders }),
    },
  };
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    return new Uint8Array();
  }
}

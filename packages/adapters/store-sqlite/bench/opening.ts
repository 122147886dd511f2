import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../../../tools/testing/bench/alternate.ts';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';

const child = fileURLToPath(new URL('opening-child.ts', import.meta.url));

/** How long a fresh process needs to open a store in a new place, in milliseconds, its modules loaded. */
function openedIn(which: string, place: string): number {
  const program = ['--conditions=civigrid-source', child, which, place];
  const { stdout, stderr, status } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout.trim());
}

/** Opening an embedded store that is not there yet, ours beside PGlite; each time in a process of its own. */
export const openingContest: HoldContest = (quick) => {
  const folder = mkdtempSync(join(tmpdir(), 'civigrid-opening-'));
  const rounds = quick ? 1 : 5;
  try {
    const rows = ['civigrid', 'bare', 'pglite'].map((which) => ({
      which,
      ms: median(
        Array.from({ length: rounds }, (_, i) => openedIn(which, join(folder, `${which}-${i}`))),
      ),
    }));
    const of = (name: string) => rows.find(({ which }) => which === name)?.ms ?? Number.NaN;
    const [ours, bare, pglite] = [of('civigrid'), of('bare'), of('pglite')];
    return {
      results: { rounds, rows },
      targets: [
        {
          what: 'opening the embedded store, its tables made',
          wanted: '≤ 25 ms',
          measured: `${ours.toFixed(1)} ms (bare node:sqlite with one table ${bare.toFixed(1)} ms)`,
          met: ours <= 25,
        },
        {
          what: 'opening, beside PGlite',
          wanted: '≥ 50 ×',
          measured: `${(pglite / ours).toFixed(0)} × (${pglite.toFixed(0)} ms)`,
          met: pglite / ours >= 50,
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

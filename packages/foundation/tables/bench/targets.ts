import { short, skipped, type Target } from '../../../tools/testing/bench/report.ts';
import { decideName } from './civigrid.ts';
import type { Compiling } from './compiling.ts';
import type { Contest } from './contest.ts';
import type { Replaying } from './replaying.ts';
import type { Verifying } from './verifying.ts';

/** All that was measured; what was not wanted or gave nothing is missing. */
export interface Measured {
  readonly contests: readonly Contest[];
  readonly explained: readonly Contest[];
  readonly compiled: readonly Compiling[];
  readonly verified: readonly Verifying[];
  readonly replayed: readonly Replaying[];
}

/** Milliseconds, in full however many. */
export function shortMs(ms: number): string {
  return ms >= 1000 ? String(Math.round(ms)) : short(ms);
}

/** A figure that has to be at least or at most so much. */
function target(
  what: string,
  [sign, limit, unit]: readonly ['≥' | '≤', number, string],
  value: number | undefined,
  more: { readonly why?: string | undefined; readonly note?: string } = {},
): Target {
  const shown = limit >= 10_000 ? limit.toLocaleString('en') : String(limit);
  const wanted = `${sign} ${shown} ${unit}`;
  if (value === undefined || Number.isNaN(value))
    return skipped(what, wanted, more.why ?? 'not measured in this run');
  const met = sign === '≥' ? value >= limit : value <= limit;
  const note = more.note === undefined ? '' : ` (${more.note})`;
  return {
    what,
    wanted,
    measured: `${(unit === 'ms' ? shortMs : short)(value)} ${unit}${note}`,
    met,
  };
}

/** Of who has the name; else of the fastest of those whose names begin so; not a number where nobody does. */
export function speedOf({ speeds }: Contest, name: string): number {
  const exact = speeds.find((speed) => speed.name === name);
  if (exact) return exact.perSecond;
  const found = speeds.filter((speed) => speed.name.startsWith(name));
  return found.length > 0 ? Math.max(...found.map(({ perSecond }) => perSecond)) : Number.NaN;
}

const slowest = (all: readonly (number | undefined)[]): number | undefined =>
  all.some((ms) => ms === undefined) || all.length === 0
    ? undefined
    : Math.max(...(all as number[]));

/** The promises of the project, each with what was measured. */
export function targetsOf(measured: Measured): readonly Target[] {
  const at = (rules: number) => measured.contests.find((contest) => contest.rules === rules);
  const rate = (rules: number) => {
    const contest = at(rules);
    return contest && speedOf(contest, decideName);
  };
  const times = (rules: number, name: string) => {
    const [contest, own] = [at(rules), rate(rules)];
    return contest && own !== undefined ? own / speedOf(contest, name) : undefined;
  };
  const scan = 'hand-written scan';
  const zen = 'zen-engine';
  const jsonRules = 'json-rules-engine';
  const explained = measured.explained.find(({ rules }) => rules === 10_000);
  const cost = (name: string) =>
    explained && speedOf(explained, decideName) / speedOf(explained, name);
  const nearMisses = cost('explain, near misses read');
  const compiled = measured.compiled.find(({ rules }) => rules === 10_000);
  const { verified } = measured;
  const replayed = measured.replayed[0];
  const edits = verified.map(({ edit }) => edit);
  return [
    target('decide, 50 rules', ['≥', 0.9, `× ${scan}`], times(50, scan)),
    target('decide, 50 rules', ['≥', 20, `× ${zen}`], times(50, zen)),
    target('decide, 10,000 rules', ['≥', 1_000_000, '/s'], rate(10_000)),
    target('decide, 10,000 rules', ['≥', 50, `× ${scan}`], times(10_000, scan)),
    target('decide, 10,000 rules', ['≥', 800, `× ${zen}`], times(10_000, zen)),
    target('decide, 10,000 rules', ['≥', 50_000, `× ${jsonRules}`], times(10_000, jsonRules)),
    target('decide, 100,000 rules', ['≥', 500_000, '/s'], rate(100_000)),
    target('decide, 1,000,000 rules', ['≥', 300_000, '/s'], rate(1_000_000)),
    target('explain, 10,000 rules', ['≤', 3, '× decide'], cost('explain'), {
      ...(nearMisses !== undefined && { note: `${short(nearMisses)} × with its near misses read` }),
    }),
    target('compile, 10,000 rules', ['≤', 100, 'ms'], compiled?.ms, {
      ...(compiled && { note: `${shortMs(compiled.firstMs)} ms the first of a process` }),
    }),
    target('verifyTable, 10,000 rules', ['≤', 2000, 'ms'], slowest(verified.map(({ ms }) => ms))),
    target('verifyTable, after one edit', ['≤', 20, 'ms'], slowest(edits.map((edit) => edit?.ms)), {
      note: `the slowest edit ${shortMs(slowest(edits.map((edit) => edit?.slowestMs)) ?? 0)} ms`,
    }),
    target('diffTables, replay of 1,000,000', ['≤', 3000, 'ms'], replayed?.ms),
  ];
}

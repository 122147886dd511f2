import { diffTables, type TableDiff } from '@civigrid/tables/diff';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import { cityCaseTexts, readCases } from './city-cases.ts';
import { cityRule, cityTable } from './city-table.ts';
import { handScan } from './hand-scan.ts';
import { randomFrom } from './random.ts';

/** What is replayed. */
export interface ReplayingOptions {
  readonly rules: number;
  readonly cases: number;
  /** How often after the first time. */
  readonly times: number;
}

/** What the replay of past cases against two tables costs. */
export interface Replaying {
  readonly rules: number;
  readonly cases: number;
  readonly firstMs: number;
  readonly ms: number;
  readonly regions: number;
  readonly changed: number;
  /** Of so many cases, how many are decided differently as the hand-written scan says, and as the replay does. */
  readonly sample: {
    readonly cases: number;
    readonly different: number;
    readonly replayed: number;
  };
}

/** A table, and the same after some amendments: fewer among the special rules than among the general ones behind. */
function amended(rules: number) {
  const before = cityTable({ rules });
  const random = randomFrom(11);
  const after = before.rules.map((rule, i) =>
    i < rules - 1 && random.chance(i / rules < 0.7 ? 0.005 : 0.02)
      ? cityRule({ random, id: `new${i}`, place: i / rules, count: rules, columns: 7 })
      : rule,
  );
  return { before, after: { ...before, rules: after } };
}

/** Replays cases against a table and what became of it. */
export function replaying({ rules, cases, times }: ReplayingOptions): Replaying {
  const { before, after } = amended(rules);
  const inputs = readCases(cityCaseTexts(cases));
  let result: TableDiff | undefined;
  const replay = () =>
    milliseconds(() => {
      result = diffTables(before, after, inputs);
    });
  const firstMs = replay();
  const ms = median(Array.from({ length: times }, replay));
  const [old, now] = [handScan(before), handScan(after)];
  const some = inputs.slice(0, 2000);
  const outcome = (table: typeof before, rule: number) => JSON.stringify(table.rules[rule]?.then);
  const different = some.filter(
    (input) => outcome(before, old(input)) !== outcome(after, now(input)),
  ).length;
  return {
    rules,
    cases,
    firstMs,
    ms,
    regions: result?.regions.length ?? 0,
    changed: result?.replay?.changed ?? 0,
    sample: {
      cases: some.length,
      different,
      replayed: diffTables(before, after, some).replay?.changed ?? -1,
    },
  };
}

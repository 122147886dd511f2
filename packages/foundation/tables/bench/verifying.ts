import { type Rule, type Table, type Verification, verifyTable } from '@civigrid/tables';
import { tableVerifier } from '@civigrid/tables/verifier';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import { cityCaseTexts, readCases } from './city-cases.ts';
import { type CityTableOptions, cityRule, cityTable, cityUniverse } from './city-table.ts';
import { handScan } from './hand-scan.ts';
import { randomFrom } from './random.ts';

/** What is proved. */
export interface VerifyingOptions {
  readonly table: CityTableOptions;
  /** How often the whole table is proved after the first time, and how many single edits follow. */
  readonly times: number;
  readonly edits: number;
}

/** How much a report says. */
export interface Found {
  readonly complete: boolean;
  readonly gaps: number;
  readonly conflicts: number;
  readonly unreachable: number;
}

/** What the proof of one edit costs. */
export interface EditProofs {
  readonly edits: number;
  readonly verifierMs: number;
  readonly ms: number;
  readonly slowestMs: number;
  /** What the verifier says after all edits, and what is said of the edited table when it is proved anew. */
  readonly found: Found;
  readonly foundAnew: Found;
}

/** What the proof of a table costs, in milliseconds. */
export interface Verifying {
  readonly rules: number;
  readonly catchAll: boolean;
  readonly firstMs: number;
  readonly ms: number;
  readonly found: Found;
  /** Gaps whose witness is decided by some rule after all, as the hand-written scan says: none may be. */
  readonly falseGaps: number;
  /** Rules said to be unreachable that decide one of some thousand cases: none may be. */
  readonly falseUnreachable: number;
  readonly edit: EditProofs;
}

function count({ complete, gaps, conflicts, unreachable }: Verification): Found {
  return {
    complete,
    gaps: gaps.length,
    conflicts: conflicts.length,
    unreachable: unreachable.length,
  };
}

/** Proves a table of a city over all cases that there can be, then once more after each of some edits. */
export function verifying({ table: options, times, edits }: VerifyingOptions): Verifying {
  const known = { rules: options.rules, catchAll: options.catchAll ?? true };
  const table = cityTable(options);
  let report = verifyTable(table, cityUniverse);
  const prove = () =>
    milliseconds(() => {
      report = verifyTable(table, cityUniverse);
    });
  const firstMs = prove();
  const later = Array.from({ length: times }, prove);
  return {
    ...known,
    firstMs,
    ms: median(later),
    found: count(report),
    ...falseFindings(table, report),
    edit: proveEdits(options, edits),
  };
}

/** Findings that the hand-written scan knows better. */
function falseFindings(
  table: Table,
  { gaps, unreachable }: Verification,
): Pick<Verifying, 'falseGaps' | 'falseUnreachable'> {
  const find = handScan(table);
  // a missing value is no part of what was proved
  const whole = readCases(cityCaseTexts(5000)).filter((input) =>
    table.inputs.every(({ name }) => input[name] !== undefined && input[name] !== null),
  );
  const reached = new Set(whole.map(find));
  return {
    falseGaps: gaps.filter(({ witness }) => find(witness) >= 0).length,
    falseUnreachable: unreachable.filter(({ rule }) => reached.has(rule)).length,
  };
}

function proveEdits(options: CityTableOptions, edits: number): EditProofs {
  const table = cityTable(options);
  const rules: Rule[] = [...table.rules];
  const random = randomFrom(7);
  let verifier = tableVerifier(table, cityUniverse);
  const verifierMs = milliseconds(() => {
    verifier = tableVerifier(table, cityUniverse);
    count(verifier.report);
  });
  const took = Array.from({ length: edits }, (_, i) => {
    // a rule changed, one more, one less: never the last, which takes what is left
    const at = random.below(rules.length - 1);
    const place = at / rules.length;
    const rule = cityRule({ random, id: `edit${i}`, place, count: rules.length, columns: 7 });
    const edit = { at, remove: i % 3 === 1 ? 0 : 1, insert: i % 3 === 2 ? [] : [rule] };
    rules.splice(edit.at, edit.remove, ...edit.insert);
    return milliseconds(() => {
      verifier = verifier.edit(edit);
      count(verifier.report);
    });
  });
  return {
    edits,
    verifierMs,
    ms: median(took),
    slowestMs: Math.max(...took),
    found: count(verifier.report),
    foundAnew: count(verifyTable({ ...table, rules }, cityUniverse)),
  };
}

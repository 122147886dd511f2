import { existsSync, readFileSync } from 'node:fs';
import { type Ballots, type Register, rule, verdict } from '@civigrid/conventions/statutes';
import { describe, expect, test } from 'vitest';

const file = new URL('../../../../../shared/vectors/conventions/thresholds.json', import.meta.url);
const present = existsSync(file);
const { CIVIGRID_STRICT } = process.env;
if (!present) console.warn(`Skipped, no outside data: ${file.pathname}`);

interface Case {
  readonly rule: { readonly id: string; readonly matter?: string; readonly asOf: string };
  readonly closed: boolean;
  readonly register: Register;
  readonly ballots: Ballots;
  readonly expected: { readonly status: string; readonly tracks?: readonly unknown[] };
}

describe.skipIf(!present && CIVIGRID_STRICT !== '1')('the shared verdicts', () => {
  test('every rule, register and set of ballots ends as the law says', () => {
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] };
    const wrong = cases.flatMap((one, index) => {
      const { id, ...options } = one.rule;
      const { status, tracks } = verdict(rule(id, options), one.register, one.ballots, {
        closed: one.closed,
      });
      const found = one.expected.tracks === undefined ? { status } : { status, tracks };
      return JSON.stringify(found) === JSON.stringify(one.expected)
        ? []
        : [{ index, id, found, expected: one.expected }];
    });
    console.info(`thresholds: ${cases.length - wrong.length} of ${cases.length} passed`);
    expect(wrong).toEqual([]);
    expect(cases.length).toBe(516);
  });
});

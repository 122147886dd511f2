import {
  leakCheck,
  publishedTally,
  type TalliedHead,
  talliedHeads,
} from '@civigrid/conventions/ballots';
import { rule, type UnitBallot, verdict } from '@civigrid/conventions/statutes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

type Said = TalliedHead['choice'];

/** How many heads say the same in every way of making the published numbers, found by trying all ways. */
function revealed(heads: readonly TalliedHead[]): number {
  const classes = Array.from(new Set(heads.map(({ choice }) => choice)));
  const totals = (said: readonly Said[]) =>
    classes
      .map((one) => {
        const rows = heads.filter((_, i) => said[i] === one);
        return `${rows.length}:${rows.reduce((sum, { area }) => sum + area, 0)}`;
      })
      .join(' ');
  const published = totals(heads.map(({ choice }) => choice));
  const seen: Set<Said>[] = heads.map(() => new Set());
  const tryAll = (said: readonly Said[]): void => {
    if (said.length < heads.length) {
      for (const one of classes) tryAll([...said, one]);
      return;
    }
    if (totals(said) === published) for (const [i, one] of said.entries()) seen[i]?.add(one);
  };
  tryAll([]);
  return seen.filter((one) => one.size === 1).length;
}

const someHeads = (most: number, areas: number) =>
  fc.array(
    fc.record({
      area: fc.integer({ min: 1, max: areas }),
      choice: fc.constantFrom<Said>('for', 'against', 'abstain'),
    }),
    { minLength: 2, maxLength: most },
  );

describe('exact numbers are published only where no ballot can be worked out from them', () => {
  test('of whatever is let through nobody who tries every way finds a single ballot', () => {
    let exact = 0;
    fc.assert(
      fc.property(someHeads(8, 4), (heads) => {
        const answer = leakCheck(heads, { k: 2 });
        if (!answer.exact) return;
        exact++;
        expect(revealed(heads)).toBe(0);
      }),
      { numRuns: 600 },
    );
    expect(exact).toBeGreaterThan(20);
  });

  test('with two choices and up to six heads it says exactly whose ballots are known', () => {
    const two = fc
      .array(
        fc.record({
          area: fc.integer({ min: 1, max: 9 }),
          choice: fc.constantFrom<Said>('for', 'against'),
        }),
        { minLength: 2, maxLength: 6 },
      )
      .filter((heads) => new Set(heads.map(({ choice }) => choice)).size === 2);
    fc.assert(
      fc.property(two, (heads) => {
        const answer = leakCheck(heads, { k: 2 });
        expect(answer.exact ? 0 : answer.revealed).toBe(revealed(heads));
      }),
      { numRuns: 500 },
    );
  });

  test('a building of eight units of different areas gives every ballot away', () => {
    const heads = [8_012, 8_907, 9_133, 9_478, 10_121, 10_904, 11_377, 12_655].map((area, i) => ({
      area,
      choice: i % 3 === 0 ? ('against' as const) : ('for' as const),
    }));
    expect(revealed(heads)).toBe(8);
    expect(leakCheck(heads, { k: 2 })).toEqual({
      exact: false,
      code: 'conventions/single-ballots',
      revealed: 8,
    });
    expect(leakCheck(heads)).toMatchObject({ code: 'conventions/too-few' });
  });

  test('a tower of equal flats gives none away', () => {
    const heads = Array.from({ length: 120 }, (_, i) => ({
      area: 9_000 + (i % 4) * 500,
      choice: i % 5 < 2 ? ('against' as const) : ('for' as const),
    }));
    expect(leakCheck(heads)).toEqual({ exact: true });
  });

  test('a unanimous vote names everybody, and an empty one nobody', () => {
    const all = Array.from({ length: 30 }, () => ({ area: 1, choice: 'for' as const }));
    expect(leakCheck(all)).toEqual({
      exact: false,
      code: 'conventions/unanimous',
      revealed: 30,
    });
    expect(leakCheck([])).toEqual({ exact: true });
  });
});

describe('what is published instead', () => {
  const one = rule('civil-code-278', { matter: 'other', asOf: '2026-11-21' });
  const areas = [8_012, 8_907, 9_133, 9_478, 10_121, 10_904, 11_377, 12_655, 13_333, 14_871];
  const register = {
    units: areas.map((area, i) => ({ unit: `u${i}`, owner: `o${i}`, area })),
  };
  const said = (agree: number): readonly UnitBallot[] =>
    areas.map((_, i) => ({ unit: `u${i}`, choice: i < agree ? 'for' : 'against' }));

  test('tens of per cent where single ballots could be worked out', () => {
    const found = verdict(one, register, said(9), { closed: true });
    const leak = leakCheck(talliedHeads(register, said(9)));
    expect(leak).toMatchObject({ code: 'conventions/single-ballots' });
    expect(publishedTally(found, leak)).toEqual({
      status: 'passed',
      tracks: [
        { name: 'area', forPercent: [80, 90] },
        { name: 'heads', forPercent: [90, 100] },
      ],
    });
  });

  test('the outcome alone where all said the same', () => {
    const found = verdict(one, register, said(10), { closed: true });
    const leak = leakCheck(talliedHeads(register, said(10)));
    expect(publishedTally(found, leak)).toEqual({ status: 'passed', tracks: [] });
  });

  test('the numbers where they hide everybody', () => {
    const equal = { units: register.units.map((unit) => ({ ...unit, area: 100 })) };
    const found = verdict(one, equal, said(6), { closed: true });
    const leak = leakCheck(talliedHeads(equal, said(6)));
    expect(publishedTally(found, leak).tracks).toEqual([
      { name: 'area', participated: 1_000, for: 600 },
      { name: 'heads', participated: 10, for: 6 },
    ]);
  });

  test('an owner of two units who said two things is looked at as one head of its own kind', () => {
    const two = {
      units: [
        { unit: 'a', owner: 'A', area: 1 },
        { unit: 'b', owner: 'A', area: 2 },
        { unit: 'c', owner: 'C', area: 3 },
      ],
    };
    expect(
      talliedHeads(two, [
        { unit: 'a', choice: 'for' },
        { unit: 'b', choice: 'against' },
        { unit: 'c', choice: 'for' },
      ]),
    ).toEqual([
      { area: 3, choice: 'split' },
      { area: 3, choice: 'for' },
    ]);
  });
});

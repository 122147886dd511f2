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
    const none = all.map((_, i) => ({ area: 1, choice: i % 2 ? 'against' : 'abstain' }) as const);
    expect(leakCheck(none)).toMatchObject({ code: 'conventions/unanimous', revealed: 30 });
  });

  test('who abstained does not hide who was against, and nobody hides an owner who said two things', () => {
    const eight = Array.from({ length: 8 }, () => ({ area: 100, choice: 'for' as const }));
    const small = { area: 100, choice: 'against' as const };
    const large = [
      { area: 777, choice: 'against' as const },
      { area: 777, choice: 'abstain' as const },
    ];
    expect(leakCheck([...eight, small, ...large])).toMatchObject({ revealed: 2 });
    const two = { area: 100, choice: 'split' as const, agreed: 30 };
    expect(leakCheck([...eight, small, two])).toMatchObject({ revealed: 1 });
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
    const found = verdict(one, register, said(6), { closed: true });
    const leak = leakCheck(talliedHeads(register, said(6)));
    expect(leak).toMatchObject({ code: 'conventions/single-ballots' });
    expect(publishedTally(found, leak)).toEqual({
      status: 'passed',
      tracks: [
        { name: 'area', forPercent: [50, 60] },
        { name: 'heads', forPercent: [60, 70] },
      ],
    });
  });

  test('the outcome alone where tens would do: one of ten against, and only a large flat fits', () => {
    const found = verdict(one, register, said(9), { closed: true });
    const leak = leakCheck(talliedHeads(register, said(9)));
    expect(leak).toMatchObject({ code: 'conventions/single-ballots', outcomeOnly: true });
    expect(publishedTally(found, leak)).toEqual({ status: 'passed', tracks: [] });
  });

  test('whoever tries all ways of voting finds no unit’s agreement in what is published', () => {
    const scene = fc.record({
      units: fc.array(fc.record({ owner: fc.nat(4), area: fc.integer({ min: 1, max: 6 }) }), {
        minLength: 3,
        maxLength: 7,
      }),
      said: fc.array(fc.constantFrom<UnitBallot['choice']>('for', 'against', 'abstain'), {
        minLength: 7,
        maxLength: 7,
      }),
    });
    const shapes = new Set<string>();
    fc.assert(
      fc.property(scene, (given) => {
        const units = given.units.map(({ owner, area }, i) => ({
          unit: `u${i}`,
          owner: `o${owner}`,
          area,
        }));
        const cast = (choices: readonly UnitBallot['choice'][]): readonly UnitBallot[] =>
          units.map(({ unit }, i) => ({ unit, choice: choices[i] ?? 'abstain' }));
        const mine = cast(given.said);
        const leak = leakCheck(talliedHeads({ units }, mine), { k: 2 });
        const publish = (ballots: readonly UnitBallot[]): string =>
          JSON.stringify(
            publishedTally(verdict(one, { units }, ballots, { closed: true }), leak).tracks,
          );
        const told = publish(mine);
        if (told === '[]') return;
        shapes.add(leak.exact ? 'exact' : 'tens');
        const heads = new Map<string, Set<string>>();
        for (let ways = 0; ways < 2 ** units.length; ways++) {
          const other = units.map((_, i) =>
            (ways >> i) & 1 ? ('for' as const) : ('against' as const),
          );
          if (publish(cast(other)) !== told) continue;
          for (const { owner } of units) {
            const way = other.filter((_, i) => units[i]?.owner === owner).join();
            heads.set(owner, (heads.get(owner) ?? new Set()).add(way));
          }
        }
        for (const ways of heads.values()) expect(ways.size).toBeGreaterThan(1);
      }),
      { numRuns: 1_500 },
    );
    expect(shapes).toEqual(new Set(['exact', 'tens']));
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
      { area: 3, choice: 'split', agreed: 1 },
      { area: 3, choice: 'for' },
    ]);
  });
});

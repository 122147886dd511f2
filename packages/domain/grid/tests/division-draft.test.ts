import { type GridHierarchy, gridHierarchy } from '@civigrid/grid';
import { type DivisionEvent, divisionDecider, divisionTimeline } from '@civigrid/grid/division';
import { type DivisionDraft, divisionDraft } from '@civigrid/grid/drafts';
import { canonicalJson, type GridCode, isDomainError } from '@civigrid/kernel';
import { specification } from '@civigrid/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cell, code, plot, rectangle } from './plot.ts';
import { codeSource, randomStreet, randomWish, type Wish } from './random-change.ts';
import { collection, randomFrom } from './tiling.ts';

const { given } = specification(divisionDecider);
const features = [
  cell('S', null),
  cell('A', 'S', rectangle(0, 0, 4, 1)),
  cell('B', 'S', rectangle(4, 0, 8, 1)),
  cell('A1', 'A', rectangle(0, 0, 2, 1)),
  cell('A2', 'A', rectangle(2, 0, 4, 1)),
  cell('B1', 'B', rectangle(4, 0, 6, 1)),
  cell('B2', 'B', rectangle(6, 0, 8, 1)),
];
const today = gridHierarchy(collection(features));
const middle = { line: [plot(1, -1), plot(1, 2)] };
const two = (one: string, other: string) => [{ code: code(one) }, { code: code(other) }];
const refused = (word: string) => expect.objectContaining({ code: `grid/${word}` });
const proposal = divisionDraft(today)
  .split(code('A1'), middle, two('A3', 'A4'))
  .merge([code('A4'), code('A2')], { code: code('A5') })
  .moveBorder(code('B1'), code('A5'), rectangle(4, 0, 5, 1))
  .transfer(code('B2'), code('A'));

/** The facts that enacting a proposal leads to. */
function enacted(draft: DivisionDraft, division: GridHierarchy): readonly DivisionEvent[] {
  const cells = division.codes.map(division.feature);
  const events = [
    ...divisionDecider.decide(
      { type: 'adopt', effective: '2026-01-01', cells },
      divisionDecider.initial,
    ),
  ];
  for (const command of draft.enact({ effective: '2026-07-01' }))
    events.push(...divisionDecider.decide(command, given(events).state()));
  return events;
}

function wished(draft: DivisionDraft, wish: Wish): DivisionDraft {
  switch (wish.op) {
    case 'split':
      return draft.split(
        wish.code,
        { line: wish.line },
        wish.into.map((one) => ({ code: one })),
      );
    case 'merge':
      return draft.merge(wish.codes, { code: wish.into });
    case 'transfer':
      return draft.transfer(wish.code, wish.parent);
    case 'moveBorder':
      return draft.moveBorder(wish.from, wish.to, wish.area);
    case 'renumber':
      return draft.renumber(wish.code, { code: wish.into });
    case 'rearrange':
      return draft.rearrange(wish.words);
    case 'establish':
      return draft.establish({ code: wish.code, parent: wish.parent }, wish.area);
    case 'abolish':
      return draft.abolish(wish.code);
  }
}

/** A draft of some steps at random. */
function randomDraft(division: GridHierarchy, random: () => number, steps: number): DivisionDraft {
  const newCode = codeSource();
  let draft = divisionDraft(division);
  for (let i = 0; i < steps; i++) {
    const wish = randomWish(draft.hierarchy(), random, newCode);
    try {
      if (wish) draft = wished(draft, wish);
    } catch (error) {
      if (!isDomainError(error, 'grid/nothing-moves') && !isDomainError(error, 'grid/nothing-left'))
        throw error;
    }
  }
  return draft;
}

describe('a proposal', () => {
  test('is proved, and enacted step by step from a day on: then the division is what was proposed', () => {
    expect(proposal.validate()).toEqual({ seamless: true, defects: [] });
    const events = enacted(proposal, today);
    expect(events.map(({ type }) => type)).toEqual([
      'grid/adopted',
      'grid/split',
      'grid/merged',
      'grid/border-moved',
      'grid/transferred',
    ]);
    const timeline = divisionTimeline(events);
    expect(timeline.at('2026-06-30')?.codes).toEqual(today.codes);
    const then = timeline.at('2026-07-01');
    expect(then?.codes).toEqual(proposal.hierarchy().codes);
    for (const one of then?.codes ?? [])
      expect(then?.feature(one)).toEqual(proposal.hierarchy().feature(one));
    expect(timeline.successorsOf(code('A1'), '2026-06-30')).toEqual(['A3', 'A5']);
  });

  test('changes nothing today, nothing of the draft before it, and nothing of what the host gave', () => {
    const own = structuredClone(features);
    const street = gridHierarchy(collection(own));
    const begun = divisionDraft(street);
    begun.renumber(code('A1'), { code: code('A3') });
    expect(begun.document.steps).toEqual([]);
    expect(begun.hierarchy()).toBe(street);
    expect(street.has(code('A3'))).toBe(false);
    expect(own.some(({ properties }) => Object.isFrozen(properties))).toBe(false);
  });

  test('is undone and done again, and a new step forgets what was undone', () => {
    const undone = proposal.undo().undo();
    expect([undone.log.length, undone.undone]).toEqual([2, 2]);
    expect(undone.log.map(({ type }) => type)).toEqual(['split', 'merge']);
    expect(undone.redo().redo().document).toEqual(proposal.document);
    expect(undone.renumber(code('B1'), { code: code('B3') }).undone).toBe(0);
    const empty = divisionDraft(today);
    expect([empty.undo(), empty.redo()]).toEqual([empty, empty]);
    expect(proposal.redo()).toBe(proposal);
  });

  test('keeps the steps and the cells that they draw, not the whole division', () => {
    const street = randomStreet(randomFrom(7), { rows: 20, columns: 20 });
    const [leaf, other] = ['LS.05.50', 'LS.05.51'].map(code) as [GridCode, GridCode];
    const draft = divisionDraft(street).merge([leaf, other], { code: code('N1') });
    const { steps, footing } = draft.document;
    expect(steps.flatMap(({ change }) => change.cells)).toHaveLength(1);
    expect(footing.map((foot) => foot.code).sort()).toEqual(['LS.05', leaf, other]);
    expect(canonicalJson(draft.document).length).toBeLessThan(3000);
  });

  test('does not use a code again, neither one of the past nor one that it retires itself', () => {
    const draft = divisionDraft(today, { codesEver: [code('A0')] });
    expect(() => draft.renumber(code('A1'), { code: code('A0') })).toThrow(refused('code-retired'));
    const renumbered = draft.renumber(code('A1'), { code: code('A3') });
    expect(() => renumbered.renumber(code('A2'), { code: code('A1') })).toThrow(
      refused('code-retired'),
    );
    const again = renumbered.renumber(code('A3'), { code: code('A4') });
    expect(() => again.renumber(code('A2'), { code: code('A3') })).toThrow(refused('code-retired'));
  });

  test('that leaves a gap is not enacted, unless that is wanted', () => {
    const pieces = [rectangle(0, 0, 1, 1), rectangle(1.5, 0, 2, 1)];
    const draft = divisionDraft(today).split(code('A1'), { pieces }, two('A3', 'A4'));
    const effective = '2026-07-01';
    expect(() => draft.enact({ effective })).toThrow(refused('less-seamless'));
    expect(draft.enact({ effective, lessSeamless: 'allow' })).toHaveLength(1);
    expect(() => draft.enact({ effective: 'soon', lessSeamless: 'allow' })).toThrow(
      refused('invalid-day'),
    );
  });

  test('may be enacted where the division has a gap already, as long as that grows no larger', () => {
    const holed = gridHierarchy(
      collection(features.filter(({ properties }) => properties['code'] !== 'B2')),
    );
    expect(holed.validate().seamless).toBe(false);
    const draft = divisionDraft(holed).split(code('A1'), middle, two('A3', 'A4'));
    expect(draft.enact({ effective: '2026-07-01' })).toHaveLength(1);
    const worse = draft.split(
      code('B1'),
      { pieces: [rectangle(4, 0, 5, 1), rectangle(5, 0, 5.5, 1)] },
      two('B3', 'B4'),
    );
    expect(() => worse.enact({ effective: '2026-07-01' })).toThrow(refused('less-seamless'));
  });
});

describe('compared with today', () => {
  const found = proposal.compare([
    { key: '户-1', point: plot(0.5, 0.5) },
    { key: '户-2', point: plot(1.5, 0.5) },
    { key: '户-3', point: plot(2.5, 0.5) },
    { key: '户-4', point: plot(4.5, 0.5) },
    { key: '户-5', point: plot(5.5, 0.5) },
    { key: '户-6', point: plot(99, 0.5) },
    { key: 'case-1', cell: code('A1') },
    { key: 'case-2', cell: code('A2') },
    { key: 'case-3', cell: code('B2') },
    { key: 'case-4', cell: code('Z9') },
  ]);

  test('cells cease, come, change their parent, grow and shrink', () => {
    expect(found.ceased.map((one) => one.code)).toEqual(['A1', 'A2']);
    expect(found.came.map((one) => one.code)).toEqual(['A3', 'A5']);
    expect(found.came[1]?.squareMetres).toBeCloseTo((found.ceased[1]?.squareMetres ?? 0) * 2, 0);
    expect(found.transferred).toEqual([{ code: 'B2', from: 'B', to: 'A' }]);
    expect(
      found.resized.map((one) => [one.code, one.toSquareMetres > one.fromSquareMetres]),
    ).toEqual([
      ['A', true],
      ['B', false],
      ['B1', false],
    ]);
  });

  test('of households by their place and of cases by their grid it is known which move where', () => {
    expect(found.moves).toEqual([
      { key: '户-1', from: 'A1', to: ['A3'] },
      { key: '户-2', from: 'A1', to: ['A5'] },
      { key: '户-3', from: 'A2', to: ['A5'] },
      { key: '户-4', from: 'B1', to: ['A5'] },
      { key: 'case-1', from: 'A1', to: ['A3', 'A5'] },
      { key: 'case-2', from: 'A2', to: ['A5'] },
    ]);
    expect(found.flows).toEqual([
      { from: 'A1', to: 'A3', count: 1 },
      { from: 'A1', to: 'A5', count: 1 },
      { from: 'A2', to: 'A5', count: 2 },
      { from: 'B1', to: 'A5', count: 1 },
    ]);
    expect(found.unknown).toEqual(['case-4']);
    expect(found.totals).toEqual({ things: 10, stay: 3, move: 5, undecided: 1, unknown: 1 });
  });

  test('a draft without steps moves nothing', () => {
    expect(divisionDraft(today).compare([{ key: '1', cell: code('A1') }])).toEqual({
      ceased: [],
      came: [],
      transferred: [],
      resized: [],
      moves: [],
      flows: [],
      unknown: [],
      totals: { things: 1, stay: 1, move: 0, undecided: 0, unknown: 0 },
    });
  });
});

describe('a saved proposal', () => {
  const saved: unknown = JSON.parse(JSON.stringify(proposal.undo().toJson()));

  test('is opened again as it was, what was undone included', () => {
    const opened = divisionDraft(today, { saved });
    expect(opened.document).toEqual(proposal.undo().document);
    expect(opened.log).toEqual(proposal.undo().log);
    expect(opened.redo().document).toEqual(proposal.document);
  });

  test('is opened on a division that has changed elsewhere', () => {
    const elsewhere = divisionDraft(today).split(
      code('B2'),
      { line: [plot(7, -1), plot(7, 2)] },
      two('B8', 'B9'),
    );
    const merged = divisionDraft(today).split(code('A1'), middle, two('A3', 'A4'));
    const opened = divisionDraft(elsewhere.hierarchy(), { saved: merged.toJson() });
    expect(opened.validate().seamless).toBe(true);
    expect(opened.hierarchy().codes).toEqual(['A', 'A2', 'A3', 'A4', 'B', 'B1', 'B8', 'B9', 'S']);
  });

  test('is refused where a cell that it stands on has changed, ceased or got other grids below it', () => {
    const changed = (draft: DivisionDraft) => draft.hierarchy();
    const begun = divisionDraft(today);
    const split = begun.split(code('A1'), middle, two('A3', 'A4')).toJson();
    const groups = { children: [[code('A1')], [code('A2')]] };
    const community = begun.split(code('A'), groups, two('C', 'D')).toJson();
    for (const [draft, against] of [
      [split, changed(begun.moveBorder(code('A1'), code('B2'), rectangle(0, 0, 0.5, 1)))],
      [split, changed(begun.renumber(code('A1'), { code: code('A9') }))],
      [split, changed(begun.renumber(code('A2'), { code: code('A3') }))],
      [community, changed(begun.split(code('A1'), middle, two('A7', 'A8')))],
      [community, changed(begun.transfer(code('B1'), code('A')))],
      [
        saved,
        changed(begun.split(code('A2'), { line: [plot(3, -1), plot(3, 2)] }, two('A7', 'A8'))),
      ],
    ] as const)
      expect(() => divisionDraft(against, { saved: draft })).toThrow(refused('division-changed'));
  });

  test('that cannot do again what was undone forgets it', () => {
    const draft = divisionDraft(today)
      .split(code('A1'), middle, two('A3', 'A4'))
      .renumber(code('B1'), { code: code('B3') })
      .undo();
    const elsewhere = divisionDraft(today)
      .renumber(code('B1'), { code: code('B7') })
      .hierarchy();
    const opened = divisionDraft(elsewhere, { saved: draft.toJson() });
    expect([opened.log.length, opened.undone]).toEqual([1, 0]);
  });

  test('in any state is opened or refused by code', () => {
    const whole = JSON.parse(JSON.stringify(proposal.toJson()));
    const paths = (
      value: unknown,
      path: readonly (string | number)[] = [],
    ): readonly (readonly (string | number)[])[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, part]) => [
            [...path, key],
            ...paths(part, [...path, key]),
          ])
        : [];
    const all = paths(whole);
    fc.assert(
      fc.property(fc.nat(all.length - 1), fc.jsonValue(), (row, put) => {
        const spoilt = structuredClone(whole);
        const path = all[row] ?? [];
        let at = spoilt;
        for (const key of path.slice(0, -1)) at = at[key];
        at[path.at(-1) ?? ''] = put;
        try {
          divisionDraft(today, { saved: spoilt });
        } catch (error) {
          if (!isDomainError(error)) throw error;
        }
      }),
      { numRuns: 300 },
    );
    for (const nothing of [
      null,
      7,
      'draft',
      [],
      {},
      { schema: 2 },
      { ...whole, done: 9 },
      { ...whole, names: null },
    ])
      expect(() => divisionDraft(today, { saved: nothing })).toThrow(refused('bad-draft'));
  });
});

test('any run of steps is undone to the first document, done again to the last, saved, opened and enacted', () => {
  let steps = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const street = randomStreet(random);
      const draft = randomDraft(street, random, 8);
      steps += draft.log.length;
      let back = draft;
      for (let i = draft.log.length; i > 0; i--) back = back.undo();
      expect(back.document).toEqual(divisionDraft(street).document);
      expect(back.hierarchy()).toBe(street);
      let again = back;
      for (let i = draft.log.length; i > 0; i--) again = again.redo();
      expect(again.document).toEqual(draft.document);
      const opened = divisionDraft(street, { saved: JSON.parse(JSON.stringify(draft.toJson())) });
      expect(opened.document).toEqual(draft.document);
      expect(opened.log).toEqual(draft.log);
      const then = divisionTimeline(enacted(draft, street)).at('2026-07-01');
      expect(then?.codes).toEqual(draft.hierarchy().codes);
      expect(then?.validate()).toEqual(draft.validate());
      expect(draft.validate().seamless).toBe(true);
    }),
    { numRuns: 10 },
  );
  expect(steps).toBeGreaterThan(30);
});

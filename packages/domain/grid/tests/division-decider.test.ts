import type { GridFeature } from '@civigrid/grid';
import {
  type DivisionCommand,
  type DivisionEvent,
  divisionDecider,
  divisionTimeline,
} from '@civigrid/grid/division';
import { gridCode } from '@civigrid/kernel';
import { specification } from '@civigrid/testing';
import { describe, expect, test } from 'vitest';
import { cell, code, rectangle } from './plot.ts';

const { given } = specification(divisionDecider);
const start = '2026-01-01';

/** A street 4 wide and 1 high: community A with two grids in the west, community B with two in the east. */
const street: readonly GridFeature[] = [
  cell('S', null),
  cell('A', 'S'),
  cell('B', 'S', rectangle(2, 0, 4, 1)),
  cell('A1', 'A', rectangle(0, 0, 1, 1)),
  cell('A2', 'A', rectangle(1, 0, 2, 1)),
  cell('B1', 'B', rectangle(2, 0, 3, 1)),
  cell('B2', 'B', rectangle(3, 0, 4, 1)),
];
const adopt: DivisionCommand = { type: 'adopt', effective: start, cells: street };
const adopted: DivisionEvent = {
  type: 'grid/adopted',
  schema: 1,
  data: {
    effective: start,
    datum: 'CGCS2000',
    names: { code: 'code', parent: 'parent', level: 'level' },
    lineage: [],
    retired: [],
    cells: street,
  },
};
type Command<Type> = Extract<DivisionCommand, { readonly type: Type }>;
const split = (more: Partial<Command<'split'>> = {}): DivisionCommand => ({
  type: 'split',
  effective: '2026-03-01',
  code: code('A1'),
  into: ['A3', 'A4'].map(gridCode),
  cells: [cell('A3', 'A', rectangle(0, 0, 0.5, 1)), cell('A4', 'A', rectangle(0.5, 0, 1, 1))],
  ...more,
});
const merge = (more: Partial<Command<'merge'>> = {}): DivisionCommand => ({
  type: 'merge',
  effective: '2026-03-01',
  codes: ['A1', 'A2'].map(gridCode),
  into: code('A5'),
  cells: [cell('A5', 'A', rectangle(0, 0, 2, 1))],
  ...more,
});
const transfer = (more: Partial<Command<'transfer'>> = {}): DivisionCommand => ({
  type: 'transfer',
  effective: '2026-03-01',
  code: code('A2'),
  parent: code('B'),
  cells: [cell('A2', 'B', rectangle(1, 0, 2, 1)), cell('B', 'S', rectangle(1, 0, 4, 1))],
  ...more,
});
const moveBorder = (more: Partial<Command<'moveBorder'>> = {}): DivisionCommand => ({
  type: 'moveBorder',
  effective: '2026-03-01',
  from: code('A2'),
  to: code('B1'),
  cells: [
    cell('A2', 'A', rectangle(1, 0, 1.5, 1)),
    cell('B1', 'B', rectangle(1.5, 0, 3, 1)),
    cell('B', 'S', rectangle(1.5, 0, 4, 1)),
  ],
  ...more,
});
const renumber = (more: Partial<Command<'renumber'>> = {}): DivisionCommand => ({
  type: 'renumber',
  effective: '2026-03-01',
  code: code('A'),
  into: code('C'),
  cells: [
    cell('C', 'S'),
    cell('A1', 'C', rectangle(0, 0, 1, 1)),
    cell('A2', 'C', rectangle(1, 0, 2, 1)),
  ],
  ...more,
});

const rearrange = (more: Partial<Command<'rearrange'>> = {}): DivisionCommand => ({
  type: 'rearrange',
  effective: '2026-03-01',
  moves: [
    { code: code('A2'), parent: code('C') },
    { code: code('B1'), parent: code('C') },
    { code: code('B2'), parent: code('A') },
  ],
  established: [{ code: code('C'), parent: code('S') }],
  abolished: [code('B')],
  cells: [
    cell('C', 'S', rectangle(1, 0, 3, 1)),
    cell('A2', 'C', rectangle(1, 0, 2, 1)),
    cell('B1', 'C', rectangle(2, 0, 3, 1)),
    cell('B2', 'A', rectangle(3, 0, 4, 1)),
  ],
  ...more,
});
const establish = (more: Partial<Command<'establish'>> = {}): DivisionCommand => ({
  type: 'establish',
  effective: '2026-03-01',
  code: code('B3'),
  parent: code('B'),
  cells: [cell('B3', 'B', rectangle(4, 0, 5, 1)), cell('B', 'S', rectangle(2, 0, 5, 1))],
  ...more,
});
const abolish = (more: Partial<Command<'abolish'>> = {}): DivisionCommand => ({
  type: 'abolish',
  effective: '2026-03-01',
  code: code('B2'),
  cells: [cell('B', 'S', rectangle(2, 0, 3, 1))],
  ...more,
});

/** The facts of some commands, one after the other. */
function facts(...commands: readonly DivisionCommand[]): readonly DivisionEvent[] {
  const events: DivisionEvent[] = [];
  for (const command of commands)
    events.push(...divisionDecider.decide(command, given(events).state()));
  return events;
}

describe('a division is adopted once', () => {
  test('with its cells, the datum and the names of the properties', () => {
    given([]).when(adopt).then([adopted]);
  });

  test('a second time is refused, and so is a change before the first', () => {
    given([adopted]).when(adopt).refuses('grid/already-adopted');
    given([]).when(split()).refuses('grid/not-adopted');
  });

  test.each<[string, string, readonly GridFeature[]]>([
    ['a code that stands twice', 'grid/bad-cell', [cell('A', null), cell('A', null)]],
    ['a cell without a code', 'grid/bad-cell', [cell('', null)]],
    [
      'a parent that is no code',
      'grid/bad-cell',
      [{ ...cell('A', null), properties: { code: 'A', parent: {} } }],
    ],
    ['a parent that is not there', 'grid/unknown-parent', [cell('A', 'S')]],
    [
      'parents in a circle',
      'grid/circular-parent',
      [cell('A', 'B'), cell('B', 'A'), cell('C', 'A')],
    ],
    ['no cell at all', 'grid/too-few-cells', []],
  ])('%s is refused', (_, refusal, cells) => {
    given([])
      .when({ ...adopt, cells })
      .refuses(refusal);
  });

  test.each(['2026-02-30', '2026-1-1', '', 'soon', '20260101'])('%j is no day', (effective) => {
    given([])
      .when({ ...adopt, effective })
      .refuses('grid/invalid-day');
    given([adopted]).when(split({ effective })).refuses('grid/invalid-day');
  });

  test('codes may be numbers, under names of one’s own, and words of the language', () => {
    const names = { code: '编码', parent: '上级' };
    const cells = [
      { type: 'Feature', properties: { 编码: 330702, 上级: null }, geometry: null },
      { type: 'Feature', properties: { 编码: '__proto__', 上级: 330702 }, geometry: null },
      { type: 'Feature', properties: { 编码: 'constructor', 上级: '330702' }, geometry: null },
    ] as const;
    const events = facts({ ...adopt, cells, names });
    const state = given(events).state();
    expect(state.status === 'adopted' && [...state.cells.keys()]).toEqual([
      '330702',
      '__proto__',
      'constructor',
    ]);
    expect(divisionTimeline(events).codesEver).toEqual(['330702', '__proto__', 'constructor']);
  });
});

describe('a change says from when it holds, what retires and what follows', () => {
  test('a grid is split', () => {
    const { cells } = split();
    const [code_, into] = [code('A1'), ['A3', 'A4'].map(gridCode)];
    given([adopted])
      .when(split())
      .then([
        {
          type: 'grid/split',
          schema: 1,
          data: {
            code: code_,
            into,
            effective: '2026-03-01',
            lineage: [{ from: [code_], to: into }],
            retired: [code_],
            cells,
          },
        },
      ]);
  });

  test('two grids become one, a community gets another code with its grids under it', () => {
    const [merged] = facts(adopt, merge()).slice(1);
    expect(merged?.data.lineage).toEqual([{ from: ['A1', 'A2'], to: ['A5'] }]);
    expect(merged?.data.retired).toEqual(['A1', 'A2']);
    const events = facts(adopt, renumber());
    expect(events[1]?.data.lineage).toEqual([{ from: ['A'], to: ['C'] }]);
    const state = given(events).state();
    expect(state.status === 'adopted' && state.cells.get(code('A1'))?.parent).toBe('C');
  });

  test('what leaves a community for another is lineage of the communities, not of the grid', () => {
    const [, transferred] = facts(adopt, transfer());
    expect(transferred?.data.lineage).toEqual([{ from: ['A'], to: ['A', 'B'] }]);
    expect(transferred?.data.retired).toEqual([]);
    const [, moved] = facts(adopt, moveBorder());
    expect(moved?.data.lineage).toEqual([
      { from: ['A'], to: ['A', 'B'] },
      { from: ['A2'], to: ['A2', 'B1'] },
    ]);
  });

  test('many grids go elsewhere at once, communities come and cease: each is followed by those that took from it', () => {
    const [, rearranged] = facts(adopt, rearrange());
    const { type, cells, ...words } = rearrange() as Command<'rearrange'>;
    expect(type).toBe('rearrange');
    expect(rearranged).toEqual({
      type: 'grid/rearranged',
      schema: 1,
      data: {
        ...words,
        lineage: [
          { from: ['A'], to: ['A', 'C'] },
          { from: ['B'], to: ['A', 'C'] },
        ],
        retired: ['B'],
        cells,
      },
    });
    const timeline = divisionTimeline(facts(adopt, rearrange()));
    expect(timeline.at('2026-03-01')?.validate()).toEqual({ seamless: true, defects: [] });
    expect(timeline.successorsOf(code('B'), start)).toEqual(['A', 'C']);
  });

  test('a grid comes that follows no other, and one ceases that no other follows', () => {
    const events = facts(adopt, establish(), abolish({ effective: '2026-04-01' }));
    expect(events.slice(1).map(({ type, data }) => [type, data.lineage, data.retired])).toEqual([
      ['grid/established', [], []],
      ['grid/abolished', [{ from: ['B2'], to: [] }], ['B2']],
    ]);
    given(events)
      .when(establish({ effective: '2026-05-01', code: code('B2'), cells: [cell('B2', 'B')] }))
      .refuses('grid/code-retired');
  });

  test('a correction has no lineage', () => {
    const cells = [cell('A1', 'A', rectangle(0, 0, 1, 1))];
    const [, corrected] = facts(adopt, { type: 'correct', effective: start, cells });
    expect(corrected).toEqual({
      type: 'grid/corrected',
      schema: 1,
      data: { effective: start, lineage: [], retired: [], cells },
    });
  });
});

describe('what is wrong in the tree is refused', () => {
  const wholeA = rectangle(0, 0, 2, 1);
  test.each<[string, string, DivisionCommand]>([
    ['a split of an unknown code', 'grid/unknown-code', split({ code: code('Z') })],
    ['a split into one', 'grid/too-few-cells', split({ into: [code('A3')] })],
    [
      'a split into a code that is borne',
      'grid/code-taken',
      split({ into: [code('A3'), code('A2')] }),
    ],
    ['a split into its own code', 'grid/code-taken', split({ into: [code('A1'), code('A3')] })],
    ['a split into one code twice', 'grid/code-taken', split({ into: [code('A3'), code('A3')] })],
    ['a piece that is not drawn', 'grid/wrong-cells', split({ cells: [cell('A3', 'A', wholeA)] })],
    [
      'a piece under another community',
      'grid/other-parent',
      split({ cells: [cell('A3', 'A', wholeA), cell('A4', 'B', wholeA)] }),
    ],
    [
      'a piece under nobody',
      'grid/other-parent',
      split({ cells: [cell('A3', 'A', wholeA), cell('A4', null, wholeA)] }),
    ],
    [
      'a cell that nobody spoke of',
      'grid/unknown-code',
      split({ cells: [...split().cells, cell('A9', 'A', wholeA)] }),
    ],
    [
      'a cell that retires and is drawn',
      'grid/wrong-cells',
      split({ cells: [...split().cells, cell('A1', 'A', wholeA)] }),
    ],
    [
      'a cell that is drawn twice',
      'grid/bad-cell',
      split({ cells: [...split().cells, ...split().cells] }),
    ],
    [
      'a neighbour that slips under another parent',
      'grid/wrong-cells',
      split({ cells: [...split().cells, cell('A2', 'B', wholeA)] }),
    ],
    [
      'a community that retires and leaves its grids',
      'grid/children-left',
      renumber({ cells: [cell('C', 'S'), cell('A1', 'C')] }),
    ],
    [
      'a grid that flees from a community that retires',
      'grid/wrong-cells',
      renumber({ cells: [cell('C', 'S'), cell('A1', 'C'), cell('A2', 'B')] }),
    ],
    ['a merge across communities', 'grid/other-parent', merge({ codes: [code('A2'), code('B1')] })],
    ['a merge of one', 'grid/too-few-cells', merge({ codes: [code('A1')] })],
    ['a merge of one twice', 'grid/too-few-cells', merge({ codes: [code('A1'), code('A1')] })],
    ['a transfer to where it lies', 'grid/nothing-moves', transfer({ parent: code('A') })],
    ['a transfer to nobody', 'grid/unknown-code', transfer({ parent: code('Z') })],
    [
      'a transfer below itself',
      'grid/circular-parent',
      transfer({ code: code('A'), parent: code('A1'), cells: [cell('A', 'A1')] }),
    ],
    [
      'a transfer that draws it where it was',
      'grid/wrong-cells',
      transfer({ cells: [cell('A2', 'A')] }),
    ],
    ['a transfer that is not drawn', 'grid/wrong-cells', transfer({ cells: [] })],
    ['a border with itself', 'grid/nothing-moves', moveBorder({ to: code('A2') })],
    [
      'a border that is drawn on one side',
      'grid/wrong-cells',
      moveBorder({ cells: [cell('A2', 'A')] }),
    ],
    [
      'a rearrangement of nothing',
      'grid/nothing-moves',
      rearrange({ moves: [], established: [], abolished: [] }),
    ],
    [
      'one that leaves a grid where it lies',
      'grid/nothing-moves',
      rearrange({ moves: [{ code: code('A2'), parent: code('A') }] }),
    ],
    [
      'one that moves a grid twice',
      'grid/wrong-cells',
      rearrange({
        moves: [
          { code: code('A2'), parent: code('B') },
          { code: code('A2'), parent: code('S') },
        ],
        abolished: [],
      }),
    ],
    [
      'one that moves an unknown grid',
      'grid/unknown-code',
      rearrange({ moves: [{ code: code('Z'), parent: code('A') }] }),
    ],
    [
      'one that moves a grid to nobody',
      'grid/unknown-code',
      rearrange({ moves: [{ code: code('A2'), parent: code('Z') }] }),
    ],
    [
      'one that moves a grid into a community that ceases',
      'grid/wrong-cells',
      rearrange({ moves: [{ code: code('A2'), parent: code('B') }] }),
    ],
    [
      'one that establishes a community below one that ceases',
      'grid/wrong-cells',
      rearrange({ established: [{ code: code('C'), parent: code('B') }] }),
    ],
    [
      'one that establishes a community under nobody',
      'grid/unknown-code',
      rearrange({ established: [{ code: code('C'), parent: code('Z') }] }),
    ],
    [
      'one that moves a community and a grid of it',
      'grid/wrong-cells',
      rearrange({
        moves: [
          { code: code('A2'), parent: code('C') },
          { code: code('A'), parent: code('B') },
        ],
        abolished: [],
      }),
    ],
    [
      'one that moves a community below itself',
      'grid/circular-parent',
      rearrange({ moves: [{ code: code('A'), parent: code('A1') }], abolished: [] }),
    ],
    [
      'one that leaves a grid in a community that ceases',
      'grid/children-left',
      rearrange({
        moves: (rearrange() as Command<'rearrange'>).moves.slice(0, 2),
        cells: (rearrange() as Command<'rearrange'>).cells.slice(0, 3),
      }),
    ],
    [
      'one that leaves out what it moves',
      'grid/wrong-cells',
      rearrange({ cells: (rearrange() as Command<'rearrange'>).cells.slice(0, 3) }),
    ],
    [
      'one that draws a grid under another community than it says',
      'grid/wrong-cells',
      rearrange({
        cells: [
          ...(rearrange() as Command<'rearrange'>).cells.slice(0, 3),
          cell('B2', 'C', rectangle(3, 0, 4, 1)),
        ],
      }),
    ],
    [
      'a community that is established under a code that is borne',
      'grid/code-taken',
      rearrange({ established: [{ code: code('A1'), parent: code('S') }] }),
    ],
    ['a grid that comes under nobody', 'grid/unknown-code', establish({ parent: code('Z') })],
    ['a grid that comes and is not drawn', 'grid/wrong-cells', establish({ cells: [] })],
    [
      'a grid that comes elsewhere than is said',
      'grid/wrong-cells',
      establish({ cells: [cell('B3', 'A', rectangle(4, 0, 5, 1))] }),
    ],
    ['a code that is borne', 'grid/code-taken', establish({ code: code('A1') })],
    ['the end of a grid that is not there', 'grid/unknown-code', abolish({ code: code('Z') })],
    [
      'the end of a community with its grids',
      'grid/children-left',
      abolish({ code: code('B'), cells: [] }),
    ],
    [
      'a correction of nothing',
      'grid/nothing-moves',
      { type: 'correct', effective: '2026-03-01', cells: [] },
    ],
  ])('%s', (_, refusal, command) => {
    given([adopted]).when(command).refuses(refusal);
  });
});

describe('codes are retired, never used again', () => {
  const events = facts(adopt, split());
  test('neither for the same place nor for another, nor can a retired cell be changed', () => {
    const again: DivisionCommand = {
      type: 'merge',
      effective: '2026-05-01',
      codes: ['A3', 'A4'].map(gridCode),
      into: code('A1'),
      cells: [cell('A1', 'A', rectangle(0, 0, 1, 1))],
    };
    given(events).when(again).refuses('grid/code-retired');
    given(events)
      .when(renumber({ effective: '2026-05-01', code: code('B2'), into: code('A1'), cells: [] }))
      .refuses('grid/code-retired');
    given(events)
      .when(split({ effective: '2026-05-01', into: ['A6', 'A7'].map(gridCode) }))
      .refuses('grid/code-retired');
  });
});

describe('the past is not written anew', () => {
  test('before the first division there is nothing to change', () => {
    given([adopted])
      .when(split({ effective: '2025-12-31' }))
      .refuses('grid/day-superseded');
  });

  test('a cell that changes on a day to come is not changed on a day before', () => {
    const events = facts(adopt, moveBorder({ effective: '2026-07-01' }));
    given(events)
      .when(transfer({ effective: '2026-06-30' }))
      .refuses('grid/day-superseded');
    given(events)
      .when(merge({ effective: '2026-06-30' }))
      .refuses('grid/day-superseded');
    expect(
      facts(adopt, moveBorder({ effective: '2026-07-01' }), merge({ effective: '2026-07-01' })),
    ).toHaveLength(3);
  });

  test('cells that the later change leaves alone may change before it, and each day has its own division', () => {
    const events = facts(
      adopt,
      transfer({
        code: code('B2'),
        parent: code('A'),
        effective: '2026-07-01',
        cells: [cell('B2', 'A', rectangle(3, 0, 4, 1)), cell('B', 'S', rectangle(2, 0, 3, 1))],
      }),
      split({ effective: '2026-03-01' }),
    );
    const timeline = divisionTimeline(events);
    expect(timeline.days).toEqual([start, '2026-03-01', '2026-07-01']);
    const leaves = (day: string) => timeline.at(day)?.children(code('A'));
    expect(leaves('2026-02-28')).toEqual(['A1', 'A2']);
    expect(leaves('2026-03-01')).toEqual(['A2', 'A3', 'A4']);
    expect(leaves('2026-07-01')).toEqual(['A2', 'A3', 'A4', 'B2']);
  });

  test('a community that a grid joins or leaves later cannot retire before', () => {
    const gone = facts(adopt, transfer({ effective: '2026-07-01' }));
    const cells = [cell('C', 'S'), cell('A1', 'C', rectangle(0, 0, 1, 1))];
    given(gone)
      .when(renumber({ effective: '2026-06-01', cells }))
      .refuses('grid/day-superseded');
    expect(
      divisionDecider.decide(renumber({ effective: '2026-07-01', cells }), given(gone).state()),
    ).toHaveLength(1);
  });

  test('a rearrangement does not reach behind a later change of what it touches or of what lies above', () => {
    for (const later of [
      transfer({ effective: '2026-07-01' }),
      split({
        effective: '2026-07-01',
        code: code('B2'),
        into: ['B4', 'B5'].map(gridCode),
        cells: [cell('B4', 'B'), cell('B5', 'B')],
      }),
    ])
      given(facts(adopt, later))
        .when(rearrange({ effective: '2026-06-30' }))
        .refuses('grid/day-superseded');
    const later = facts(adopt, rearrange({ effective: '2026-07-01' }));
    given(later)
      .when(abolish({ effective: '2026-06-30', cells: [] }))
      .refuses('grid/day-superseded');
    given(later)
      .when(
        establish({
          effective: '2026-06-30',
          code: code('C1'),
          parent: code('C'),
          cells: [cell('C1', 'C')],
        }),
      )
      .refuses('grid/day-superseded');
  });

  test('nothing goes under a cell that comes later, nor by a way that is built later', () => {
    const events = facts(adopt, renumber({ effective: '2026-07-01' }));
    given(events)
      .when(
        transfer({
          effective: '2026-06-01',
          code: code('B2'),
          parent: code('C'),
          cells: [cell('B2', 'C')],
        }),
      )
      .refuses('grid/day-superseded');
    given(events)
      .when(
        transfer({
          effective: '2026-06-01',
          code: code('B2'),
          parent: code('A1'),
          cells: [cell('B2', 'A1')],
        }),
      )
      .refuses('grid/day-superseded');
  });
});

test('a retired code is remembered with its days', () => {
  const state = given(facts(adopt, split())).state();
  expect(state.status === 'adopted' && state.retired.get(code('A1'))).toEqual({
    since: start,
    until: '2026-03-01',
  });
});

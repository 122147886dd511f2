import { findingLine, tellMatrixIssue, tellVacantPost } from '@civigrid/cases/messages';
import {
  type Duty,
  dutiesOfTable,
  type MatrixInput,
  type MatrixIssue,
  type MatrixPost,
  type MatrixResult,
  type ResponsibilityMatrix,
  responsibilityMatrix,
  slotName,
  weekSpans,
  windowSpans,
} from '@civigrid/cases/responsibility';
import { isDomainError } from '@civigrid/kernel';
import { compileTable, type Rule, type Table } from '@civigrid/tables';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyCell, listed, readCell } from './matrix-oracle.ts';

const held = (id: string, role: string, grid: string): MatrixPost => ({
  id,
  role,
  grid,
  holders: [{ person: `holder of ${id}` }],
});

const sundayNight = weekSpans({ between: ['02:00', '05:00'], days: [7] }) ?? [];

/** A street with everything in order: two grids with a leader each, and a duty centre for the night. */
const street: MatrixInput = {
  categories: ['fire.smoke', 'fire.lane', 'noise'],
  grids: [
    { code: 'S', level: 'street' },
    { code: 'S.1', parent: 'S', level: 'community' },
    { code: 'S.1.1', parent: 'S.1', level: 'grid' },
    { code: 'S.1.2', parent: 'S.1', level: 'grid' },
  ],
  levels: ['grid', 'community', 'street'],
  duties: [
    { id: 'by day', hours: weekSpans({ between: ['08:00', '20:00'] }) ?? [], lead: 'gridLeader' },
    { id: 'by night', hours: weekSpans({ between: ['20:00', '08:00'] }) ?? [], lead: 'dutyCentre' },
  ],
  posts: [
    held('centre', 'dutyCentre', 'S'),
    held('chief', 'gridLeader', 'S.1'),
    held('first', 'gridLeader', 'S.1.1'),
    held('second', 'gridLeader', 'S.1.2'),
    held('head', 'gridLeader', 'S'),
  ],
};

function taken(made: MatrixResult): ResponsibilityMatrix {
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  return made;
}

const matrix = (input: MatrixInput) => taken(responsibilityMatrix(input));

function issuesOf(made: { readonly ok: boolean; readonly issues?: readonly MatrixIssue[] }) {
  if (made.ok || !made.issues) throw new Error('Nothing was wrong.');
  return made.issues.map(({ code, path }) => [code, path.join('/')]);
}

const titles = new Map([
  ['fire.smoke', ['烟感报警', 'smoke alarms']],
  ['S.1.1', ['X', 'X']],
  ['dutyCentre', ['值班中心', 'duty centre']],
]);

describe('what a proof says', () => {
  test('a street where somebody always answers is complete, and nothing is listed', () => {
    const { proof } = matrix(street);
    expect(proof).toEqual({
      complete: true,
      counts: {
        cells: 3 * 4 * 3 * 168,
        covered: 3 * 4 * 3 * 168,
        // by night the centre answers from above at the two lower levels of the three cells below the street
        fellBack: 3 * 84 * 3 * 2,
        gaps: 0,
        conflicts: 0,
        undecided: 0,
      },
      findings: [],
      more: 0,
      vacantPosts: [],
    });
  });

  test('smoke alarms, grid X, Sunday 03:00: nobody, once the centre takes that night off', () => {
    const { change } = matrix(street);
    const after = taken(change({ type: 'leave', post: 'centre', hours: sundayNight }));
    const [finding, ...others] = after.proof.findings;
    if (!finding) throw new Error('The hole was not found.');
    expect(others).toEqual([]);
    expect(after.proof.complete).toBe(false);
    expect(finding).toMatchObject({
      kind: 'gap',
      why: 'onLeave',
      role: 'dutyCentre',
      region: {
        categories: ['fire', 'noise'],
        grids: { within: ['S'], only: [] },
        levels: ['grid', 'community', 'street'],
        hours: [[146, 149]],
      },
      cells: 3 * 4 * 3 * 3,
    });
    const grids = { within: ['S.1.1'], only: [] };
    const narrow = { ...finding, region: { ...finding.region, grids } };
    const witness = { category: 'fire.smoke', grid: 'S.1.1', level: 'grid', hour: 147 };
    const when = { day: 7, time: '03:00' };
    const names = (at: number) => (_: string, id: string) => titles.get(id)?.[at];
    const said = { ...narrow, witness, when };
    expect(findingLine(said, 'zh-CN', names(0))).toBe(
      '烟感报警，网格 X，网格，星期日 03:00：无人负责（值班中心请假）',
    );
    expect(findingLine(said, 'en', names(1))).toBe(
      'smoke alarms, grid X, grid, Sunday 03:00: nobody (on leave: duty centre)',
    );
    expect(after.answerAt(witness)).toEqual({
      ok: true,
      status: 'gap',
      why: 'onLeave',
      role: 'dutyCentre',
      duties: ['by night'],
      start: 'S.1.1',
      passed: [{ post: 'centre', grid: 'S', why: 'onLeave' }],
    });
  });

  test('the hole is filled by a second night post, and the matrix before stays as it was', () => {
    const hole = taken(
      matrix(street).change({ type: 'leave', post: 'centre', hours: sundayNight }),
    );
    const post = held('patrol', 'dutyCentre', 'S.1');
    const filled = taken(hole.change({ type: 'putPost', post }));
    // the street itself is above the patrol's community
    expect(filled.proof.findings.map(({ region }) => region)).toMatchObject([
      { grids: { within: [], only: ['S'] }, levels: ['grid', 'community', 'street'] },
      { grids: { within: ['S.1'], only: [] }, levels: ['street'] },
    ]);
    expect(hole.proof.findings).toHaveLength(1);
  });

  test('a vacant post is told although the leader above answers for it', () => {
    const { proof, answerAt } = taken(matrix(street).change({ type: 'vacate', post: 'first' }));
    expect(proof.complete).toBe(true);
    const [vacant] = proof.vacantPosts;
    expect(vacant).toMatchObject({ post: 'first', role: 'gridLeader', grid: 'S.1.1' });
    expect(vacant?.hours).toHaveLength(7);
    expect(vacant && tellVacantPost(vacant, 'zh-CN', () => undefined)).toBe(
      '岗位空缺：first（gridLeader，网格 S.1.1）',
    );
    expect(answerAt({ category: 'noise', grid: 'S.1.1', level: 'grid', hour: 9 })).toMatchObject({
      status: 'answered',
      post: 'chief',
      grid: 'S.1',
      fellBack: true,
      passed: [{ post: 'first', grid: 'S.1.1', why: 'vacantPost' }],
    });
    const strict = matrix({ ...street, fallback: 'whereNoPost' });
    const lost = taken(strict.change({ type: 'vacate', post: 'first' })).proof;
    expect(lost.counts.gaps).toBe(3 * 84);
    expect(lost.findings).toMatchObject([{ why: 'vacantPost', role: 'gridLeader' }]);
  });

  test('two rules that name different leads contradict each other until a rank settles it', () => {
    const duty: Duty = { id: 'fire', categories: ['fire'], grids: ['S.1.2'], lead: 'dutyCentre' };
    const { proof } = taken(matrix(street).change({ type: 'putDuty', duty }));
    expect(proof.findings).toMatchObject([
      {
        kind: 'conflict',
        why: 'rules',
        duties: ['by day', 'fire'],
        roles: ['dutyCentre', 'gridLeader'],
        region: { categories: ['fire'], grids: { within: ['S.1.2'], only: [] } },
        cells: 2 * 3 * 84,
      },
    ]);
    const ranked: Duty = { ...duty, rank: -1 };
    const settled = taken(matrix(street).change({ type: 'putDuty', duty: ranked }));
    expect(settled.proof.complete).toBe(true);
  });

  test('two who hold one post at once are a conflict of that post', () => {
    const { change } = matrix(street);
    const two = taken(change({ type: 'appoint', post: 'first', holder: { person: 'another' } }));
    const [finding] = two.proof.findings;
    expect(finding).toMatchObject({ kind: 'conflict', why: 'holders', posts: ['first'] });
    expect(finding && findingLine(finding, 'en')).toBe(
      'fire.smoke, grid S.1.1, grid, Monday 08:00: conflict (several on duty at once: first)',
    );
  });

  test('a budget that runs out is said, and nothing is complete', () => {
    for (const steps of [0, 3, 6, 10]) {
      const made = matrix({ ...street, limits: { steps } });
      const { counts, complete } = made.proof;
      expect(complete).toBe(false);
      expect(counts.undecided).toBeGreaterThan(0);
      expect(counts.covered + counts.gaps + counts.conflicts + counts.undecided).toBe(counts.cells);
      expect(taken(made.change({ type: 'vacate', post: 'first' })).proof.complete).toBe(false);
    }
    expect(matrix({ ...street, limits: { steps: 1000 } }).proof.complete).toBe(true);
  });

  test('findings beyond the limit are counted', () => {
    const { findings, more, counts } = matrix({
      ...street,
      duties: street.grids.map(({ code }, i) => ({
        id: code,
        categories: ['noise'],
        grids: [code],
        hours: [[i, i + 1]],
        lead: 'nobody',
      })),
      limits: { findings: 1 },
    }).proof;
    expect(findings).toHaveLength(1);
    expect(more).toBeGreaterThan(1);
    expect(counts.gaps).toBe(counts.cells);
  });

  test('a long chain of changes gives the same as one that begins anew', () => {
    let now = matrix(street);
    for (let i = 0; i < 400; i++) {
      const duty: Duty = {
        id: `d${i % 5}`,
        hours: [[i % 160, (i % 160) + 7]],
        lead: 'gridLeader',
        rank: -1 - (i % 3),
      };
      const leave = { type: 'leave', post: 'chief', hours: [[i % 168, (i % 168) + 1]] } as const;
      now = taken(now.change([{ type: 'putDuty', duty }, leave]));
    }
    expect(now.proof).toEqual(matrix(now.input()).proof);
  });
});

describe('what a matrix refuses, with code and place', () => {
  const [first] = street.duties;
  const wrong: readonly (readonly [Partial<MatrixInput>, readonly (readonly string[])[]])[] = [
    [{ categories: [] }, [['cases/empty-matrix', 'categories']]],
    [{ levels: ['grid', 'grid', 'community', 'street'] }, [['cases/duplicate-level', 'levels/1']]],
    [{ hours: { kind: 'week', slotMinutes: 7 } }, [['cases/bad-slots', 'hours']]],
    [
      { roles: ['gridLeader'] },
      [
        ['cases/unknown-role', 'duties/1/lead'],
        ['cases/unknown-role', 'posts/0/role'],
      ],
    ],
    [
      {
        roles: [...new Set(street.posts.map(({ role }) => role))],
        successions: [
          { role: 'gridLeader', next: ['gridLeader'] },
          { role: 'gridLeader', next: ['nobody'] },
        ],
      },
      [
        ['cases/duplicate-succession', 'successions/1'],
        ['cases/unknown-role', 'successions/1/next/0'],
      ],
    ],
    [{ categories: ['noise', 'noise'] }, [['cases/duplicate-category', 'categories/1']]],
    [
      {
        categories: [
          { code: 'a', parent: 'b' },
          { code: 'b', parent: 'a' },
        ],
      },
      [['cases/parent-cycle', 'categories']],
    ],
    [
      { categories: [{ code: 'a', parent: 'b' }] },
      [['cases/unknown-parent', 'categories/0/parent']],
    ],
    [
      { grids: [...street.grids, { code: 'S', level: 'street' }] },
      [['cases/duplicate-grid', 'grids/4']],
    ],
    [
      { grids: [...street.grids.slice(1), { code: 'S', parent: 'S.1', level: 'street' }] },
      [['cases/parent-cycle', 'grids/0']],
    ],
    [
      { grids: [...street.grids, { code: 'T', parent: 'U', level: 'city' }] },
      [
        ['cases/unknown-level', 'grids/4/level'],
        ['cases/unknown-parent', 'grids/4/parent'],
      ],
    ],
    [
      {
        duties: [
          { id: 'a', categories: ['water'], grids: ['T'], levels: ['city'], hours: [], lead: 'x' },
          { id: 'a', categories: [], hours: [[3, 3]], lead: 'x', rank: Number.NaN },
          {
            id: 'b',
            hours: [
              [-1, 5],
              [5, 169],
              [0.5, 2],
            ],
            lead: 'x',
          },
        ],
      },
      [
        ['cases/duplicate-duty', 'duties/1'],
        ['cases/unknown-category', 'duties/0/categories/0'],
        ['cases/unknown-grid', 'duties/0/grids/0'],
        ['cases/unknown-level', 'duties/0/levels/0'],
        ['cases/empty-hours', 'duties/0/hours'],
        ['cases/empty-scope', 'duties/1/categories'],
        ['cases/empty-hours', 'duties/1/hours/0'],
        ['cases/bad-rank', 'duties/1/rank'],
        ['cases/hour-out-of-range', 'duties/2/hours/0'],
        ['cases/hour-out-of-range', 'duties/2/hours/1'],
        ['cases/hour-out-of-range', 'duties/2/hours/2'],
      ],
    ],
    [
      {
        posts: [
          held('a', 'gridLeader', 'T'),
          held('a', 'gridLeader', 'S'),
          { ...held('b', 'gridLeader', 'S'), holders: [{ person: 'p', leave: [[0, 200]] }] },
        ],
      },
      [
        ['cases/duplicate-post', 'posts/1'],
        ['cases/unknown-grid', 'posts/0/grid'],
        ['cases/hour-out-of-range', 'posts/2/holders/0/leave/0'],
      ],
    ],
  ];

  test.each(wrong)('%j', (part, issues) => {
    expect(issuesOf(responsibilityMatrix({ ...street, ...part }))).toEqual(issues);
  });

  test('a change that contradicts leaves everything as it was', () => {
    const { change, proof } = matrix(street);
    expect(issuesOf(change({ type: 'vacate', post: 'nobody' }))).toEqual([
      ['cases/unknown-post', '0/post'],
    ]);
    expect(
      issuesOf(change({ type: 'leave', post: 'first', person: 'x', hours: [[0, 1]] })),
    ).toEqual([['cases/unknown-person', '0/person']]);
    expect(issuesOf(change({ type: 'removeDuty', duty: 'none' }))).toEqual([
      ['cases/unknown-duty', '0/duty'],
    ]);
    // a cell goes only with its posts, and not from under those below it
    expect(issuesOf(change({ type: 'redivide', remove: ['S.1'] }))).toEqual([
      ['cases/unknown-parent', '0/put/S.1.1/parent'],
      ['cases/unknown-parent', '0/put/S.1.2/parent'],
      ['cases/unknown-grid', '0/posts/chief/grid'],
    ]);
    const merged = change([
      { type: 'redivide', remove: ['S.1.2'] },
      { type: 'removePost', post: 'second' },
    ]);
    expect(taken(merged).proof.counts.cells).toBe(3 * 3 * 3 * 168);
    expect(proof.counts.cells).toBe(3 * 4 * 3 * 168);
    if (first) expect(taken(change({ type: 'putDuty', duty: first })).proof).toEqual(proof);
  });

  test('a question about a cell that does not exist is told what is wrong with it', () => {
    const { answerAt } = matrix(street);
    expect(issuesOf(answerAt({ category: 'fire', grid: 'T', level: 'city', hour: 168 }))).toEqual([
      ['cases/inner-category', 'category'],
      ['cases/unknown-grid', 'grid'],
      ['cases/unknown-level', 'level'],
      ['cases/hour-out-of-range', 'hour'],
    ]);
    for (const language of ['zh-CN', 'en'] as const)
      expect(tellMatrixIssue('cases/inner-category', language)).not.toBe('');
  });
});

describe('hours', () => {
  test('a window over midnight on Sunday goes on in the first hours of the week', () => {
    expect(weekSpans({ between: ['22:00', '06:00'], days: [7] })).toEqual([
      [166, 168],
      [0, 6],
    ]);
    expect(weekSpans({ between: ['18:00', '24:00'], days: [1] })).toEqual([[18, 24]]);
    const half = { kind: 'week', slotMinutes: 30 } as const;
    expect(weekSpans({ between: ['08:30', '12:00'], days: [1] }, half)).toEqual([[17, 24]]);
    expect(weekSpans({ between: ['08:30', '12:00'] })).toBeUndefined();
    expect(weekSpans({ between: ['08:00', '08:00'] })).toBeUndefined();
    expect(weekSpans({ between: ['08:00', '25:00'] })).toBeUndefined();
    expect(weekSpans({ between: ['08:00', '09:00'], days: [0] })).toBeUndefined();
    expect(slotName({ kind: 'week' }, 147)).toEqual({ day: 7, time: '03:00' });
  });

  test('a window of real time is proved slot by slot, on duty for whole slots and away for any part', () => {
    const hour = 3_600_000;
    const slots = [0, 1, 2].map((i) => ({
      from: i * hour,
      until: (i + 1) * hour,
      label: `${i} h`,
    }));
    const window = { kind: 'window', slots } as const;
    const half = [{ from: 0, until: 1.5 * hour }];
    expect(windowSpans(window, half, 'whole')).toEqual([[0, 1]]);
    expect(windowSpans(window, half, 'touched')).toEqual([
      [0, 1],
      [1, 2],
    ]);
    const { proof } = matrix({
      ...street,
      hours: window,
      duties: [{ id: 'all', lead: 'gridLeader' }],
      posts: [
        {
          ...held('head', 'gridLeader', 'S'),
          holders: [{ person: 'p', leave: windowSpans(window, half, 'touched') }],
        },
      ],
    });
    expect(proof.findings).toMatchObject([{ why: 'onLeave', when: { label: '0 h' } }]);
    expect(proof.counts.covered).toBe(3 * 4 * 3);
  });
});

describe('a routing table as duties', () => {
  const categories = ['fire.smoke', 'fire.lane', 'noise'];
  const grids = street.grids;
  const { levels } = street;
  const hours = { kind: 'week', slotMinutes: 240 } as const;
  const inputs = [
    { name: 'category', type: 'tree' },
    { name: 'grid', type: 'tree' },
    { name: 'level', type: 'text' },
    { name: 'at', type: 'weekTime' },
  ] as const;
  const leads = ['police', 'leader', 'property'];
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const rule: fc.Arbitrary<Rule> = fc.record({
    when: fc.record({
      category: maybe(fc.constantFrom({ within: ['fire'] }, { within: ['noise', 'fire.lane'] })),
      grid: maybe(fc.constantFrom({ within: ['S.1'] }, { within: ['S.1.2'] })),
      level: maybe(fc.constantFrom({ is: ['grid'] }, { not: ['grid'] })),
      at: maybe(
        fc.constantFrom(
          { between: ['08:00', '20:00'] as const },
          { between: ['20:00', '08:00'] as const, days: [7] },
        ),
      ),
    }),
    then: fc.record({ lead: fc.constantFrom(...leads) }),
  });
  const table: fc.Arbitrary<Table<'unique' | 'first' | 'priority'>> = fc.record({
    hit: fc.constantFrom('unique', 'first', 'priority'),
    inputs: fc.constant(inputs),
    outputs: fc.constant([{ name: 'lead', values: leads }]),
    rules: fc.array(rule, { maxLength: 6 }),
  });
  /** Monday 2026-06-01, 00:00 in Beijing. */
  const monday = Date.UTC(2026, 4, 31, 16);

  test('every cell is led by whom the table itself decides', () => {
    fc.assert(
      fc.property(table, (routing) => {
        const read = dutiesOfTable(routing, { categories, grids, levels, hours });
        if (!read.ok) throw new Error(JSON.stringify(read.issues));
        const posts = leads.map((lead) => held(lead, lead, 'S'));
        const input = { categories, grids, levels, hours, ...read, posts };
        const { answerAt } = matrix(input);
        const { decide } = compileTable(routing);
        for (const cell of everyCell(input)) {
          const answer = answerAt(cell);
          if (!answer.ok) throw new Error('There is no such cell.');
          const { category, grid, level, hour } = cell;
          try {
            const made = decide({ category, grid, level, at: monday + hour * 4 * 3_600_000 });
            const said = answer.status === 'answered' ? { lead: answer.role } : undefined;
            expect(made?.outcome).toEqual(said);
            expect(answer.status).not.toBe('conflict');
          } catch (error) {
            if (!isDomainError(error, 'tables/not-unique')) throw error;
            expect(answer.status).toBe('conflict');
          }
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test('what a matrix cannot say is told', () => {
    const odd: Table = {
      hit: 'first',
      inputs: [...inputs, { name: 'severity', type: 'integer' }],
      outputs: [{ name: 'lead' }],
      rules: [
        { when: { severity: { gte: 3 } }, then: { lead: 'police' } },
        { when: { at: { between: ['08:30', '12:00'] } }, then: { lead: 'police' } },
        { when: { level: { any: [{ is: ['grid'] }] } }, then: { lead: 'police' } },
        { when: {}, then: { lead: 7 } },
      ],
    };
    expect(issuesOf(dutiesOfTable(odd, { categories, grids, levels }))).toEqual([
      ['cases/unread-column', 'rules/0/when/severity'],
      ['cases/off-slot', 'rules/1/when/at'],
      ['cases/unread-cell', 'rules/2/when/level'],
      ['cases/lead-missing', 'rules/3'],
    ]);
    const moved = grids.map((grid) => (grid.code === 'S.1.2' ? { ...grid, parent: 'S' } : grid));
    const fire: Table = {
      ...odd,
      rules: [{ when: { grid: { within: ['S.1'] } }, then: { lead: 'police' } }],
    };
    expect(issuesOf(dutiesOfTable(fire, { categories, grids: moved, levels }))).toEqual([
      ['cases/other-tree', 'rules/0/when/grid'],
    ]);
    expect(
      issuesOf(dutiesOfTable({ ...odd, hit: 'collect' }, { categories, grids, levels })),
    ).toEqual([['cases/not-one-lead', 'hit']]);
  });
});

test('planted holes are found, each where it was planted, and nothing besides', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.nat(3), fc.nat(167)), {
        selector: String,
        minLength: 1,
        maxLength: 6,
      }),
      (holes) => {
        const posts = street.grids.map(({ code }, i) => ({
          ...held(code, 'leader', code),
          holders: [
            {
              person: code,
              leave: holes.flatMap(([grid, hour]) =>
                grid === i ? [[hour, hour + 1] as const] : [],
              ),
            },
          ],
        }));
        const input: MatrixInput = {
          ...street,
          duties: [{ id: 'all', lead: 'leader', levels: ['grid'] }],
          levels: ['grid', 'community', 'street'],
          posts,
          fallback: 'none',
        };
        const { proof } = matrix({ ...input, duties: [{ id: 'all', lead: 'leader' }] });
        const open = [...listed(input, proof).keys()].map((key) => JSON.parse(key));
        const asked = open.filter(([, , level]) => level === 'grid');
        expect(new Set(asked.map(([, grid, , hour]) => `${grid} ${hour}`))).toEqual(
          new Set(holes.map(([grid, hour]) => `${street.grids[grid]?.code} ${hour}`)),
        );
        for (const { witness } of proof.findings)
          expect(readCell({ ...input, duties: [{ id: 'all', lead: 'leader' }] }, witness)).toEqual({
            status: 'gap',
            cause: 'onLeave leader',
          });
      },
    ),
    { numRuns: 30 },
  );
});

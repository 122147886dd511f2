import { findingLine } from '@civigrid/cases/messages';
import type { MatrixAnswer } from '@civigrid/cases/responsibility';
import type {
  GovernanceOptions,
  Responsibilities,
  ResponsibilityOptions,
  Town,
} from '@civigrid/governance';
import { tellResponsibilityIssue, tellResponsibilityNote } from '@civigrid/governance/messages';
import { actorId, gridCode, isDomainError, personId, postId } from '@civigrid/kernel';
import type { RosterInput, Rota } from '@civigrid/people';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { morning, open } from './town.ts';

const hour = 3_600_000;
const cells = [
  'LS',
  'LS.01',
  'LS.01.01',
  'LS.01.02',
  'LS.01.01.01',
  'LS.01.01.02',
  'LS.01.02.01',
  'LS.01.02.02',
];
const roles = ['gridLeader', 'secretary', 'police', 'commandCentre', 'patrol'];
const categories = ['fire.smoke', 'fire.lane', 'noise.night', 'waste'];

function told(town: Town, options: ResponsibilityOptions): Responsibilities {
  const made = town.responsibilities(options);
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  return made;
}

const outputs = [{ name: 'lead' }, { name: 'assist' }];

const minute = fc
  .nat(1439)
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
const between = fc
  .tuple(minute, minute)
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => [from, to]);

/** A rule with conditions of every kind that a town's table has. */
const rule = fc
  .record(
    {
      category: fc
        .subarray(['fire', 'noise', ...categories], { minLength: 1 })
        .map((within) => ({ within })),
      grid: fc.subarray(cells, { minLength: 1, maxLength: 2 }).map((within) => ({ within })),
      at: fc.record({ between, days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }) }),
      source: fc.constantFrom('resident', 'patrol').map((source) => ({ is: [source] })),
      severity: fc.nat(4).map((gte) => ({ gte })),
    },
    { requiredKeys: [] },
  )
  .chain((when) => fc.constantFrom(...roles).map((lead) => ({ when, then: { lead } })));

const table = fc.record({
  hit: fc.constantFrom('first', 'first', 'unique', 'any', 'collect', 'ruleOrder'),
  inputs: fc.constant([
    { name: 'category', type: 'tree' },
    { name: 'grid', type: 'tree' },
    { name: 'at', type: 'weekTime' },
    { name: 'source', type: 'text' },
    { name: 'severity', type: 'integer' },
  ]),
  outputs: fc.constant(outputs),
  rules: fc.array(rule, { minLength: 1, maxLength: 10 }),
});

/** A week with a holiday and its make-up workday: 2026-06-15 is a Monday, the Dragon Boat Festival lies on Friday. */
const weekMs = 7 * 24 * hour;
const instant = fc.integer({ min: 0, max: weekMs / 60_000 - 1 }).map((m) => morning + m * 60_000);
const ids = Array.from({ length: 9 }, (_, i) => postId(`p${i}`));
const person = fc.constantFrom('anna', 'ben', 'chen').map(personId);
const someId = fc.constantFrom(...ids);
const always = fc.constant(0);
const term = { post: someId, person, from: fc.oneof(always, instant) };
const terms = fc.oneof(fc.record(term), fc.record({ ...term, until: instant }));

const shift = fc
  .record({ post: someId, from: minute, to: minute })
  .filter(({ from, to }) => from !== to);
const rota: fc.Arbitrary<Rota> = fc
  .record({
    from: always,
    pattern: fc.oneof(
      fc.record({
        kind: fc.constant('office' as const),
        posts: fc.uniqueArray(someId, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        kind: fc.constantFrom('workdays' as const, 'daysOff' as const),
        shifts: fc.array(shift, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        kind: fc.constant('cycle' as const),
        days: fc.constant(7),
        anchor: fc.constant('2026-06-15'),
        shifts: fc.array(
          fc
            .tuple(shift, fc.nat(6), fc.option(person, { nil: undefined }))
            .map(([one, day, who]) => ({ ...one, day, ...(who ? { person: who } : {}) })),
          { minLength: 1, maxLength: 4 },
        ),
      }),
    ),
  })
  .map((one) => ({ id: 'rota', ...one }));

const staff: fc.Arbitrary<RosterInput> = fc.record({
  posts: fc.tuple(
    ...ids.map((id) =>
      fc
        .tuple(
          fc.constantFrom(...roles),
          fc.constantFrom(...cells),
          fc.option(instant, { nil: undefined, freq: 8 }),
        )
        // the backstop stands at the root: below it a matrix cannot say who is asked last
        .map(([role, grid, until]) => ({
          id,
          role,
          grid: gridCode(role === 'commandCentre' ? 'LS' : grid),
          ...(until === undefined ? {} : { until }),
        })),
    ),
  ),
  tenures: fc.array(terms, { minLength: 4, maxLength: 12 }),
  standIns: fc.array(terms, { maxLength: 3 }),
  leaves: fc.array(terms, { maxLength: 6 }),
  rotas: fc
    .array(rota, { maxLength: 4 })
    .map((all) => all.map((one, i) => ({ ...one, id: `r${i}` }))),
});

/** What a dispatch says of who has the case, in the words of the matrix. */
async function dispatched(
  town: Town,
  asked: {
    category: string;
    grid: string;
    at: number;
    source: 'resident' | 'patrol';
    severity?: number;
  },
) {
  const { lead } = await town.report({ ...asked, text: '测试' });
  if (lead === undefined) throw new Error('Nobody was assigned at all.');
  return lead.tenure === 'vacant' ? 'nobody' : `${lead.post} ${lead.holder}`;
}

function saidOf(answer: MatrixAnswer): string {
  if (!answer.ok) return JSON.stringify(answer.issues);
  if (answer.status === 'answered') return `${answer.post} ${answer.person}`;
  return answer.status === 'gap' ? 'nobody' : `conflict: ${answer.why}`;
}

const question = fc.record({
  category: fc.constantFrom(...categories),
  grid: fc.constantFrom(...cells),
  at: instant,
});

/** What else the table sees of all cases of a town. */
const given = fc.oneof(
  fc.constant({ source: 'resident' as const }),
  fc.record({
    source: fc.constantFrom('resident' as const, 'patrol' as const),
    severity: fc.nat(4),
  }),
);

describe('beside the dispatch of real cases', () => {
  test('whoever the matrix names gets the case that is reported there and then', async () => {
    const seen = new Map<string, number>();
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    await fc.assert(
      fc.asyncProperty(
        table,
        staff,
        fc.array(question, { minLength: 10, maxLength: 10 }),
        given,
        async (routing, roster, asked, more) => {
          const town = await open({ routing, roster, duplicates: { mergeFrom: 2 } });
          const { answerAt, matrix } = told(town, { from: morning, categories, given: more });
          for (const one of asked) {
            const answer = answerAt(one);
            const real = await dispatched(town, { ...one, ...more });
            if (answer.ok) count(answer.status);
            // a table that contradicts itself decides nothing: the backstop has the case, the matrix says why
            if (answer.ok && answer.status === 'conflict') expect(answer.why).toBe('rules');
            else expect(saidOf(answer)).toBe(real);
            if (!answer.ok) continue;
            for (const { why } of answer.passed) count(why);
            if (answer.status === 'answered' && answer.fellBack) count('fellBack');
            if (answer.duties[0] === '@backstop') count('backstop');
          }
          const { cells: all, covered, gaps, conflicts } = matrix.proof.counts;
          expect(covered + gaps + conflicts).toBe(all);
          await town.close();
        },
      ),
      { numRuns: 250 },
    );
    for (const what of [
      'answered',
      'gap',
      'conflict',
      'vacantPost',
      'onLeave',
      'offDuty',
      'fellBack',
      'backstop',
    ])
      expect(seen.get(what) ?? 0, what).toBeGreaterThan(3);
  }, 120_000);

  test('an order that comes back goes to whom the matrix names on the level above', async () => {
    let compared = 0;
    const levels = ['microGrid', 'grid', 'community', 'street'];
    await fc.assert(
      fc.asyncProperty(
        staff,
        fc.array(question, { minLength: 5, maxLength: 5 }),
        async (roster, asked) => {
          const routing = {
            hit: 'first',
            inputs: [{ name: 'category', type: 'tree' }],
            outputs,
            rules: [{ when: {}, then: { lead: 'patrol' } }],
          };
          const town = await open({ routing, roster, duplicates: { mergeFrom: 2 } });
          const { answerAt } = told(town, { from: morning, categories });
          for (const one of asked) {
            const { caseId, lead } = await town.report({ ...one, text: '测试' });
            if (lead === undefined || lead.tenure === 'vacant') continue;
            const before = town.cases.get(caseId);
            const from = levels.indexOf(
              before !== undefined && 'level' in before ? before.level : '',
            );
            const up = levels[from + 1];
            const own = levels.indexOf(String(town.grid.levelOf(gridCode(one.grid))));
            const at = Math.min(one.at + 13 * hour, morning + weekMs - 1);
            const order = { type: 'return', reason: 'wrongTerritory', basis: '不在辖区' } as const;
            await town.cases.perform(caseId, order, { actor: actorId(lead.post), at });
            const after = (await town.explain(caseId)).lead;
            if (up === undefined || from < own || after === undefined) continue;
            compared++;
            expect(saidOf(answerAt({ ...one, level: up, at }))).toBe(
              after.tenure === 'vacant' ? 'nobody' : `${after.post} ${after.holder}`,
            );
          }
          await town.close();
        },
      ),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(50);
  }, 120_000);
});

const post = (grid: string, role: string) => ({
  id: postId(`${grid}/${role}`),
  grid: gridCode(grid),
  role,
});
const held = (grid: string, role: string) => ({
  post: postId(`${grid}/${role}`),
  person: personId(`${grid} ${role}`),
  from: 0,
});
const shifts = (role: string, days: readonly number[], from: string, to: string) =>
  days.map((day) => ({ post: postId(`LS/${role}`), day, from, to }));
const everyDay = [0, 1, 2, 3, 4, 5, 6];

/** A centre whose police keeps office hours, and whose command centre has nobody from Sunday 22:00 on. */
const centre: RosterInput = {
  posts: [
    post('LS', 'police'),
    post('LS', 'commandCentre'),
    post('LS.01', 'secretary'),
    post('LS.01.01', 'gridLeader'),
  ],
  tenures: [
    held('LS', 'police'),
    held('LS', 'commandCentre'),
    held('LS.01', 'secretary'),
    held('LS.01.01', 'gridLeader'),
  ],
  rotas: [
    { id: 'office', from: 0, pattern: { kind: 'office', posts: [postId('LS/police')] } },
    {
      id: 'centre',
      from: 0,
      pattern: {
        kind: 'cycle',
        days: 7,
        anchor: '2026-06-15',
        shifts: [
          ...shifts('commandCentre', everyDay, '08:00', '20:00'),
          ...shifts('commandCentre', everyDay.slice(0, 6), '20:00', '08:00'),
          ...shifts('commandCentre', [6], '20:00', '22:00'),
          ...shifts('commandCentre', [0], '00:00', '08:00'),
        ],
      },
    },
  ],
};
const policed = {
  hit: 'first',
  inputs: [
    { name: 'category', type: 'tree' },
    { name: 'severity', type: 'integer' },
  ],
  outputs,
  rules: [
    { id: 'grave', when: { severity: { gte: 3 } }, then: { lead: 'secretary' } },
    { id: 'noise', when: { category: { within: ['noise'] } }, then: { lead: 'police' } },
  ],
};
const beijing = (time: string) => Date.parse(`${time}+08:00`);
const monday = beijing('2026-06-15T00:00');
const policeTown = () => open({ routing: policed, roster: centre });

describe('a centre with a hole on Sunday night', () => {
  test('the hole is found, told with the posts that were asked, and a stand-in night fills it', async () => {
    const town = await policeTown();
    const week = told(town, { from: monday });
    const { findings } = week.matrix.proof;
    // the same two hours at every place and level, whoever leads there
    const [from, until] = [
      week.slotAt(beijing('2026-06-21T22:00')),
      week.slotAt(beijing('2026-06-21T23:00')) + 1,
    ];
    for (const { region } of findings) expect(region.hours).toEqual([[from, until]]);
    const finding = findings.find((one) => one.kind === 'gap' && one.role === 'police');
    expect(finding).toMatchObject({
      kind: 'gap',
      role: 'police',
      when: { label: '2026-06-21 22:00', day: 7 },
    });
    if (finding === undefined) return;
    expect(findingLine(finding, 'zh-CN')).toContain('星期日 2026-06-21 22:00：无人负责');
    expect(findingLine(finding, 'en')).toContain('Sunday 2026-06-21 22:00: nobody');
    expect(week.passedAt(finding)).toEqual([
      { post: 'LS/police', grid: 'LS', why: 'offDuty' },
      { post: 'LS/commandCentre', grid: 'LS', why: 'offDuty' },
    ]);
    const changes = [
      {
        date: '2026-06-21',
        post: postId('LS/commandCentre'),
        shifts: [
          { from: '08:00', to: '20:00' },
          { from: '20:00', to: '24:00' },
        ],
      },
    ];
    const rotas =
      centre.rotas?.map((one) => (one.id === 'centre' ? { ...one, changes } : one)) ?? [];
    const filled = told(town, { from: monday, roster: { ...centre, rotas } });
    expect(filled.matrix.proof.complete).toBe(true);
    expect(week.matrix.proof.complete).toBe(false);
  });

  test('office hours and holidays are cut where they begin, not at the next hour', async () => {
    const town = await policeTown();
    const week = told(town, { from: monday });
    const police = (time: string) =>
      saidOf(week.answerAt({ category: 'noise.*', grid: 'LS.01.01.01', at: beijing(time) }));
    expect(police('2026-06-15T08:29')).toBe('LS/commandCentre LS commandCentre');
    expect(police('2026-06-15T08:30')).toBe('LS/police LS police');
    // the Dragon Boat Festival
    expect(police('2026-06-19T10:00')).toBe('LS/commandCentre LS commandCentre');
    expect(week.slotAt(monday - 1)).toBe(-1);
    expect(week.slotAt(monday + 168 * hour)).toBe(-1);
    expect(week.answerAt({ category: 'noise.*', grid: 'LS', at: monday - 1 })).toMatchObject({
      ok: false,
      issues: [{ code: 'cases/hour-out-of-range' }],
    });
  });

  test('a case that nobody signs goes up to whom the matrix names on the level above', async () => {
    const sign = { value: 1, unit: 'hour' };
    const routing = {
      ...policed,
      outputs: [{ name: 'lead' }, { name: 'sign' }],
      rules: [{ when: {}, then: { lead: 'gridLeader', sign } }],
    };
    const town = await open({ routing, roster: centre });
    const asked = { category: 'waste', grid: 'LS.01.01.01', at: beijing('2026-06-16T09:00') };
    const { caseId, lead } = await town.report({ ...asked, text: '测试' });
    const week = told(town, { from: monday, categories: ['waste'] });
    expect(lead).toMatchObject({ post: 'LS.01.01/gridLeader' });
    expect(saidOf(week.answerAt(asked))).toBe('LS.01.01/gridLeader LS.01.01 gridLeader');
    const due = asked.at + hour;
    await town.tick(due);
    expect((await town.explain(caseId)).lead).toMatchObject({ post: 'LS.01/secretary' });
    expect(week.answerAt({ ...asked, level: 'community', at: due })).toMatchObject({
      duties: ['@community'],
      post: 'LS.01/secretary',
    });
  });
});

describe('what is left out is told', () => {
  test('rules on other columns hold for the matters that are given, and are named where they do not', async () => {
    const town = await policeTown();
    const asked = { category: 'noise.*', grid: 'LS.01.02.01', at: beijing('2026-06-16T09:00') };
    const light = told(town, { from: monday });
    expect(light.notes).toEqual([
      { code: 'governance/other-matters', what: 'grave', column: 'severity' },
    ]);
    expect(light.answerAt(asked)).toMatchObject({ duties: ['noise'] });
    const grave = told(town, { from: monday, given: { source: 'resident', severity: 3 } });
    expect(grave.notes).toEqual([]);
    expect(grave.answerAt(asked)).toMatchObject({ duties: ['grave'], post: 'LS.01/secretary' });
  });

  test('without the backstop, what no rule names is a gap', async () => {
    const town = await policeTown();
    const asked = { category: '*', grid: 'LS', at: beijing('2026-06-16T09:00') };
    expect(told(town, { from: monday }).answerAt(asked)).toMatchObject({ duties: ['@backstop'] });
    expect(told(town, { from: monday, backstop: false }).answerAt(asked)).toMatchObject({
      status: 'gap',
      why: 'noRule',
    });
  });

  test('posts elsewhere, rules of other hours, an otherwise and unlike outcomes of one lead are named', async () => {
    const routing = {
      hit: 'any',
      inputs: [
        { name: 'category', type: 'tree' },
        { name: 'at', type: 'weekTime' },
      ],
      outputs,
      otherwise: { lead: 'police' },
      rules: [
        {
          id: 'one',
          when: { category: { within: ['noise'] } },
          then: { lead: 'police', assist: 'secretary' },
        },
        { id: 'two', when: { category: { within: ['noise.night'] } }, then: { lead: 'police' } },
        { id: 'late', when: { at: { between: ['22:00', '06:00'] } }, then: { lead: 'secretary' } },
      ],
    };
    const roster = { ...centre, posts: [...centre.posts, post('XX', 'police')] };
    const town = await open({ routing, roster });
    const day = told(town, { from: beijing('2026-06-16T09:00'), hours: 4 });
    expect(day.notes).toEqual([
      { code: 'governance/unlike-outcomes', what: 'two' },
      { code: 'governance/otherwise-unused', what: 'otherwise' },
      { code: 'governance/post-elsewhere', what: 'XX/police' },
      { code: 'governance/other-hours', what: 'late' },
    ]);
    // where both match the table decides nothing: the backstop has the case, and the note says which rule to look at
    const at = beijing('2026-06-16T10:00');
    expect(
      await dispatched(town, { category: 'noise.night', grid: 'LS', at, source: 'resident' }),
    ).toBe('LS/commandCentre LS commandCentre');
  });
});

test('issues and notes are told in both languages', () => {
  const issue = {
    code: 'governance/unknown-year',
    path: ['roster', 'posts', 0],
    what: '2099',
  } as const;
  expect(tellResponsibilityIssue(issue, 'zh-CN')).toBe(
    'roster.posts.0: 值班表依据工作日历，而日历没有这一年的数据。（2099）',
  );
  expect(tellResponsibilityIssue({ code: 'cases/unread-cell', path: ['routing'] }, 'en')).toBe(
    'routing: A matrix cannot say this condition.',
  );
  const note = { code: 'governance/other-matters', what: 'grave', column: 'severity' } as const;
  expect(tellResponsibilityNote(note, 'zh-CN')).toBe(
    '规则的其他条件不适用于所问事项，未列入：grave, severity。',
  );
  expect(tellResponsibilityNote(note, 'en')).toContain('these matters: grave, severity.');
});

describe('what a matrix cannot say', () => {
  const issuesOf = async (options: Partial<GovernanceOptions>, from = monday) => {
    const town = await open({ routing: policed, roster: centre, ...options });
    const made = town.responsibilities({ from });
    return made.ok ? [] : made.issues;
  };

  test('a rota by workdays in a year that the calendar does not know', async () => {
    expect(await issuesOf({}, beijing('2099-06-15T00:00'))).toEqual([
      { code: 'governance/unknown-year', path: ['roster', 'posts', 0], what: '2099' },
    ]);
  });

  test('a backstop below the root, which would be asked too early', async () => {
    const posts = [...centre.posts, post('LS.01', 'commandCentre')];
    expect(await issuesOf({ roster: { ...centre, posts } })).toEqual([
      { code: 'governance/inner-backstop', path: ['posts', 4], what: 'LS.01/commandCentre' },
    ]);
  });

  test('a condition that compares another column with the category, and a cell that no tree has', async () => {
    const table = {
      hit: 'first',
      inputs: [
        { name: 'category', type: 'tree' },
        { name: 'grid', type: 'tree' },
        { name: 'kind', type: 'text' },
      ],
      outputs,
      rules: [
        { when: { kind: { is: ['x'] } }, then: { lead: 'police' } },
        { when: { kind: { is: [{ input: ['category'] }] } }, then: { lead: 'police' } },
      ],
    };
    expect(await issuesOf({ routing: table })).toEqual([
      { code: 'cases/unread-cell', path: ['routing', 'rules', 1, 'when', 'kind'] },
    ]);
    const elsewhere = {
      ...table,
      rules: [{ when: { grid: { within: ['XX'] } }, then: { lead: 'police' } }],
    };
    expect(await issuesOf({ routing: elsewhere })).toMatchObject([
      { code: 'cases/unknown-grid', what: 'XX' },
    ]);
  });

  test('a window that is none is refused', async () => {
    const town = await policeTown();
    const code = (options: ResponsibilityOptions) => {
      try {
        town.responsibilities(options);
      } catch (error) {
        return isDomainError(error) ? error.code : error;
      }
    };
    expect(code({ from: 0.5 })).toBe('governance/invalid-instant');
    expect(code({ from: 8.64e15 })).toBe('governance/invalid-instant');
    expect(code({ from: 0, hours: 0 })).toBe('governance/invalid-window');
    expect(code({ from: 0, hours: 745 })).toBe('governance/invalid-window');
  });
});

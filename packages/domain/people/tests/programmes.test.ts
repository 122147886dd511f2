import { actorId, gridCode, mediaRef } from '@civigrid/kernel';
import {
  type Evidence,
  outcomes,
  type ProgrammeCommand,
  type ProgrammeFact,
  programmeDecider,
  programmeStream,
  type ThemedGridCommand,
  type ThemedGridFact,
  themeAt,
  themedGridDecider,
  themedGridStream,
} from '@civigrid/people/programmes';
import { specification } from '@civigrid/testing';
import { expect, test } from 'vitest';
import { sealedWorld } from './sealed-world.ts';

const start = Date.UTC(2026, 0, 1);
const day = 86_400_000;
const { given } = specification(programmeDecider, { startAt: start, stepMs: 0 });
const themes = specification(themedGridDecider, { startAt: start, stepMs: 0 });
const secretary = actorId('SL.03/secretary');
const by = { at: start, actor: secretary };
const [community, cell] = [gridCode('SL.03'), gridCode('SL.03.07')];
const photo: Evidence = {
  media: mediaRef('m-1'),
  hash: 'ab'.repeat(32),
  mediaType: 'image/jpeg',
};

const launchedData = {
  programme: 'ropes',
  title: '防坠绳进万家',
  grid: community,
  from: start,
  until: start + 300 * day,
  measures: [
    { measure: 'ropes', unit: 'rope', goal: 2553 },
    { measure: 'stools', unit: 'stool', goal: 50 },
  ],
  budgetFen: 1_000_000,
};
const launched: ProgrammeFact = {
  type: 'people/programme-launched',
  schema: 1,
  data: launchedData,
};
const launch = { ...by, type: 'launch', ...launchedData } as const satisfies ProgrammeCommand;
const planned: ProgrammeFact = {
  type: 'people/activity-planned',
  schema: 1,
  data: { activity: 'a-1', grid: cell, from: start, until: start + day },
};
const installed: ProgrammeFact = {
  type: 'people/outcome-recorded',
  schema: 1,
  data: {
    outcome: 'o-1',
    measure: 'ropes',
    amount: 553,
    grid: cell,
    activity: 'a-1',
    evidence: [photo],
  },
};
const spent: ProgrammeFact = {
  type: 'people/spent',
  schema: 1,
  data: { spending: 's-1', fen: 600_000, evidence: [photo] },
};
const ended: ProgrammeFact = { type: 'people/programme-ended', schema: 1, data: {} };

test('a programme is launched once, with goals that stand once', () => {
  given([]).when(launch).then([launched]);
  given([launched]).when(launch).refuses('people/programme-exists');
  given([])
    .when({ ...launch, until: start })
    .refuses('people/programme-reversed');
  given([])
    .when({ ...launch, measures: [] })
    .refuses('people/not-a-count');
  const [ropes] = launchedData.measures;
  if (ropes === undefined) throw new Error('no measure');
  given([])
    .when({ ...launch, measures: [ropes, ropes] })
    .refuses('people/measure-twice');
  given([])
    .when({ ...launch, measures: [{ ...ropes, goal: 0 }] })
    .refuses('people/not-a-count');
  given([])
    .when({ ...launch, title: ' ' })
    .refuses('people/not-a-title');
  given([])
    .when({ ...launch, budgetFen: 0.5 })
    .refuses('people/not-a-count');
  given([])
    .when({ ...launch, programme: '绳' })
    .refuses('people/not-a-code');
});

test('a refusal says where: the path to what was wrong', () => {
  const measures = [{ measure: 'ropes', unit: '根', goal: 1 }];
  expect(() =>
    programmeDecider.decide({ ...launch, measures }, programmeDecider.initial),
  ).toThrowError(
    expect.objectContaining({
      code: 'people/not-a-code',
      details: { path: '/measures/0/unit' },
    }),
  );
});

test('nothing is done in a programme that was not launched or has ended', () => {
  const commands: readonly ProgrammeCommand[] = [
    { ...by, type: 'setGoal', measure: 'ropes', goal: 1 },
    { ...by, type: 'planActivity', ...planned.data },
    { ...by, type: 'recordOutcome', ...installed.data },
    { ...by, type: 'spend', ...spent.data },
    { ...by, type: 'end' },
  ];
  for (const command of commands) {
    given([]).when(command).refuses('people/programme-unknown');
    given([launched, ended]).when(command).refuses('people/programme-ended');
  }
});

test('a goal is set anew, an activity planned forwards in time', () => {
  given([launched])
    .when({ ...by, type: 'setGoal', measure: 'stools', goal: 60 })
    .then([{ type: 'people/goal-set', schema: 1, data: { measure: 'stools', goal: 60 } }]);
  given([launched])
    .when({ ...by, type: 'setGoal', measure: 'stools', goal: 50 })
    .then([]);
  given([launched])
    .when({ ...by, type: 'setGoal', measure: 'lamps', goal: 1 })
    .refuses('people/measure-unknown');
  const plan = { ...by, type: 'planActivity', ...planned.data } as const;
  given([launched]).when(plan).then([planned]);
  given([launched, planned]).when(plan).refuses('people/activity-exists');
  given([launched])
    .when({ ...plan, until: plan.from })
    .refuses('people/activity-reversed');
});

test('what was reached is recorded with a proof, for a measure and an activity that exist', () => {
  const record = { ...by, type: 'recordOutcome', ...installed.data } as const;
  given([launched, planned]).when(record).then([installed]);
  given([launched]).when(record).refuses('people/activity-unknown');
  given([launched, planned, installed]).when(record).refuses('people/outcome-exists');
  given([launched, planned])
    .when({ ...record, measure: 'lamps' })
    .refuses('people/measure-unknown');
  given([launched, planned])
    .when({ ...record, evidence: [] })
    .refuses('people/evidence-missing');
  for (const broken of [
    { ...photo, hash: 'AB'.repeat(32) },
    { ...photo, mediaType: '照片' },
  ])
    given([launched, planned])
      .when({ ...record, evidence: [broken] })
      .refuses('people/broken-evidence');
  for (const amount of [0, -1, 1.5])
    given([launched, planned])
      .when({ ...record, amount })
      .refuses('people/not-a-count');
});

test('too much is taken back by a counter-entry, also after the end, and no more than there was', () => {
  const correct = {
    ...by,
    type: 'correctOutcome',
    outcome: 'o-1',
    amount: 53,
    reason: 'recount',
  } as const;
  const corrected: ProgrammeFact = {
    type: 'people/outcome-corrected',
    schema: 1,
    data: { outcome: 'o-1', amount: 53, reason: 'recount' },
  };
  given([launched, planned, installed, ended]).when(correct).then([corrected]);
  given([launched, planned, installed, corrected])
    .when({ ...correct, amount: 501 })
    .refuses('people/correction-too-large');
  given([launched]).when(correct).refuses('people/outcome-unknown');
});

test('no more is spent than was given, in whole fen', () => {
  const spend = { ...by, type: 'spend', ...spent.data } as const;
  given([launched]).when(spend).then([spent]);
  given([launched, spent]).when(spend).refuses('people/spending-exists');
  given([launched, spent])
    .when({ ...spend, spending: 's-2' })
    .refuses('people/budget-exceeded');
  given([launched])
    .when({ ...spend, fen: 0.01 })
    .refuses('people/not-a-count');
  given([launched])
    .when({ ...spend, evidence: [] })
    .refuses('people/evidence-missing');
  given([launched, spent])
    .when({ ...spend, spending: 's-2', fen: 400_000 })
    .then([{ ...spent, data: { ...spent.data, spending: 's-2', fen: 400_000 } }]);
  const { budgetFen: _none, ...without } = launchedData;
  given([{ ...launched, data: without }])
    .when(spend)
    .refuses('people/no-budget');
  const correct = {
    ...by,
    type: 'correctSpending',
    spending: 's-1',
    fen: 600_000,
    reason: 'returned',
  } as const;
  const corrected: ProgrammeFact = {
    type: 'people/spending-corrected',
    schema: 1,
    data: { spending: 's-1', fen: 600_000, reason: 'returned' },
  };
  given([launched, spent]).when(correct).then([corrected]);
  given([launched, spent, corrected])
    .when({ ...correct, fen: 1 })
    .refuses('people/correction-too-large');
  given([launched]).when(correct).refuses('people/spending-unknown');
  given([launched, spent, corrected])
    .when({ ...spend, spending: 's-2' })
    .then([{ ...spent, data: { ...spent.data, spending: 's-2' } }]);
});

test('2,553 ropes and 50 stools: the outcomes add up by measure and cell', async () => {
  const world = sealedWorld();
  const programme = world.stream(programmeDecider, programmeStream('ropes'));
  const record = { ...by, type: 'recordOutcome', evidence: [photo] } as const;
  await programme.give(
    launch,
    { ...record, outcome: 'o-1', measure: 'ropes', amount: 2000, grid: cell },
    { ...record, outcome: 'o-2', measure: 'ropes', amount: 600 },
    { ...by, type: 'correctOutcome', outcome: 'o-2', amount: 47, reason: 'recount' },
    { ...record, outcome: 'o-3', measure: 'stools', amount: 49 },
    { ...record, outcome: 'o-4', measure: 'stools', amount: 1 },
    { ...by, type: 'correctOutcome', outcome: 'o-4', amount: 1, reason: 'twice' },
    { ...by, type: 'spend', spending: 's-1', fen: 765_900, evidence: [photo] },
  );
  expect(outcomes(programme.live())).toEqual({
    programme: 'ropes',
    measures: [
      {
        measure: 'ropes',
        unit: 'rope',
        goal: 2553,
        reached: 2553,
        met: true,
        byGrid: [
          { grid: cell, reached: 2000 },
          { grid: community, reached: 553 },
        ],
        evidence: [photo, photo],
      },
      {
        measure: 'stools',
        unit: 'stool',
        goal: 50,
        reached: 49,
        met: false,
        byGrid: [{ grid: community, reached: 49 }],
        evidence: [photo],
      },
    ],
    budget: { givenFen: 1_000_000, spentFen: 765_900, leftFen: 234_100 },
  });
  expect(await programme.replayed()).toEqual(programme.live());
  expect(() => outcomes(programmeDecider.initial)).toThrowError(
    expect.objectContaining({ code: 'people/programme-unknown' }),
  );
});

const declaredData = {
  grid: cell,
  theme: 'silver-age',
  title: '银龄安康',
  from: start,
  until: start + 100 * day,
  programmes: ['ropes'],
};
const declared: ThemedGridFact = {
  type: 'people/theme-declared',
  schema: 1,
  data: declaredData,
};
const declare = { ...by, type: 'declare', ...declaredData } as const satisfies ThemedGridCommand;

test('a cell declares one speciality at a time, forwards in time', () => {
  themes.given([]).when(declare).then([declared]);
  themes.given([declared]).when(declare).refuses('people/theme-exists');
  themes
    .given([])
    .when({ ...declare, until: start })
    .refuses('people/theme-reversed');
  const other = { ...declare, theme: 'old-street', title: '老街活化' };
  themes
    .given([declared])
    .when({ ...other, from: start + 99 * day, until: start + 200 * day })
    .refuses('people/theme-overlaps');
  const { until: _open, ...endless } = other;
  themes
    .given([declared])
    .when({ ...endless, from: start - day })
    .refuses('people/theme-overlaps');
  const next = { ...other, from: start + 100 * day, until: start + 200 * day };
  const { at: _at, actor: _actor, type: _type, ...data } = next;
  themes
    .given([declared])
    .when(next)
    .then([{ ...declared, data }]);
  themes
    .given([declared])
    .when({ ...next, grid: community })
    .refuses('people/other-grid');
  themes
    .given([])
    .when({ ...declare, programmes: ['绳'] })
    .refuses('people/not-a-code');
});

test('a theme ends within its time and carries each programme once', () => {
  const end = { ...by, type: 'endTheme', theme: 'silver-age', until: start + 50 * day } as const;
  const endedTheme: ThemedGridFact = {
    type: 'people/theme-ended',
    schema: 1,
    data: { theme: 'silver-age', until: start + 50 * day },
  };
  themes.given([declared]).when(end).then([endedTheme]);
  themes.given([declared, endedTheme]).when(end).then([]);
  themes
    .given([declared])
    .when({ ...end, until: start })
    .refuses('people/theme-reversed');
  themes
    .given([declared])
    .when({ ...end, until: start + 101 * day })
    .refuses('people/theme-reversed');
  themes.given([]).when(end).refuses('people/theme-unknown');
  const link = { ...by, type: 'linkProgramme', theme: 'silver-age', programme: 'stools' } as const;
  const linked: ThemedGridFact = {
    type: 'people/programme-linked',
    schema: 1,
    data: { theme: 'silver-age', programme: 'stools' },
  };
  themes.given([declared]).when(link).then([linked]);
  themes.given([declared, linked]).when(link).refuses('people/programme-linked');
  const state = themes.given([declared, linked, endedTheme]).state();
  expect(themeAt(state, start - 1)).toBeUndefined();
  expect(themeAt(state, start)?.programmes).toEqual(['ropes', 'stools']);
  expect(themeAt(state, start + 50 * day)).toBeUndefined();
});

test('programmes, ledgers and themed grids have streams of their own', () => {
  expect(programmeStream('ropes')).toBe('programme/ropes');
  expect(themedGridStream(cell)).toBe('programme/themes/SL.03.07');
  expect(() => programmeStream('themes/SL.03.07')).toThrowError(
    expect.objectContaining({ code: 'people/not-a-code' }),
  );
});

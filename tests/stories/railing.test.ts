import { leadOf, settledAt } from '@civigrid/cases';
import { expect, test } from 'vitest';
import { follows, given, scenario, when } from './scenario.ts';

const workDays = (value: number) => ({ value, unit: 'workDay' });

/** A matter for many parties: first they consult, then it is built, then it is accepted. */
const railing = {
  id: 'railing',
  when: { category: { within: ['03.01.03'] } },
  then: {
    lead: 'urbanManagement',
    assist: ['gridLeader'],
    tier: 'bigMatter',
    sign: { value: 2, unit: 'workHour' },
    limit: workDays(20),
    reportIn: { value: 2, unit: 'workHour' },
    callBack: workDays(1),
    ladder: 'consulted',
    stages: [
      { stage: 'consult', budget: workDays(5) },
      { stage: 'build', budget: workDays(10) },
      { stage: 'accept', budget: workDays(2) },
    ],
  },
};

test('for a railing of 240 metres the grid blows the whistle, and who is called comes and consults', async () => {
  const { town, told, does, clock, inside } = await scenario('railing', ({ routing, ladders }) => ({
    ladders: [
      ...ladders,
      {
        name: 'consulted',
        rungs: [
          {
            rung: 'late',
            clock: 'reportIn',
            when: { fraction: 1 },
            effect: 'warn',
            tell: ['called', 'upperLeader'],
          },
        ],
      },
    ],
    routing: {
      ...routing,
      outputs: [
        ...(routing.outputs as readonly { readonly name: string }[]),
        { name: 'stages' },
        { name: 'reportIn' },
        { name: 'callBack' },
      ],
      rules: [railing, ...routing.rules],
    },
  }));
  const { caseId } = await when('a patrol reports 240 metres of river bank without a railing', () =>
    town.report({
      category: '03.01.03',
      source: 'patrol',
      text: '河边两百四十米没有护栏，孩子放学走这里',
      point: inside('LS.03.02.05'),
      at: clock('09:00'),
    }),
  );
  await town.idle();
  await when('urban management sends the order back: nobody knows whose bank it is', async () => {
    const returned = {
      type: 'return',
      reason: 'unclearOwnership',
      basis: 'river-rules-7',
    } as const;
    await does('LS/urbanManagement', caseId, returned, clock('09:40'));
  });
  await follows('the case is not without an owner: the level above has it', () => {
    const state = town.cases.get(caseId);
    expect(state).toMatchObject({ status: 'dispatched', returns: 1 });
    expect(state && leadOf(state)).toMatchObject({ tenure: 'held' });
    expect(state && leadOf(state)?.role).not.toBe('urbanManagement');
  });
  told.length = 0;
  const called = ['urbanManagement', 'waterCompany', 'propertyManager', 'trafficPolice'];
  await when('whoever has it blows the whistle for four departments', async () => {
    await does('secretary', caseId, { type: 'sign' }, clock('10:00'));
    const whistle = { type: 'whistle', to: 'street', lead: 'commandCentre' } as const;
    await does('secretary', caseId, { ...whistle, participants: called }, clock('10:05'));
  });
  await follows(
    'all of them are told, and one who does not come in two hours is told again',
    async () => {
      expect(told.map(({ reason, role }) => `${reason} ${role}`)).toEqual(
        ['commandCentre', ...called].map((role) => `whistled ${role}`),
      );
      for (const participant of called.slice(0, 3))
        await does(participant, caseId, { type: 'reportIn', participant }, clock('10:40'));
      told.length = 0;
      await town.tick(clock('15:00'));
      await town.idle();
      const warned = told.filter(({ reason }) => reason === 'warned').map(({ role }) => role);
      expect(warned).toContain('trafficPolice');
      expect(warned).not.toContain('waterCompany');
    },
  );
  await when('the last one comes, they consult, and ask for more time to build', async () => {
    await does('p', caseId, { type: 'reportIn', participant: 'trafficPolice' }, clock('15:10'));
    await does('c', caseId, { type: 'handle', done: true, stage: 'consult' }, clock('16:00', 2));
    const add = { value: 5, unit: 'workDay' } as const;
    const ask = {
      type: 'askExtension',
      clock: 'stage',
      stage: 'build',
      add,
      reason: 'material',
    } as const;
    await does('builder', caseId, ask, clock('09:00', 9));
    await expect(
      does('builder', caseId, { type: 'decideExtension', granted: true }, clock('09:10', 9)),
    ).rejects.toMatchObject({ code: 'cases/own-request' });
    await does('centre', caseId, { type: 'decideExtension', granted: true }, clock('10:00', 9));
  });
  await given('three days of high water, in which nobody can build', async () => {
    const wait = { type: 'suspend', reason: 'forceMajeure', basis: 'flood-warning-3' } as const;
    await does('centre', caseId, { ...wait, until: clock('08:00', 17) }, clock('08:00', 14));
    await expect(
      does('builder', caseId, { type: 'handle', done: true, stage: 'build' }, clock('12:00', 15)),
    ).rejects.toMatchObject({ code: 'cases/suspended' });
    await town.tick(clock('08:00', 17));
  });
  await when('it is built, accepted, checked and closed', async () => {
    await does('b', caseId, { type: 'handle', done: true, stage: 'build' }, clock('15:00', 24));
    await does('b', caseId, { type: 'handle', done: true, stage: 'accept' }, clock('10:00', 25));
    await does('centre', caseId, { type: 'check', outcome: 'pass' }, clock('11:00', 25));
    const content = { reached: true, solved: true, satisfied: true } as const;
    const state = town.cases.get(caseId);
    if (state?.reporters[0]?.callBack)
      await does(
        'centre',
        caseId,
        { type: 'callBack', report: caseId, answer: content },
        clock('12:00', 25),
      );
    await does('centre', caseId, { type: 'close' }, clock('14:00', 25));
  });
  await follows('it was settled by the street, in time, and every step can be told', async () => {
    const state = town.cases.get(caseId);
    if (state === undefined) throw new Error('The case is gone.');
    expect(settledAt(state)).toBe('street');
    expect(state).toMatchObject({
      stagesDone: ['consult', 'build', 'accept'],
      suspensions: [{ until: clock('08:00', 17), over: true }],
      extensions: [{ granted: true }],
    });
    const period = { from: clock('00:00'), until: clock('00:00', 26) };
    const { rates } = (await town.cases.statistics({ period })).total;
    expect(rates.onTimeWhole).toMatchObject({ numerator: 1, denominator: 1 });
    const rows = await town.cases.timeline(caseId);
    expect(rows.filter(({ type }) => type === 'cases/reported-in')).toHaveLength(4);
  });
  await town.close();
});

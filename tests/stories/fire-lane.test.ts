import { workCalendar } from '@civigrid/calendar';
import { settledAt, timeline, withinLimit } from '@civigrid/cases';
import { tellRow } from '@civigrid/cases/messages';
import { actorId, type Happened } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { follows, given, hour, minute, scenario, when } from './scenario.ts';

const plain = workCalendar({ shifts: [['00:00', '24:00']], weekends: [], years: { 2026: [] } });

test('a resident photographs a car on the fire lane, the place decides the grid, and the loop is closed there', async () => {
  const { street, town, told, does } = await scenario('fushi');
  const photographed = street
    .day()
    .find((input) => input.kind === 'report' && input.id === street.stories.fireLane);
  if (photographed?.kind !== 'report') throw new Error('The street has lost its story.');

  const answer = await when('a resident shows the car in the mirror', () =>
    town.report(photographed),
  );
  await town.idle();
  const { caseId, grid, lead } = answer;
  const started = photographed.at;

  await follows('the place has decided the grid, and its leader leads', () => {
    expect(answer.outcome).toBe('opened');
    expect(answer.path.at(-1)).toBe(grid);
    expect(lead).toMatchObject({ tenure: 'held', role: 'gridLeader' });
  });
  await follows('her phone rings, and those of the property manager and the traffic police', () => {
    expect(told.map(({ reason, role }) => [reason, role])).toEqual([
      ['assigned', 'gridLeader'],
      ['assisting', 'propertyManager'],
      ['assisting', 'trafficPolice'],
    ]);
  });
  await follows(
    'nothing of what the resident said stands in a notification or a fact',
    async () => {
      const events = await town.cases.events(caseId);
      const written = JSON.stringify([events, told]);
      for (const secret of [
        photographed.text,
        photographed.reporter.name,
        photographed.reporter.phone,
      ])
        expect(written).not.toContain(secret);
    },
  );
  await when('she signs, the car is moved, and it is checked', async () => {
    const who = lead?.post ?? '';
    await does(who, caseId, { type: 'sign' }, started + 4 * minute);
    await does(who, caseId, { type: 'handle', done: true }, started + 25 * minute);
    await does('centre', caseId, { type: 'check', outcome: 'pass' }, started + 27 * minute);
  });
  await given('that nobody has called the resident back', async () => {
    await expect(
      does('centre', caseId, { type: 'close' }, started + 28 * minute),
    ).rejects.toMatchObject({ code: 'cases/call-back-missing' });
  });
  await when('the resident is called back and content', async () => {
    const reader = { actor: actorId('centre'), purpose: 'call-back' };
    expect(await town.cases.personal(caseId, reader)).toMatchObject([
      { value: { phone: photographed.reporter.phone } },
    ]);
    const content = { reached: true, solved: true, satisfied: true } as const;
    await does(
      'centre',
      caseId,
      { type: 'callBack', report: caseId, answer: content },
      started + 29 * minute,
    );
    await does('centre', caseId, { type: 'close' }, started + 30 * minute);
  });
  await follows(
    'half an hour from the report to the end, settled in the grid and within its limit',
    async () => {
      const state = town.cases.get(caseId);
      if (state === undefined) throw new Error('The case is gone.');
      expect(settledAt(state)).toBe('grid');
      expect(withinLimit(state, plain)).toMatchObject({ within: true, due: started + 2 * hour });
      const events = (await town.cases.events(caseId)) as unknown as readonly Happened[];
      const rows = timeline(events as never).map((row) => tellRow(row, 'zh-CN'));
      expect(rows.map((row) => row.slice(0, 2))).toEqual([
        '居民',
        '立案',
        '按r',
        '派遣',
        '签收',
        '处置',
        '核查',
        '回访',
        '结案',
      ]);
    },
  );
  await town.close();
});

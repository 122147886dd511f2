import { caseDeadlines, currentStage, leadOf } from '@civigrid/cases';
import { describe, expect, test } from 'vitest';
import {
  dispatch,
  file,
  given,
  happy,
  hour,
  leader,
  minute,
  monday9,
  pass,
  plainTime,
  report,
  returned,
  route,
  type Step,
  sign,
  vacant,
  whistle,
} from './town.ts';

const hours = (value: number) => ({ value, unit: 'hour' }) as const;
/** An illegal building: work is stopped, a fine imposed, the building taken down. */
const plan: Step = {
  ...route,
  budgets: {
    whole: hours(100),
    callBack: hours(24),
    reportIn: hours(1),
    stages: [
      { stage: 'stopWork', budget: hours(4) },
      { stage: 'fine', budget: hours(20) },
      { stage: 'demolish', budget: hours(40) },
    ],
  },
};
const begun = [report, file, plan, dispatch, sign];
const stage = (name: string): Step => ({ type: 'handle', done: true, stage: name });
const named = (life: ReturnType<typeof given>['life'], clock: string) =>
  caseDeadlines(life.state, plainTime).deadlines.filter((each) => each.clock === clock);

describe('a plan of stages', () => {
  test('one after another, each under its own limit, and the last is the end of the work', () => {
    const { life } = given(begun);
    expect(named(life, 'stage')).toEqual([
      {
        name: 'stage/1/breach/stopWork',
        at: monday9 + 3 * minute + 4 * hour,
        clock: 'stage',
        rung: 'breach',
      },
    ]);
    life.do(stage('stopWork'), monday9 + hour);
    expect(life.state).toMatchObject({ status: 'signed', stagesDone: ['stopWork'] });
    expect(named(life, 'stage')).toMatchObject([
      { name: 'stage/1/breach/fine', at: monday9 + 21 * hour },
    ]);
    life.do({ type: 'handle', done: false }, monday9 + 2 * hour);
    life.do({ type: 'handle', done: true }, monday9 + 3 * hour);
    life.do(stage('demolish'), monday9 + 30 * hour);
    expect(life.state.status).toBe('handled');
    expect(named(life, 'stage')).toEqual([]);
  });

  test('rework goes on in the last stage', () => {
    const { life } = given([
      ...begun,
      stage('stopWork'),
      stage('fine'),
      stage('demolish'),
      { type: 'check', outcome: 'rework', reason: 'partlyDone' },
    ]);
    const { state } = life;
    if (state.status !== 'signed') throw new Error(state.status);
    expect(currentStage(state)?.stage).toBe('demolish');
    expect(named(life, 'stage')).toHaveLength(1);
    life.do(stage('demolish'));
    expect(life.state.status).toBe('handled');
  });

  test('whoever gets the order next goes on where it stands', () => {
    const { life } = given([...begun, stage('stopWork'), returned]);
    expect(named(life, 'stage')).toEqual([]);
    life.do(plan);
    life.do(dispatch, monday9 + 10 * hour);
    expect(named(life, 'stage')).toMatchObject([
      { name: 'stage/2/breach/fine', at: monday9 + 30 * hour },
    ]);
  });

  test('a stage that does not exist, or whose turn it is not, is refused', () => {
    given(begun).when(stage('paint')).refuses('cases/unknown-stage');
    given(begun).when(stage('demolish')).refuses('cases/wrong-stage');
    const twice = [1, 2].map(() => ({ stage: 'a', budget: hours(1) }));
    for (const stages of [twice, [], [{ stage: '', budget: hours(1) }]])
      given([report, file])
        .when({ ...route, budgets: { stages } })
        .refuses('cases/invalid-stages');
    given([report, file])
      .when({ ...route, budgets: { stages: [{ stage: 'a', budget: hours(-1) }] } })
      .refuses('cases/invalid-budget');
  });
});

describe('the other clocks', () => {
  test('the intake runs from the report until it is filed or refused', () => {
    const entered: Step = { ...report, budgets: { intake: hours(2), callBack: hours(5) } };
    const { life } = given([entered]);
    expect(named(life, 'intake')).toMatchObject([{ at: monday9 + 2 * hour }]);
    life.do({ type: 'refuse', reason: 'outsideScope' }, monday9 + hour);
    expect(named(life, 'intake')).toEqual([]);
    expect(named(life, 'callBack')).toMatchObject([
      { name: 'callBack/1/breach/case-1', at: monday9 + 6 * hour },
    ]);
    life.do(happy);
    expect(named(life, 'callBack')).toEqual([]);
    given([])
      .when({ ...report, budgets: { intake: hours(0) } })
      .refuses('cases/invalid-budget');
  });

  test('every reporter waits for a call-back of their own from the check on', () => {
    const other: Step = {
      type: 'merge',
      report: 'report-2' as never,
      source: 'hotline',
      reporter: 'subject-2' as never,
      personal: [{ subject: 'subject-2' as never, purpose: 'call-back', value: 1 }],
    };
    const all = ['stopWork', 'fine', 'demolish'].map(stage);
    const { life } = given([...begun, other, ...all, pass]);
    expect(named(life, 'callBack').map(({ name }) => name)).toEqual([
      'callBack/1/breach/case-1',
      'callBack/1/breach/report-2',
    ]);
    life.do(happy);
    life.do({ type: 'callBack', report: 'report-2' as never, answer: { reached: false } });
    expect(named(life, 'callBack').map(({ name }) => name)).toEqual(['callBack/1/breach/report-2']);
    life.do({ type: 'check', outcome: 'rework', reason: 'notDone' });
    expect(named(life, 'callBack')).toEqual([]);
  });

  test('a whistle waits until all have come', () => {
    const { life } = given([report, file, plan, dispatch, sign]);
    life.do(whistle, monday9 + hour);
    expect(named(life, 'reportIn')).toMatchObject([
      { name: 'reportIn/1/breach/1', at: monday9 + 2 * hour },
    ]);
    life.do({ type: 'reportIn', participant: 'cityManagement' });
    expect(named(life, 'reportIn')).toHaveLength(1);
    life.do({ type: 'reportIn', participant: 'trafficPolice' });
    expect(named(life, 'reportIn')).toEqual([]);
  });
});

describe('an order of the last instance', () => {
  const forced: Step = { ...dispatch, forced: { basis: 'final-decision-3' } };

  test('does not come back', () => {
    const { life, when } = given([report, file, route, dispatch, returned, route, forced]);
    when(returned).refuses('cases/assignment-forced');
    life.do(sign);
    when(returned).refuses('cases/assignment-forced');
  });

  test('needs its basis', () => {
    given([report, file, route])
      .when({ ...dispatch, forced: { basis: '' } })
      .refuses('cases/basis-missing');
  });

  test('until then the first who got it answers for the case', () => {
    expect(leadOf(given([report, file, route, dispatch, returned]).life.state)).toEqual(leader);
    expect(leadOf(given([report, file, route]).life.state)).toBeUndefined();
    expect(leadOf(given([report, file, route, { ...dispatch, lead: vacant }]).life.state)).toEqual(
      vacant,
    );
  });
});

test('a higher level watches, each once', () => {
  const { life, when } = given([report, file]);
  when({ type: 'supervise', reason: 'serious' }).happens({
    type: 'cases/supervised',
    data: { level: 'grid', reason: 'serious' },
  });
  when({ type: 'supervise', level: 'grid', reason: 'ordered' }).nothing();
  life.do({ type: 'supervise', level: 'street', reason: 'complaint' });
  expect(life.state).toMatchObject({ supervisedBy: ['grid', 'street'] });
  when({ type: 'supervise', level: 'moon', reason: 'serious' }).refuses('cases/unknown-level');
  life.do({ type: 'escalate', cause: 'order', to: 'community', tell: [] });
  when({ type: 'supervise', level: 'grid', reason: 'serious' }).refuses('cases/level-not-above');
});

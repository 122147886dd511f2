import { type Assignment, caseStatus, settledAt, timeline, withinLimit } from '@civigrid/cases';
import { caseId, deviceId, gridCode, personId, postId } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';
import {
  close,
  dispatch,
  done,
  downstairs,
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
  resident,
  returned,
  route,
  type Step,
  sign,
  theCase,
  upstairs,
  vacant,
  whistle,
} from './town.ts';

const toHandled = [report, file, route, dispatch, sign, done];

describe('a car on the fire lane', () => {
  test('a resident reports it, and nothing of theirs stands in the data', () => {
    const life = given([]).when(report).happens({ type: 'cases/reported' });
    const [reported] = life.events;
    expect(reported?.data).toMatchObject({ callBack: true, reporter: resident, photos: [] });
    expect(JSON.stringify(life.events)).not.toMatch(
      /invented-phone|blocks the fire lane|113\.5123/,
    );
    expect(caseStatus(life.state)).toBe('reported');
  });

  test('the words, the point and the telephone go into personal parts', () => {
    const facts = given([]).life.do(report);
    expect(facts[0]?.personal?.map(({ purpose }) => purpose)).toEqual([
      'call-back',
      'statement',
      'place',
    ]);
  });

  test('it goes from the report to the call-back and is settled in the grid, within its limit', () => {
    const life = given([...toHandled, pass, happy])
      .when(close)
      .happens({ type: 'cases/closed', data: { level: 'grid' } });
    expect(timeline(life.events).map(({ type }) => type)).toEqual([
      'cases/reported',
      'cases/filed',
      'cases/routed',
      'cases/dispatched',
      'cases/signed',
      'cases/handled',
      'cases/checked',
      'cases/called-back',
      'cases/closed',
    ]);
    expect(settledAt(life.state)).toBe('grid');
    expect(withinLimit(life.state, plainTime)).toEqual({
      ok: true,
      within: true,
      due: monday9 + 10 * hour,
    });
  });

  test('the rule that decided is kept for whoever asks why', () => {
    given([report, file])
      .when(route)
      .happens({
        type: 'cases/routed',
        data: {
          reason: { table: 'routing', version: '2026-01', rule: 3 },
          lead: 'gridLeader',
          assist: ['propertyManager', 'trafficPolice'],
          ladder: { name: 'default' },
        },
      });
  });

  test('a report that the check on site does not confirm is refused, and the reporter is told', () => {
    const life = given([report])
      .when({ type: 'refuse', reason: 'notConfirmed' })
      .happens({ type: 'cases/refused' });
    expect(life.do(happy)).toHaveLength(1);
    given([report, { type: 'refuse', reason: 'notConfirmed' }])
      .when(route)
      .refuses('cases/not-open');
  });

  test('work that does not hold is done again under the same limit', () => {
    const { life } = given([
      ...toHandled,
      { type: 'check', outcome: 'rework', reason: 'partlyDone' },
    ]);
    expect(caseStatus(life.state)).toBe('signed');
    const { state } = life;
    if (state.status !== 'signed') throw new Error(state.status);
    const handling = state.clocks.find(({ clock }) => clock === 'handle');
    expect(handling).toMatchObject({ run: 1 });
    expect(handling).not.toHaveProperty('stoppedAt');
  });

  test('a case is not closed before the reporter was called back', () => {
    given([...toHandled, pass])
      .when(close)
      .refuses('cases/call-back-missing');
  });

  test('a reporter who says that it is not solved stands in the way of closing', () => {
    const unhappy: Step = {
      type: 'callBack',
      report: theCase,
      answer: { reached: true, solved: false, satisfied: false },
    };
    const steps = [...toHandled, pass, unhappy];
    given(steps).when(close).refuses('cases/unsolved');
    given(steps)
      .when({ type: 'close', unsolved: 'beyondPowers' })
      .happens({ type: 'cases/closed', data: { unsolved: 'beyondPowers' } });
    const again: Step = { type: 'check', outcome: 'rework', reason: 'reporterUnsatisfied' };
    const life = given([...steps, again, done, pass, happy])
      .when(close)
      .happens({
        type: 'cases/closed',
      });
    expect(caseStatus(life.state)).toBe('closed');
  });

  test('whoever could not be reached may be tried again, and does not hold the case up for ever', () => {
    const away: Step = { type: 'callBack', report: theCase, answer: { reached: false } };
    given([...toHandled, pass, away, away])
      .when(close)
      .happens({ type: 'cases/closed' });
    given([...toHandled, pass, away, happy])
      .when(happy)
      .refuses('cases/already-called-back');
  });
});

describe('a smoke alarm', () => {
  const alarm: Step = {
    type: 'report',
    case: theCase,
    source: 'device',
    category: 'fire.smoke',
    kind: 'fire.smoke',
    device: deviceId('haiman:0042'),
    severity: 4,
    grid: gridCode('LS.01.02.07'),
    publicPlace: [113.5, 22.2],
    level: 'community',
  };
  const station: Assignment = {
    tenure: 'held',
    role: 'fireStation',
    grid: gridCode('LS'),
    post: postId('fireStation@LS'),
    holder: personId('person-1'),
  };

  test('what a device reports enters filed', () => {
    const life = given([])
      .when(alarm)
      .happens(
        { type: 'cases/reported', data: { device: 'haiman:0042', callBack: false } },
        { type: 'cases/filed', data: { verification: 'bySource' } },
      );
    expect(caseStatus(life.state)).toBe('filed');
  });

  test('a patrol enters filed too, a hotline does not', () => {
    given([])
      .when({ ...report, source: 'patrol' })
      .happens({ type: 'cases/reported' }, { type: 'cases/filed' });
    given([])
      .when({ ...report, source: 'hotline' })
      .happens({ type: 'cases/reported' });
  });

  test('it is dispatched to the fire station and the community at once', () => {
    const community: Assignment = { ...station, role: 'community', grid: gridCode('LS.01') };
    const life = given([alarm, { ...route, lead: 'fireStation', assist: ['community'] }])
      .when({ type: 'dispatch', lead: station, assist: [community] })
      .happens({
        type: 'cases/dispatched',
        data: { lead: { role: 'fireStation' }, assist: [{ role: 'community' }] },
      });
    for (const step of [sign, done, pass]) life.do(step);
    expect(life.do(close)).toMatchObject([{ type: 'cases/closed', data: { level: 'community' } }]);
  });

  test('nobody calls a device back', () => {
    given([alarm, route, dispatch, sign, done, pass])
      .when(happy)
      .refuses('cases/call-back-not-wanted');
  });
});

describe('a leak between neighbours', () => {
  const dispute: Step = { ...route, tier: 'smallDispute', mediation: true };
  const start: Step = {
    type: 'startMediation',
    parties: [upstairs, downstairs],
    mediator: postId('mediator@LS.01'),
  };
  const agreed: Step = {
    type: 'recordMediation',
    outcome: 'agreed',
    agreement: [
      { subject: upstairs, purpose: 'agreement', value: 'repairs the pipe' },
      { subject: downstairs, purpose: 'agreement', value: 'waives the ceiling' },
    ],
  };
  const signed = [report, file, dispute, dispatch, sign];

  test('the parties agree before the mediator, and the agreement is theirs alone', () => {
    const life = given([...signed, start])
      .when(agreed)
      .happens({ type: 'cases/mediated', data: { outcome: 'agreed' } });
    expect(JSON.stringify(life.events)).not.toContain('pipe');
    for (const step of [done, pass, happy, close]) life.do(step);
    expect(caseStatus(life.state)).toBe('closed');
  });

  test('where it fails another mediation may begin', () => {
    given([...signed, start, { type: 'recordMediation', outcome: 'failed' }])
      .when(start)
      .happens({ type: 'cases/mediation-started' });
  });

  test('the case is not done, given away or sent back while they talk', () => {
    for (const step of [done, dispatch, returned, start])
      given([...signed, start])
        .when(step)
        .refuses('cases/mediation-under-way');
  });

  test('an agreement is written down, and by the parties only', () => {
    given([...signed, start])
      .when({ type: 'recordMediation', outcome: 'agreed', agreement: [] })
      .refuses('cases/agreement-missing');
    given([...signed, start])
      .when({
        type: 'recordMediation',
        outcome: 'agreed',
        agreement: [{ subject: resident, purpose: 'agreement', value: '' }],
      })
      .refuses('cases/not-a-party');
    given(signed).when(agreed).refuses('cases/no-mediation');
    given(signed)
      .when({ ...start, parties: [upstairs, upstairs] } as Step)
      .refuses('cases/too-few-parties');
  });
});

describe('an order that comes back', () => {
  const steps = [report, file, route, dispatch, returned];

  test('it goes to somebody else, and the clock of the whole case does not begin anew', () => {
    const { life } = given(steps);
    const whole = (state = life.state) =>
      state.status === 'unreported' ? undefined : state.clocks.find((c) => c.clock === 'whole');
    const before = whole();
    life.do(dispatch, monday9 + 3 * hour);
    expect(whole()).toEqual(before);
    expect(whole()).toMatchObject({ since: monday9, run: 1 });
    const { state } = life;
    if (state.status !== 'dispatched') throw new Error(state.status);
    expect(state.clocks.find((c) => c.clock === 'sign')).toMatchObject({
      since: monday9 + 3 * hour,
      run: 2,
    });
    expect(state.returns).toBe(1);
  });

  test('another rule may decide first, with another limit that runs from creation like the old one', () => {
    const { life } = given(steps);
    life.do({
      ...route,
      grid: gridCode('LS.01.03'),
      budgets: { whole: { value: 2, unit: 'workDay' } },
    });
    expect(life.state).toMatchObject({
      status: 'routed',
      grid: 'LS.01.03',
      clocks: expect.arrayContaining([
        expect.objectContaining({
          clock: 'whole',
          run: 1,
          since: monday9,
          changes: [{ at: life.now - minute, budget: { value: 2, unit: 'workDay' } }],
        }),
      ]),
    });
  });

  test('it needs its legal basis', () => {
    given([report, file, route, dispatch])
      .when({ type: 'return', reason: 'unclearOwnership', basis: ' ' })
      .refuses('cases/basis-missing');
  });

  test('what is done cannot come back', () => {
    given(toHandled).when(returned).refuses('cases/wrong-status');
  });
});

describe('a vacant post', () => {
  test('nobody signs for it until somebody else leads', () => {
    const steps = [report, file, route, { type: 'dispatch', lead: vacant } as const];
    given(steps).when(sign).refuses('cases/post-vacant');
    given([...steps, dispatch])
      .when(sign)
      .happens({ type: 'cases/signed' });
  });

  test('the holder of the cell above stands in, and the record says so', () => {
    const standIn: Assignment = {
      ...leader,
      tenure: 'standIn',
      for: 'vacancy',
      heldIn: gridCode('LS.01'),
    };
    given([report, file, route])
      .when({ type: 'dispatch', lead: standIn })
      .happens({
        type: 'cases/dispatched',
        data: {
          lead: {
            tenure: 'standIn',
            for: 'vacancy',
            heldIn: 'LS.01',
            role: 'gridLeader',
            grid: 'LS.01.02',
            post: 'gridLeader@LS.01.02',
            holder: 'person-12',
          },
          assist: [],
        },
      });
  });

  test('what a roster knows besides does not enter the record', () => {
    const known = { ...leader, name: 'invented name', phone: '000-0001' };
    const life = given([report, file, route])
      .when({ type: 'dispatch', lead: known, assist: [known] })
      .happens({ type: 'cases/dispatched', data: { lead: leader, assist: [leader] } });
    expect(JSON.stringify(life.events)).not.toMatch(/invented name|000-0001/);
  });
});

describe('a whistle', () => {
  const steps = [report, file, route, dispatch, sign];

  test('the community leads, and two departments report in', () => {
    const life = given(steps)
      .when(whistle)
      .happens({
        type: 'cases/whistled',
        data: { whistle: 1, from: 'grid', to: 'community' },
      });
    life.do({ type: 'reportIn', participant: 'cityManagement' });
    life.do({ type: 'reportIn', participant: 'trafficPolice' });
    const { state } = life;
    if (state.status !== 'signed') throw new Error(state.status);
    expect(state.level).toBe('community');
    expect(state.whistles[0]?.arrived.map(({ participant }) => participant)).toEqual([
      'cityManagement',
      'trafficPolice',
    ]);
    for (const step of [done, pass, happy, close]) life.do(step);
    expect(settledAt(life.state)).toBe('community');
  });

  test('to come twice changes nothing; who was not called is refused', () => {
    const called = [...steps, whistle, { type: 'reportIn', participant: 'trafficPolice' } as const];
    given(called).when({ type: 'reportIn', participant: 'trafficPolice' }).nothing();
    given(called).when({ type: 'reportIn', participant: 'court' }).refuses('cases/not-called');
    given(called)
      .when({ type: 'reportIn', participant: 'trafficPolice', whistle: 2 })
      .refuses('cases/not-called');
  });

  test('it goes up and calls somebody', () => {
    given(steps)
      .when({ ...whistle, to: 'microGrid' } as Step)
      .refuses('cases/level-not-above');
    given(steps)
      .when({ ...whistle, to: 'moon' } as Step)
      .refuses('cases/unknown-level');
    given(steps)
      .when({ ...whistle, participants: [] } as Step)
      .refuses('cases/nobody-called');
  });
});

describe('another report of the same matter', () => {
  const other = caseId('report-2');
  const merge: Step = {
    type: 'merge',
    report: other,
    source: 'hotline',
    reporter: downstairs,
    personal: [{ subject: downstairs, purpose: 'call-back', value: '000' }],
  };

  test('its reporter keeps a call-back of their own', () => {
    const steps = [...toHandled, merge, pass, happy];
    given(steps).when(close).refuses('cases/call-back-missing');
    const answer = { reached: true, solved: true, satisfied: false } as const;
    given([...steps, { type: 'callBack', report: other, answer }])
      .when(close)
      .happens({ type: 'cases/closed' });
  });

  test('the same report again changes nothing, its own report is refused', () => {
    given([report, merge]).when(merge).nothing();
    given([report])
      .when({ ...merge, report: theCase } as Step)
      .refuses('cases/merge-into-itself');
  });

  test('a closed case takes none: the matter has come back', () => {
    given([...toHandled, pass, happy, close])
      .when(merge)
      .refuses('cases/not-open');
  });
});

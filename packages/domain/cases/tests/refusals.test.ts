import { type CaseErrorCode, caseDecider } from '@civigrid/cases';
import { describe, expect, test } from 'vitest';
import {
  by,
  close,
  dispatch,
  done,
  file,
  given,
  happy,
  monday9,
  pass,
  report,
  resident,
  route,
  type Step,
  sign,
  upstairs,
  whistle,
} from './town.ts';

const closed = [report, file, route, dispatch, sign, done, pass, happy, close];

describe('what a case refuses', () => {
  test('nothing is done with a case that nobody reported', () => {
    for (const step of [file, route, dispatch, sign, done, pass, happy, close, whistle])
      given([]).when(step).refuses('cases/not-reported');
  });

  test('a case is reported once', () => {
    given([report]).when(report).refuses('cases/already-reported');
  });

  test('a closed case stays closed', () => {
    for (const step of [file, route, dispatch, sign, done, pass, happy, close, whistle])
      given(closed).when(step).refuses('cases/not-open');
    given(closed).when({ type: 'escalate', cause: 'order', tell: [] }).refuses('cases/not-open');
  });

  test('every verb has its place in the life of a case', () => {
    for (const step of [dispatch, sign, done, pass, happy, close, whistle])
      given([report, file]).when(step).refuses('cases/wrong-status');
    for (const step of [file, route, { type: 'refuse', reason: 'unclear' } as const])
      given([report, file, route, dispatch]).when(step).refuses('cases/wrong-status');
  });

  test('a report with values that cannot be', () => {
    const wrong: readonly [Partial<typeof report>, CaseErrorCode][] = [
      [{ severity: 5 }, 'cases/invalid-severity'],
      [{ severity: 1.5 }, 'cases/invalid-severity'],
      [{ publicPlace: [Number.NaN, 22] }, 'cases/invalid-point'],
      [{ publicPlace: [113, 91] }, 'cases/invalid-point'],
      [{ levels: [] }, 'cases/invalid-levels'],
      [{ levels: ['grid', 'grid'] }, 'cases/invalid-levels'],
      [{ level: 'toString' }, 'cases/unknown-level'],
      [
        { personal: [{ subject: upstairs, purpose: 'call-back', value: 1 }] },
        'cases/reporter-missing',
      ],
      [
        {
          personal: [
            { subject: resident, purpose: 'statement', value: 1 },
            { subject: resident, purpose: 'statement', value: 2 },
          ],
        },
        'cases/personal-twice',
      ],
    ];
    for (const [change, code] of wrong)
      given([])
        .when({ ...report, ...change } as Step)
        .refuses(code);
  });

  test('a limit or a ladder that cannot be', () => {
    for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      given([report, file])
        .when({ ...route, budgets: { whole: { value, unit: 'hour' } } })
        .refuses('cases/invalid-budget');
    given([report, file])
      .when({ ...route, budgets: { sign: { value: 1.5, unit: 'workDay' } } })
      .refuses('cases/invalid-budget');
    const rung = {
      rung: 'a',
      clock: 'sign',
      when: { fraction: 1 },
      effect: 'warn',
      tell: [],
    } as const;
    for (const rungs of [
      [rung, rung],
      [{ ...rung, rung: 'a/b' }],
      [{ ...rung, when: { fraction: 0 } }],
    ])
      given([report, file])
        .when({ ...route, ladder: { name: 'bad', rungs } })
        .refuses('cases/invalid-ladder');
    given([report, file])
      .when({ ...route, level: 'moon' })
      .refuses('cases/unknown-level');
  });

  test('an instant that is none, a verb that is none', () => {
    for (const at of [Number.NaN, 0.5, 9e15])
      expect(() =>
        caseDecider.decide({ type: 'sign', at, actor: by }, caseDecider.initial),
      ).toThrow(expect.objectContaining({ code: 'cases/invalid-instant' }));
    expect(() =>
      caseDecider.decide({ type: 'dance', at: monday9, actor: by } as never, caseDecider.initial),
    ).toThrow(expect.objectContaining({ code: 'cases/unknown-command' }));
  });

  test('escalation goes up', () => {
    given([report])
      .when({ type: 'escalate', cause: 'order', tell: ['communityLeader'] })
      .happens({
        type: 'cases/escalated',
        data: { from: 'microGrid', to: 'grid', cause: 'order', effect: 'levelUp' },
      });
    given([{ ...report, level: 'street' }])
      .when({ type: 'escalate', cause: 'order', tell: [] })
      .refuses('cases/level-not-above');
    given([report])
      .when({ type: 'escalate', cause: 'whistle', to: 'moon', tell: [] })
      .refuses('cases/unknown-level');
  });

  test('only a reporter of this case is called back', () => {
    given(closed.slice(0, 7))
      .when({ ...happy, report: 'other' } as Step)
      .refuses('cases/unknown-report');
  });
});

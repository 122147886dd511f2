import { workCalendar } from '@civigrid/calendar';
import {
  type CaseState,
  comingReporters,
  type DueCalendar,
  isOverdue,
  settledAt,
  withinLimit,
} from '@civigrid/cases';
import {
  tellCondition,
  tellCountName,
  tellRate,
  tellStatisticsCode,
} from '@civigrid/cases/messages';
import {
  type CaseRecordEvent,
  caseRows,
  checkExclusions,
  countNames,
  type ExclusionRule,
  type Rate,
  rateNames,
  type Statistics,
  type StatisticsOptions,
  statisticsOf,
} from '@civigrid/cases/statistics';
import { actorId, type CaseId, caseId, gridCode, isDomainError } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';
import {
  close,
  dispatch,
  done,
  file,
  happy,
  hour,
  Life,
  minute,
  monday9,
  pass,
  plainTime,
  report,
  returned,
  route,
  type Step,
  sign,
  theCase,
  vacant,
  whistle,
} from './town.ts';

const ordinary = [report, file, route, dispatch, sign, done, pass, happy];
const week = { from: monday9 - hour, until: monday9 + 167 * hour };

function after(steps: readonly Step[], closedAt?: number): CaseState {
  return lived(steps, closedAt).state;
}

function lived(steps: readonly Step[], closedAt?: number): Life {
  const life = new Life();
  for (const step of steps) life.do(step);
  if (closedAt !== undefined) life.do(close, closedAt);
  return life;
}

const blind: DueCalendar = {
  add: () => ({ ok: false, code: 'calendar/unknown-year', year: 2027 }),
  between: () => ({ ok: false, code: 'calendar/unknown-year', year: 2027 }),
};

/** The events of some cases, one after another. */
function log(...lives: readonly Life[]): readonly CaseRecordEvent[] {
  return lives.flatMap(({ events, state }) =>
    events.map((event) => ({
      ...event,
      stream: `case/${state.status === 'unreported' ? '' : state.id}`,
    })),
  );
}

function reported(lives: readonly Life[], options: Partial<StatisticsOptions> = {}): Statistics {
  return statisticsOf(log(...lives), { period: week, calendar: plainTime, ...options });
}

/** The same steps under another id. */
const named = (id: CaseId, steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => {
    if (step.type === 'report') return { ...step, case: id };
    return step.type === 'callBack' ? { ...step, report: id } : step;
  });

const share = ({ numerator, denominator }: Rate) => `${numerator}/${denominator}`;

describe('the limit of the whole case', () => {
  test('the last instant is within it, the next is not', () => {
    const due = monday9 + 10 * hour;
    expect(withinLimit(after(ordinary, due), plainTime)).toEqual({ ok: true, within: true, due });
    expect(withinLimit(after(ordinary, due + 1), plainTime)).toEqual({
      ok: true,
      within: false,
      due,
    });
    const rates = (closedAt: number) => reported([lived(ordinary, closedAt)]).total.rates;
    expect(share(rates(due).onTimeWhole)).toBe('1/1');
    expect(share(rates(due + 1).onTimeWhole)).toBe('0/1');
  });

  test('a return and a second dispatch win no time', () => {
    const steps = [report, file, route, dispatch, returned, dispatch, sign, done, pass, happy];
    expect(withinLimit(after(steps, monday9 + 10 * hour + 1), plainTime)).toMatchObject({
      within: false,
    });
  });

  test('where nobody can say, it is said why', () => {
    expect(withinLimit(after(ordinary), plainTime)).toEqual({
      ok: false,
      code: 'cases/not-closed',
    });
    const free = ordinary.map((step) => (step.type === 'route' ? { ...step, budgets: {} } : step));
    expect(withinLimit(after(free, monday9 + hour), plainTime)).toEqual({
      ok: false,
      code: 'cases/no-limit',
    });
    expect(withinLimit(after(ordinary, monday9 + hour), blind)).toEqual({
      ok: false,
      code: 'cases/unknown-year',
      year: 2027,
    });
    expect(isOverdue(after(free), plainTime, monday9)).toBeUndefined();
    const { rates } = reported([lived(ordinary, monday9 + hour)], { calendar: blind }).total;
    expect(rates.onTimeWhole).toMatchObject({ numerator: 0, denominator: 0, unknown: 1 });
  });
});

test('an open case is settled nowhere, a closed one at its level', () => {
  expect(settledAt(after(ordinary))).toBeUndefined();
  expect(settledAt(after(ordinary, monday9 + hour))).toBe('grid');
});

describe('a street counts', () => {
  const whistled = ordinary.flatMap((step) => (step.type === 'sign' ? [step, whistle] : [step]));
  const lives = [
    lived(named(caseId('c-1'), [report])),
    lived(named(caseId('c-2'), [report, { type: 'refuse', reason: 'outsideScope' }])),
    lived(named(caseId('c-3'), [report, file, route, dispatch, returned])),
    lived(named(caseId('c-4'), ordinary), monday9 + hour),
    lived(named(caseId('c-5'), ordinary), monday9 + 11 * hour),
    lived(named(caseId('c-6'), whistled), monday9 + hour),
  ];

  test('closed, on time, late, overdue, escalated, returned, and where it was settled', () => {
    const { counts, rates, settled } = reported(lives).total;
    expect(counts).toMatchObject({
      reported: 6,
      open: 2,
      refused: 1,
      closures: 3,
      overdue: 1,
      escalations: 0,
      whistles: 1,
      returns: 1,
    });
    expect(share(rates.onTimeWhole)).toBe('2/4');
    expect(share(rates.settledInGrid)).toBe('2/3');
    expect(share(rates.settledInCommunity)).toBe('3/3');
    expect(share(rates.solved)).toBe('3/3');
    expect(share(rates.reportedIn)).toBe('0/2');
    expect(settled).toEqual([
      { level: 'grid', closed: 2 },
      { level: 'community', closed: 1 },
    ]);
  });

  test('by post, cell, category and month', () => {
    const { byUnit, byGrid, byCategory, byMonth } = reported(lives);
    expect(byUnit.map(({ key, figures }) => [key, share(figures.rates.onTimeWhole)])).toEqual([
      ['', '0/0'],
      ['gridLeader@LS.01.02', '2/4'],
    ]);
    expect(byGrid.map(({ key }) => key)).toEqual(['LS', 'LS.01', 'LS.01.02', 'LS.01.02.07']);
    expect(byCategory.map(({ key, figures }) => [key, figures.counts.reported])).toEqual([
      ['lane', 6],
      ['lane.occupied', 6],
    ]);
    expect(byMonth.map(({ key }) => key)).toEqual(['2026-03']);
  });

  test('the unit may be a role, the month that of another zone', () => {
    const { byUnit } = reported(lives, { unitOf: ({ role }) => role });
    expect(byUnit.map(({ key }) => key)).toEqual(['', 'gridLeader']);
    const early = { from: Date.UTC(2026, 1, 28), until: Date.UTC(2026, 2, 1) };
    const night = new Life(undefined, Date.UTC(2026, 1, 28, 17));
    night.do(report);
    const months = (zone: string) =>
      statisticsOf(log(night), { period: early, calendar: plainTime, zone }).byMonth.map(
        ({ key }) => key,
      );
    expect(months('Asia/Shanghai')).toEqual(['2026-03']);
    expect(months('UTC')).toEqual(['2026-02']);
  });
});

describe('once overdue, always overdue', () => {
  const late = monday9 + 11 * hour;
  const overdue = [report, file, route, dispatch, sign];

  test('an extension and a suspension that come too late mend nothing', () => {
    const life = lived(overdue);
    const more = { type: 'askExtension', clock: 'whole', reason: 'complex' } as const;
    life.do({ ...more, add: { value: 9, unit: 'day' } }, late);
    life.do({ type: 'decideExtension', granted: true }, late, actorId('upper'));
    life.do({ type: 'suspend', reason: 'season', basis: 'plan' }, late);
    const { counts, rates } = reported([life]).total;
    expect(counts).toMatchObject({ overdue: 1, waiting: 1, extensionsGranted: 1 });
    expect(share(rates.onTimeWhole)).toBe('0/1');
  });

  test('it counts in the period in which it ran out, whether it is ever closed or not', () => {
    const life = lived(overdue);
    const due = monday9 + 10 * hour;
    const before = { from: monday9 - hour, until: due + 1 };
    const next = { from: due + 1, until: due + 100 * hour };
    expect(share(reported([life], { period: before }).total.rates.onTimeWhole)).toBe('0/1');
    for (const step of [done, pass, happy]) life.do(step, late);
    life.do(close, late);
    expect(share(reported([life], { period: before }).total.rates.onTimeWhole)).toBe('0/1');
    expect(share(reported([life], { period: next }).total.rates.onTimeWhole)).toBe('0/0');
  });

  test('a case that went on in another before anybody led there is late there', () => {
    const other = caseId('c-other');
    const gone = lived(named(other, overdue));
    const host = lived([report]);
    host.do({ type: 'absorb', case: other, reporters: comingReporters(gone.state) }, late);
    gone.do({ type: 'join', into: theCase }, late);
    const { counts, rates } = reported([gone, host]).total;
    expect(counts).toMatchObject({ open: 1, overdue: 1, joined: 1 });
    expect(share(rates.onTimeWhole)).toBe('0/1');
  });

  test('one whose other case is not in the log is late by itself', () => {
    const gone = lived(overdue);
    gone.do({ type: 'join', into: caseId('elsewhere') }, late);
    expect(share(reported([gone]).total.rates.onTimeWhole)).toBe('0/1');
  });

  test('a reopened case keeps the verdict of its first closure', () => {
    const life = lived(ordinary, late);
    life.do({ type: 'reopen', reason: 'recurred' }, late + hour);
    for (const step of [route, dispatch, sign, done, pass, close]) life.do(step, late + hour);
    const { counts, rates } = reported([life]).total;
    expect(counts).toMatchObject({ closures: 2, reopenings: 1, open: 0 });
    expect(share(rates.onTimeWhole)).toBe('1/2');
    // The reporter was told once that it is solved.
    expect(share(rates.solved)).toBe('1/1');
  });

  test('a signature after the limit is no response, whoever signs', () => {
    const life = lived([report, file, route, dispatch]);
    life.do(returned, monday9 + 2 * hour);
    life.do({ type: 'dispatch', lead: vacant }, monday9 + 2 * hour);
    life.do(dispatch, monday9 + 2 * hour);
    life.do(sign, monday9 + 2 * hour + minute);
    const { rates } = reported([life]).total;
    expect(share(rates.response)).toBe('0/1');
    expect(rates.onTimeSign).toMatchObject({ numerator: 1, denominator: 2, lapsed: 1 });
  });
});

describe('rules of exclusion', () => {
  const rule: ExclusionRule = {
    id: 'unreasonable',
    version: '2026-01',
    title: { zh: '不合理诉求', en: 'unreasonable demands' },
    when: [
      { kind: 'unsolved', is: ['unreasonableDemand'] },
      { kind: 'grid', within: ['LS.01'] },
    ],
    rates: ['solved', 'satisfied'],
  };
  const angry: Step = {
    type: 'callBack',
    report: theCase,
    answer: { reached: true, solved: false, satisfied: false },
  };
  const steps = [report, file, route, dispatch, sign, done, pass, angry];

  test('a case is taken out of the rates that the rule names, and stands under it', () => {
    const life = lived(steps);
    life.do({ type: 'close', unsolved: 'unreasonableDemand' });
    const { total, excluded } = reported([life], { exclusions: [rule] });
    expect(total.rates.solved).toEqual({
      numerator: 0,
      denominator: 0,
      excluded: 1,
      pending: 0,
      unknown: 0,
      lapsed: 0,
    });
    expect(share(total.rates.reached)).toBe('1/1');
    expect(excluded).toEqual([
      {
        id: 'unreasonable',
        version: '2026-01',
        counts: [
          { rate: 'solved', count: 1 },
          { rate: 'satisfied', count: 1 },
        ],
        cases: [theCase],
      },
    ]);
  });

  test('what is wrong with rules is told by place, and refused', () => {
    const wrong = [
      { ...rule, when: [{ kind: 'weather' }, { kind: 'source' }], rates: ['happiness'] },
      { ...rule, version: '', title: { zh: '无' } },
      null,
    ];
    expect(checkExclusions([rule])).toEqual([]);
    expect(
      checkExclusions(wrong).map(({ code, rule: i, path }) => [code, i, path.join('.')]),
    ).toEqual([
      ['cases/unknown-condition', 0, 'when.0'],
      ['cases/bad-condition', 0, 'when.1'],
      ['cases/unknown-rate', 0, 'rates.0'],
      ['cases/id-twice', 1, 'id'],
      ['cases/no-version', 1, 'version'],
      ['cases/no-title', 1, 'title'],
      ['cases/no-id', 2, 'id'],
      ['cases/no-version', 2, 'version'],
      ['cases/no-title', 2, 'title'],
      ['cases/no-condition', 2, 'when'],
      ['cases/unknown-rate', 2, 'rates'],
    ]);
    const refused = () => reported([], { exclusions: wrong as readonly ExclusionRule[] });
    expect(refused).toThrow(expect.objectContaining({ code: 'cases/invalid-exclusions' }));
  });

  test('every condition is told in both languages', () => {
    expect(tellCondition({ kind: 'suspended', is: ['season'] }, 'zh-CN')).toBe('曾挂账（season）');
    expect(tellCondition({ kind: 'category', within: ['lane', 'noise'] }, 'en')).toBe(
      'the category lies in lane, noise',
    );
  });
});

test('a record that comes twice is counted once, and a missing one is told', () => {
  const events = log(lived(ordinary, monday9 + hour));
  const once = statisticsOf(events, { period: week, calendar: plainTime });
  const twice = statisticsOf([...events, ...events.slice(2, 4)], {
    period: week,
    calendar: plainTime,
  });
  expect(twice.total).toEqual(once.total);
  expect(twice.issues).toEqual([
    { code: 'cases/event-twice', stream: `case/${theCase}`, version: 3 },
    { code: 'cases/event-twice', stream: `case/${theCase}`, version: 4 },
  ]);
  const holed = statisticsOf(events.toSpliced(1, 1), { period: week, calendar: plainTime });
  expect(holed.issues).toEqual([
    { code: 'cases/events-missing', stream: `case/${theCase}`, version: 3 },
  ]);
});

test('a period that does not end after it begins is refused', () => {
  let caught: unknown;
  try {
    reported([], { period: { from: monday9, until: monday9 } });
  } catch (error) {
    caught = error;
  }
  expect(isDomainError(caught, 'cases/invalid-period')).toBe(true);
});

test('rates and counts have their words, with what is needed to work them out again', () => {
  const rate = { numerator: 96, denominator: 100, excluded: 2, pending: 0, unknown: 0, lapsed: 0 };
  expect(tellRate('onTimeWhole', { ...rate, rate: 0.96 }, 'zh-CN')).toBe(
    '按期结案率 96.0%（96/100，剔除2）',
  );
  expect(tellRate('solved', { ...rate, excluded: 0, rate: 0.96 }, 'en')).toBe(
    'solved rate 96.0% (96/100)',
  );
  for (const language of ['zh-CN', 'en'] as const) {
    for (const name of rateNames) expect(tellRate(name, rate, language)).toContain('96/100');
    expect(new Set(countNames.map((name) => tellCountName(name, language))).size).toBe(
      countNames.length,
    );
  }
  expect(tellStatisticsCode('cases/not-rated', 'en')).toBe(
    'Only grids, corridors and posts are rated, never persons.',
  );
});

test('limits in working time go by the work calendar', () => {
  const calendar = workCalendar({ shifts: [['08:30', '17:30']], years: { 2026: [] } });
  const budgets = { whole: { value: 1, unit: 'workDay' } } as const;
  const steps = ordinary.map((step) => (step.type === 'route' ? { ...step, budgets } : step));
  const tuesday1730 = Date.UTC(2026, 2, 3, 9, 30);
  const rate = (closedAt: number) =>
    share(reported([lived(steps, closedAt)], { calendar }).total.rates.onTimeWhole);
  expect(rate(tuesday1730)).toBe('1/1');
  expect(rate(tuesday1730 + 1)).toBe('0/1');
});

test('cases come out as plain rows, in order, without what was refused or went on in another', () => {
  const rows = caseRows(
    log(
      lived(named(caseId('c-2'), ordinary), monday9 + hour),
      lived(named(caseId('c-1'), [report, file, route, dispatch, sign])),
      lived(named(caseId('c-0'), [report, { type: 'refuse', reason: 'unclear' }])),
    ),
  );
  const place = { category: 'lane.occupied', source: 'resident', grid: gridCode('LS.01.02.07') };
  const order = { dispatchedAt: monday9 + 3 * minute, signedAt: monday9 + 4 * minute };
  expect(rows).toEqual([
    { case: 'c-1', ...place, at: monday9, ...order },
    {
      case: 'c-2',
      ...place,
      at: monday9,
      ...order,
      handledAt: monday9 + 5 * minute,
      closedAt: monday9 + hour,
    },
  ]);
});

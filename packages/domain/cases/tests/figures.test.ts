import { type CaseEventType, type CaseState, caseDecider, isOverdue } from '@civigrid/cases';
import {
  type CaseRecordEvent,
  type CountName,
  type ExclusionRule,
  type FigureGroup,
  type Figures,
  rateNames,
  type StatisticsOptions,
  statisticsOf,
} from '@civigrid/cases/statistics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyMoves, townEvents } from './any-town.ts';
import { type NaiveMark, naiveMarks } from './naive-statistics.ts';
import { hour, monday9, plainTime } from './town.ts';

const forEver = monday9 + 3000 * hour;
const all: StatisticsOptions = {
  period: { from: 0, until: forEver },
  calendar: plainTime,
};

/** The rates of a period, added up plainly. */
function naiveRates(marks: readonly NaiveMark[], { from, until }: StatisticsOptions['period']) {
  return Object.fromEntries(
    rateNames.map((name) => {
      const own = marks.filter(({ rate, at }) => rate === name && at >= from && at < until);
      const count = (verdict: NaiveMark['verdict']) =>
        own.filter((mark) => mark.verdict === verdict).length;
      const [numerator, missed] = [count('kept'), count('missed')];
      const denominator = numerator + missed;
      return [
        name,
        {
          numerator,
          denominator,
          excluded: 0,
          pending: count('pending'),
          unknown: 0,
          lapsed: count('lapsed'),
          ...(denominator === 0 ? {} : { rate: numerator / denominator }),
        },
      ];
    }),
  );
}

const moments = fc.integer({ min: 1, max: 400 }).map((hours) => monday9 + hours * hour);

test('the figures of a town are those of a plain walk through everything that happened, in any period', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(anyMoves, fc.tuple(moments, moments), fc.boolean(), (moves, ends, joins) => {
      const events = townEvents(moves, { unmerges: false, joins });
      const [from = 0, last = 0] = [...ends].sort((a, b) => a - b);
      const period = { from, until: last + 1 };
      const { marks, overdue } = naiveMarks(events, period.until);
      const { total } = statisticsOf(events, { ...all, period });
      expect(total.rates).toEqual(naiveRates(marks, period));
      expect(total.counts.overdue).toBe(overdue.length);
      for (const { rate, verdict } of marks)
        seen.set(`${rate} ${verdict}`, (seen.get(`${rate} ${verdict}`) ?? 0) + 1);
    }),
    { numRuns: 400 },
  );
  // The comparison was worth something only if everything came up.
  for (const rate of rateNames)
    for (const verdict of ['kept', 'missed'])
      expect(seen.get(`${rate} ${verdict}`) ?? 0, `${rate} ${verdict}`).toBeGreaterThan(0);
});

test('taking a report or a case out again takes its lateness along, and nothing else', () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const events = townEvents(moves, { unmerges: true, joins: true });
      const { marks, overdue } = naiveMarks(events, forEver);
      const { total } = statisticsOf(events, all);
      expect(total.rates).toEqual(naiveRates(marks, all.period));
      expect(total.counts.overdue).toBe(overdue.length);
    }),
    { numRuns: 200 },
  );
});

/** Each case's events in their order, the cases mixed otherwise. */
function mixed(events: readonly CaseRecordEvent[], picks: readonly number[]): CaseRecordEvent[] {
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const queues = streams.map((stream) => events.filter((each) => each.stream === stream));
  const result: CaseRecordEvent[] = [];
  for (let i = 0; result.length < events.length; i++) {
    const waiting = queues.filter((list) => list.length > 0);
    const next = waiting[(picks[i % picks.length] ?? 0) % waiting.length]?.shift();
    if (next !== undefined) result.push(next);
  }
  return result;
}

test('how the cases are mixed in the log changes no figure', () => {
  fc.assert(
    fc.property(anyMoves, fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }), (moves, picks) => {
      const events = townEvents(moves, { unmerges: true, joins: true });
      expect(statisticsOf(mixed(events, picks), all)).toEqual(statisticsOf(events, all));
    }),
    { numRuns: 200 },
  );
});

/** All numbers of some figures in one row. */
const numbers = ({ counts, rates, settled }: Figures): readonly number[] => [
  ...Object.values(counts),
  ...rateNames.flatMap((name) => {
    const { rate: _, ...rest } = rates[name];
    return Object.values(rest);
  }),
  settled.reduce((sum, { closed }) => sum + closed, 0),
];

function sum(groups: readonly FigureGroup[]): readonly number[] {
  const rows = groups.map(({ figures }) => numbers(figures));
  return (rows[0] ?? []).map((_, i) => rows.reduce((all, row) => all + (row[i] ?? 0), 0));
}

test('the parts add up to the whole, and a part is what its cases give alone', () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const events = townEvents(moves, { unmerges: true, joins: false });
      if (events.length === 0) return;
      const figures = statisticsOf(events, all);
      const total = numbers(figures.total);
      for (const groups of [figures.byUnit, figures.byMonth, figures.bySource])
        expect(sum(groups)).toEqual(total);
      const roots = ({ key }: FigureGroup) => !key.includes('.');
      expect(sum(figures.byCategory.filter(roots))).toEqual(total);
      expect(sum(figures.byGrid.filter(roots))).toEqual(total);
      for (const { key, figures: part } of figures.bySource) {
        const own = events.filter(({ stream }) =>
          events.some(
            (each) =>
              each.stream === stream && each.type === 'cases/reported' && each.data.source === key,
          ),
        );
        expect(statisticsOf(own, all).total).toEqual(part);
      }
    }),
    { numRuns: 200 },
  );
});

const counted: Partial<Record<CaseEventType, CountName>> = {
  'cases/reported': 'reported',
  'cases/filed': 'filed',
  'cases/refused': 'refused',
  'cases/dispatched': 'dispatches',
  'cases/returned': 'returns',
  'cases/extension-asked': 'extensionsAsked',
  'cases/suspended': 'suspensions',
  'cases/whistled': 'whistles',
  'cases/merged': 'duplicates',
  'cases/joined': 'joined',
  'cases/closed': 'closures',
  'cases/reopened': 'reopenings',
};

test('every return, extension, suspension and reopening of the period is counted', () => {
  fc.assert(
    fc.property(anyMoves, moments, (moves, until) => {
      const events = townEvents(moves, { unmerges: true, joins: true });
      const { counts } = statisticsOf(events, { ...all, period: { from: 0, until } }).total;
      for (const [type, name] of Object.entries(counted))
        expect(counts[name], name).toBe(
          events.filter((event) => event.type === type && event.at < until).length,
        );
      const granted = events.filter(
        (event) =>
          event.type === 'cases/extension-decided' && event.data.granted && event.at < until,
      );
      expect(counts.extensionsGranted).toBe(granted.length);
    }),
    { numRuns: 200 },
  );
});

/** The case in which a case goes on at the end. */
function rootOf(states: ReadonlyMap<string, CaseState>, stream: string): string {
  const state = states.get(stream);
  return state?.status === 'merged' ? rootOf(states, `case/${state.into}`) : stream;
}

test('no sequence of returns, extensions, merges and suspensions hides an overdue case', () => {
  let found = 0;
  fc.assert(
    fc.property(anyMoves, moments, (moves, until) => {
      const events = townEvents(moves, { unmerges: false, joins: true }).filter(
        ({ at }) => at < until,
      );
      const states = new Map<string, CaseState>();
      const overdue = new Set<string>();
      const look = (at: number) => {
        for (const [stream, state] of states)
          if (isOverdue(state, plainTime, at) === true) overdue.add(stream);
      };
      for (const event of events) {
        look(event.at);
        const before = states.get(event.stream) ?? caseDecider.initial;
        states.set(event.stream, caseDecider.evolve(before, event));
      }
      look(until);
      const roots = new Set([...overdue].map((stream) => rootOf(states, stream)));
      found += roots.size;
      const { numerator, denominator } = statisticsOf(events, {
        ...all,
        period: { from: 0, until },
      }).total.rates.onTimeWhole;
      expect(denominator - numerator).toBeGreaterThanOrEqual(roots.size);
    }),
    { numRuns: 200 },
  );
  expect(found).toBeGreaterThan(50);
});

const rules: readonly ExclusionRule[] = [
  {
    id: 'outside-powers',
    version: '2026-01',
    title: { zh: '超出职权', en: 'outside the powers' },
    when: [{ kind: 'outsidePowers' }],
    rates: ['solved', 'satisfied'],
  },
  {
    id: 'suspended-lanes',
    version: '2026-01',
    title: { zh: '挂账的通道类', en: 'suspended cases of lanes' },
    when: [{ kind: 'suspended' }, { kind: 'category', within: ['lane'] }],
    rates: ['onTimeWhole', 'solved', 'onTimeHandle'],
  },
];

test('what a rule takes out is counted, listed under the rule, and missing nowhere else', () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const events = townEvents(moves, { unmerges: true, joins: true });
      const plain = statisticsOf(events, all);
      const fewer = statisticsOf(events, { ...all, exclusions: rules });
      expect(fewer.total.counts).toEqual(plain.total.counts);
      for (const name of rateNames) {
        const [before, after] = [plain.total.rates[name], fewer.total.rates[name]];
        expect(after.denominator + after.excluded).toBe(before.denominator);
        const listed = fewer.excluded.flatMap(({ counts }) =>
          counts.filter(({ rate }) => rate === name).map(({ count }) => count),
        );
        expect(listed.reduce((all, count) => all + count, 0)).toBe(after.excluded);
      }
      const ever = (type: CaseEventType) =>
        new Set(events.filter((event) => event.type === type).map(({ stream }) => stream));
      for (const id of fewer.excluded[1]?.cases ?? [])
        expect(ever('cases/suspended').has(`case/${id}`)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

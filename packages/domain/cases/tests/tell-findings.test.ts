import { duplicateIndex } from '@civigrid/cases/duplicates';
import { findHotSpots, findRecurrences, type PlaceRow } from '@civigrid/cases/hot-spots';
import {
  tellDuplicateRefusal,
  tellHotSpot,
  tellPlaceFault,
  tellPriority,
  tellPriorityClass,
  tellPriorityRefusal,
  tellRecurrence,
  tellSuggestion,
} from '@civigrid/cases/messages';
import { priorityOf, samplePriorityRules } from '@civigrid/cases/priority';
import { caseId, gridCode } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { hour, minute, monday9 } from './town.ts';

const day = 24 * hour;
const names = (_: string, id: string) =>
  new Map([
    ['cover.open', '井盖缺失'],
    ['LS.01', '福石一网格'],
  ]).get(id);

test('a suggestion is told with what each ground adds', () => {
  const index = duplicateIndex();
  const matter = { category: 'cover.open', point: [113.57, 22.27] as const, words: '井盖坏了' };
  index.put({ ...matter, case: caseId('a'), at: monday9 });
  const again = { ...matter, at: monday9 + 90 * minute };
  const [open] = index.suggest(again);
  index.close(caseId('a'), monday9);
  const [closed] = index.suggest({ ...again, category: 'cover.lost', at: monday9 + 20 * hour });
  if (open === undefined || closed === undefined) throw new Error('nothing suggested');
  expect(tellSuggestion(open, 'zh-CN')).toBe(
    '疑似重复，100分：小类相同（32/32分）、相距0米（28/28分）、相隔90分钟（20/20分）、文字相似100%（20/20分）',
  );
  expect(tellSuggestion(open, 'en')).toBe(
    'Perhaps the same matter, 100 points: the same category (32 of 32 points), 0 m apart (28 of 28 points), ' +
      '90 min between them (20 of 20 points), words alike by 100 % (20 of 20 points)',
  );
  expect(tellSuggestion(closed, 'zh-CN')).toBe(
    '疑似重复（原案已结，可考虑重办），78分：同一大类（16/32分）、相距0米（28/28分）、相隔20小时（14/20分）、文字相似100%（20/20分）',
  );
  expect(tellSuggestion(closed, 'en')).toContain('(closed: it may be reopened), 78 points');
  expect(tellDuplicateRefusal('cases/invalid-duplicate-policy', 'en')).toContain('rules for');
});

test('places are told with their reasons, and the next time as an estimate', () => {
  const row = (n: number, at: number, grid = 'LS.01'): PlaceRow => ({
    case: caseId(`${n}-${at}`),
    category: 'cover.open',
    grid: gridCode(grid),
    at,
    closedAt: at + hour,
    settled: n > 1,
  });
  const every = [0, 1, 2].map((n) => row(n, monday9 + n * 10 * day));
  const [recurrence] = findRecurrences(every).recurrences;
  const [twice] = findRecurrences(every.slice(0, 2)).recurrences;
  const now = { until: monday9, recentMs: 7 * day, baselineMs: 21 * day };
  const five = [1, 2, 3, 4, 5].map((n) => row(n, monday9 - n * hour));
  const [cell] = findHotSpots(five, now).spots;
  const beside = [1, 2, 3, 4, 5].map((n) => row(n, monday9 - n * day, 'LS.02'));
  const [wide] = findHotSpots([...five, ...beside], {
    ...now,
    neighbours: new Map([[gridCode('LS.01'), [gridCode('LS.02')]]]),
  }).spots;
  if (recurrence === undefined || twice === undefined || cell === undefined || wide === undefined)
    throw new Error('nothing found');
  expect(tellRecurrence(recurrence, 'zh-CN', names)).toBe(
    '反复发生：福石一网格，井盖缺失共3次，其中2次未解决即结案，间隔中位数10天；估计下次约在2026-04-01（仅据此前2次间隔推算）',
  );
  expect(tellRecurrence(recurrence, 'en')).toBe(
    'Again and again: LS.01, cover.open: 3 times, 2 of them closed without a solution, every 10 days by the median; ' +
      'the next one, estimated from 2 intervals alone, about 2026-04-01',
  );
  expect(tellRecurrence(recurrence, 'en', names, -8 * hour)).toContain('about 2026-03-31');
  expect(tellRecurrence({ ...twice, unsettled: 0 }, 'en')).toBe(
    'Again and again: LS.01, cover.open: 2 times, every 10 days by the median',
  );
  expect(tellHotSpot(cell, 'zh-CN', names)).toBe(
    '热点：福石一网格，井盖缺失5件，按以往约0件，偶然出现的概率0.00098',
  );
  expect(tellHotSpot(wide, 'en')).toBe(
    'Hot spot: LS.01 and 1 cell around it, cover.open: 10 cases where 0 were to be expected, by chance with a probability of 9.5e-7',
  );
  expect(tellHotSpot({ ...wide, p: 0 }, 'zh-CN')).toContain('及相邻1个网格');
  expect(tellPlaceFault('cases/repeated-row', 'en')).toContain('twice');
  expect(tellPlaceFault('cases/invalid-hot-spot-policy', 'zh-CN')).toBe('热点规则有误。');
});

test('a priority is told with its points, its version and every reason', () => {
  const facts = { category: 'cover.open', severity: 4, limitUsed: 0.85, supervised: true };
  const priority = priorityOf(facts, samplePriorityRules);
  expect(tellPriority(priority, 'zh-CN', names)).toBe(
    '特急（9分，规则sample-1）：严重程度4（6分、至少紧急）、上级督办（2分、至少优先）、时限已用85%（1分）',
  );
  expect(tellPriority(priority, 'en')).toBe(
    'emergency (points: 9, rules sample-1): severity 4 (+6, at least urgent), watched from above (+2, at least raised), 85% of the time used (+1)',
  );
  const known = { category: 'cover.open', site: 'school.gate', recurrences: 2, reports: 3 };
  const fire = [{ ground: 'category', within: 'cover', points: 0 } as const];
  const rules = { ...samplePriorityRules, rules: [...samplePriorityRules.rules, ...fire] };
  expect(tellPriority(priorityOf(known, rules), 'zh-CN', names)).toBe(
    '优先（4分，规则sample-1）：位于school.gate（2分）、反复发生2次（1分）、3次上报（1分）、类别井盖缺失（0分）',
  );
  expect(tellPriority(priorityOf(known, rules), 'en')).toContain('at a place of the kind');
  expect(tellPriority(priorityOf({ category: 'a' }, rules), 'en')).toBe(
    'ordinary (points: 0, rules sample-1)',
  );
  expect(tellPriorityClass('urgent', 'zh-CN')).toBe('紧急');
  expect(tellPriorityRefusal('cases/invalid-priority-rules', 'en')).toContain('priority');
});

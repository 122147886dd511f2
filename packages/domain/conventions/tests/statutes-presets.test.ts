import {
  conventionMaking,
  demandOf,
  presetTexts,
  type Reading,
  readSentence,
  rule,
  ruleIds,
  statute,
  type Threshold,
  verdict,
} from '@civigrid/conventions/statutes';
import { describe, expect, test } from 'vitest';

const nothing: Reading = {
  thresholds: [],
  periods: [],
  counts: [],
  mostVotes: [],
  items: [],
  issues: [],
};

/** What several sentences say, read one by one. */
const read = (ids: readonly string[]): Reading =>
  ids
    .map((id) => readSentence(statute(id)?.quote ?? ''))
    .reduce(
      (all, one) => ({
        thresholds: [...all.thresholds, ...one.thresholds],
        periods: [...all.periods, ...one.periods],
        counts: [...all.counts, ...one.counts],
        mostVotes: [...all.mostVotes, ...one.mostVotes],
        items: [...all.items, ...one.items],
        issues: [...all.issues, ...one.issues],
      }),
      nothing,
    );

/** One line for each body: two sentences may name the bodies of one share together or apart. */
const lines = (list: readonly Threshold[]): readonly string[] =>
  list
    .flatMap(({ of, track, num, den, strict, bodies = ['-'] }) =>
      bodies.map((body) => `${body} ${track} of ${of} ${strict ? '>' : '>='} ${num}/${den}`),
    )
    .sort();

const texts = presetTexts().flatMap(({ id, from, until, matters }) =>
  [from, ...(until === undefined ? ['2026-11-21'] : [until])].flatMap((asOf) =>
    matters.map((matter) => ({ id, asOf, matter })),
  ),
);

describe('every preset equals the parse of the sentences it cites', () => {
  test.each(texts)('$id of $asOf on $matter', ({ id, asOf, matter }) => {
    const found = rule(id, { asOf, ...(matter === undefined ? {} : { matter }) });
    // Beside the sentences of this matter lie those of the others: each must leave the matters of the others alone.
    const siblings = presetTexts()
      .filter((one) => one.id === id && one.from <= asOf && (one.until ?? asOf) >= asOf)
      .flatMap(({ matters }) => matters)
      .flatMap(
        (other) => rule(id, { asOf, ...(other === undefined ? {} : { matter: other }) }).statutes,
      );
    const statutes = found.item === undefined ? found.statutes : Array.from(new Set(siblings));
    const reading = read(statutes);
    expect(reading.issues).toEqual([]);
    const roles: Record<string, (role: string) => boolean> = {
      request: (role) => role === 'request',
      composition: (role) => role === (matter === 'women' ? 'composition-women' : 'composition'),
    };
    const wanted = roles[found.kind] ?? ((role) => /^(quorum|passing)/.test(role));
    const mine = reading.thresholds
      .filter(({ role }) => wanted(role))
      .map((one) =>
        one.role === 'composition-women' ? { ...one, role: 'composition' as const } : one,
      );
    const demand = demandOf({ ...reading, thresholds: mine }, found.item);
    expect(lines(found.quorum)).toEqual(lines(demand.quorum));
    expect(lines(found.passing)).toEqual(lines(demand.passing));
    expect(found.interestedOnly ?? false).toBe(mine.some(({ of }) => of === 'interested'));
    expect(found.passing.length).toBeGreaterThan(0);
    if (found.kind === 'election')
      expect(found.electing).toEqual(demand.electing ?? { absolute: demand.passing[0] });
    else expect(found.electing).toBeUndefined();
    const [households] = reading.counts;
    expect(found.representation).toEqual(
      found.kind === 'composition' && households !== undefined
        ? {
            householdsAtLeast: households.atLeast,
            householdsAtMost: households.atMost,
            persons: households.persons,
          }
        : undefined,
    );
  });
});

test('there are at least twenty presets, each with citations of its statutes and their hashes', () => {
  expect(ruleIds.length).toBeGreaterThanOrEqual(20);
  console.info(`presets: ${ruleIds.length} rules, ${presetTexts().length} texts by matter`);
  for (const { id, from, matters } of presetTexts())
    for (const matter of matters) {
      const found = rule(id, { asOf: from, ...(matter === undefined ? {} : { matter }) });
      expect(found.citations.map(({ hash }) => hash)).toEqual(
        found.statutes.map((one) => statute(one)?.hash),
      );
      for (const one of found.statutes) {
        const { inForce } = statute(one) ?? { inForce: { from: '9999', to: null } };
        expect(inForce.from <= from && (inForce.to === null || from <= inForce.to)).toBe(true);
      }
    }
});

test('the items of the owners’ matters are those of the law’s list', () => {
  const { items } = read(['civil-code-278.matters']);
  const words: Record<string, string> = {
    'rules-of-procedure': '业主大会议事规则',
    convention: '管理规约',
    committee: '业主委员会',
    manager: '物业服务企业',
    'reserve-fund.use': '使用建筑物及其附属设施的维修资金',
    'reserve-fund.raise': '筹集建筑物及其附属设施的维修资金',
    rebuild: '改建、重建',
    'common-parts': '共有部分',
    other: '其他重大事项',
  };
  for (const [matter, word] of Object.entries(words)) {
    const { item } = rule('civil-code-278', { matter, asOf: '2026-11-21' });
    expect(items.find((one) => one.item === item)?.text).toContain(word);
  }
  expect(Object.keys(words)).toHaveLength(items.length);
});

test('a decision of the owners binds, and may be annulled for as long as the court’s sentence says', () => {
  const { consequence } = rule('civil-code-278', { matter: 'convention', asOf: '2026-11-21' });
  const { periods } = read(consequence?.statutes ?? []);
  expect(periods).toMatchObject([
    { length: consequence?.annulmentYears, unit: 'years', bound: 'most' },
  ]);
  expect(consequence?.statutes).toEqual([
    'civil-code-280.binding',
    'civil-code-280.annulment',
    'spc-2020-12',
  ]);
});

test('so many of the register may ask for a meeting, and one fewer may not', () => {
  const asked = (signed: number) =>
    verdict(
      rule('villagers-meeting-request', { asOf: '2026-11-21' }),
      { body: 'adults', size: 1001 },
      { present: signed, for: signed, against: 0, abstain: 0 },
      { closed: true },
    ).status;
  expect([asked(100), asked(101)]).toEqual(['failed', 'passed']);
});

test('a fifth of the residents had to ask before 2026, a tenth since', () => {
  const share = (asOf: string): string => {
    const { passing } = rule('residents-meeting-request', { asOf });
    return `${passing[0]?.num}/${passing[0]?.den}`;
  };
  expect([share('2025-12-31'), share('2026-01-01')]).toEqual(['1/5', '1/10']);
});

test('who makes a convention, and who never does', () => {
  expect(conventionMaking('village', { asOf: '2026-11-21' })).toMatchObject({
    rule: 'villagers-meeting',
    delegates: [],
    never: ['villagers-representatives', 'villagers-group-meeting'],
  });
  const residents = conventionMaking('residents', { asOf: '2026-11-21' });
  expect(residents.delegates).toEqual([
    { rule: 'residents-representatives', by: 'residents-meeting' },
  ]);
  expect(residents.citations.map(({ article }) => article)).toContain('第三十一条第一款');
  expect(conventionMaking('residents', { asOf: '2020-01-01' }).delegates).toEqual([]);
  expect(conventionMaking('owners', { asOf: '2020-01-01' }).rule).toBe('property-regulation-12');
  for (const { rule: id } of residents.delegates) {
    const { delegation } = rule(id, { matter: 'convention', asOf: '2026-11-21' });
    expect(delegation?.by).toBe('residents-meeting');
  }
  expect(() => conventionMaking('owners', { asOf: '2018-03-18' })).toThrow(/held on that day/);
});

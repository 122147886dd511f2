import { actorId, isDomainError, memoryStore, memoryVault, type Vault } from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import { expect, test } from 'vitest';
import { inFirst, morning, open } from './town.ts';

const car = {
  category: '01.01.01',
  text: '小车堵住消防通道',
  at: morning,
  point: inFirst,
} as const;
const minute = 60_000;
const patrol = { actor: actorId('p-chen') };

test('the same place and hour with other words is suggested with its grounds, and a person decides', async () => {
  const town = await open();
  const first = await town.report(car);
  const second = await town.report({ ...car, text: '楼道里有人抽烟', at: morning + minute });
  expect(second.outcome).toBe('opened');
  expect(second.suggestions).toMatchObject([{ case: first.caseId, score: 0.8 }]);
  expect(second.suggestions[0]?.parts.map(({ ground }) => ground)).toEqual([
    'category',
    'distance',
    'time',
    'words',
  ]);
  const third = await town.report({ ...car, text: '消防通道被小车堵住', at: morning + 2 * minute });
  expect(third).toMatchObject({ outcome: 'merged', caseId: first.caseId });
});

test('what a person said and where is compared with no more once they are forgotten', async () => {
  const town = await open();
  const reporter = { name: '林小满', phone: '10000000001' };
  const { caseId } = await town.report({ ...car, reporter });
  const subject = town.cases.get(caseId)?.reporters[0]?.subject;
  if (subject === undefined) throw new Error('no reporter');
  await town.forget(subject);
  const { outcome, suggestions } = await town.report({ ...car, at: morning + minute });
  expect([outcome, suggestions]).toEqual(['opened', []]);
});

test('who is forgotten while their report is being opened is not compared with either', async () => {
  const vault = memoryVault();
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const waiting: (() => void)[] = [];
  let slow = true;
  const held: Vault = {
    ...vault,
    open: async (...asked) => {
      const value = await vault.open(...asked);
      if (slow) await new Promise<void>((resolve) => waiting.push(resolve));
      return value;
    },
  };
  const here = await open({ store, vault: held });
  const elsewhere = await open({ store, vault });
  const { caseId } = await elsewhere.report(car);
  const subject = elsewhere.cases.get(caseId)?.reporters[0]?.subject;
  if (subject === undefined) throw new Error('no reporter');

  const ticking = here.tick(morning);
  while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await here.forget(subject);
  slow = false;
  for (const resolve of waiting) resolve();
  await ticking;
  expect(here.cases.get(caseId)).toBeDefined();
  const { outcome, suggestions } = await here.report({ ...car, at: morning + minute });
  expect([outcome, suggestions]).toEqual(['opened', []]);
});

test('a town that opens again knows the words again', async () => {
  const vault = memoryVault();
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const first = await open({ store, vault });
  await first.report(car);
  await first.close();
  const second = await open({ store, vault });
  const { suggestions } = await second.report({ ...car, at: morning + minute });
  expect(suggestions[0]?.parts.map(({ ground }) => ground)).toContain('words');
});

test('a matter that comes again just after its closure is told as closed, and opens a case of its own', async () => {
  const town = await open();
  const { caseId } = await town.report(car);
  for (const order of [
    { type: 'sign' },
    { type: 'handle', done: true },
    { type: 'check', outcome: 'pass' },
    { type: 'close' },
  ] as const)
    await town.cases.perform(caseId, order, { ...patrol, at: morning + minute });
  expect(town.cases.get(caseId)?.status).toBe('closed');
  const again = await town.report({ ...car, at: morning + 2 * minute });
  expect(again).toMatchObject({ outcome: 'opened', suggestions: [{ case: caseId, closed: true }] });
  expect(again.caseId).not.toBe(caseId);
  await town.tick(morning + 25 * 60 * minute);
  const later = await town.report({ ...car, at: morning + 2 * minute });
  expect(later).toMatchObject({ outcome: 'merged', caseId: again.caseId });
  expect(later.suggestions.map((each) => each.case)).toEqual([again.caseId]);
});

test('a town with a policy that cannot be meant does not open', async () => {
  const policy = { reach: { radiusMetres: -1, windowMs: 1 }, byCategory: [], minimumScore: 0 };
  const error = await open({ duplicates: { policy } }).catch((caught: unknown) => caught);
  expect(isDomainError(error, 'cases/invalid-duplicate-policy')).toBe(true);
});

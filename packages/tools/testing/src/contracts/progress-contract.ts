import { deepStrictEqual as equal } from 'node:assert/strict';
import type { Progress } from '@civigrid/kernel';
import { type ContractCase, contract, type Make, type Promises } from './contract.ts';
import { naughtyTexts, naughtyValues, upTo } from './samples.ts';

const promises: Promises<Progress> = {
  'a group that has never read has no checkpoint': async (progress) => {
    equal(await progress.load('policies', 0), undefined);
  },
  'what was saved last is what is loaded, also where it goes back': async (progress) => {
    await progress.save('policies', 3, 7);
    equal(await progress.load('policies', 3), { upTo: 7 });
    await progress.save('policies', 3, 9);
    equal(await progress.load('policies', 3), { upTo: 9 });
    await progress.save('policies', 3, 2);
    equal(await progress.load('policies', 3), { upTo: 2 });
  },
  'groups and partitions are kept apart': async (progress) => {
    await progress.save('a', 1, 11);
    await progress.save('a', 2, 12);
    await progress.save('b', 1, 21);
    equal(await progress.load('a', 1), { upTo: 11 });
    equal(await progress.load('a', 2), { upTo: 12 });
    equal(await progress.load('b', 1), { upTo: 21 });
    equal(await progress.load('b', 2), undefined);
  },
  'a snapshot is kept with its checkpoint, and goes with the next that has none': async (
    progress,
  ) => {
    await progress.save('trackers', 0, 5, { open: ['d-1'] });
    equal(await progress.load('trackers', 0), { upTo: 5, snapshot: { open: ['d-1'] } });
    await progress.save('trackers', 0, 6, null);
    equal(await progress.load('trackers', 0), { upTo: 6, snapshot: null });
    await progress.save('trackers', 0, 7);
    equal(await progress.load('trackers', 0), { upTo: 7 });
  },
  'snapshots come back code unit for code unit': async (progress) => {
    await progress.save('trackers', 0, 1, naughtyValues);
    equal(await progress.load('trackers', 0), { upTo: 1, snapshot: naughtyValues });
  },
  'groups are texts of any kind': async (progress) => {
    for (const [i, text] of naughtyTexts.entries()) await progress.save(text, i, i);
    for (const [i, text] of naughtyTexts.entries())
      equal(await progress.load(text, i), { upTo: i });
  },
  'a snapshot that its maker changes afterwards does not change what is kept': async (progress) => {
    const snapshot = { open: ['d-1'] };
    const pending = progress.save('trackers', 0, 5, snapshot);
    snapshot.open.push('d-2');
    await pending;
    equal(await progress.load('trackers', 0), { upTo: 5, snapshot: { open: ['d-1'] } });
  },
  'checkpoints saved at once are kept in the order of saving': async (progress) => {
    await Promise.all(upTo(20).map((n) => progress.save('policies', 0, n)));
    equal(await progress.load('policies', 0), { upTo: 20 });
  },
};

/** What every `Progress` promises: what was saved last is what is loaded. */
export function progressContract(make: Make<Progress>): readonly ContractCase[] {
  return contract(make, promises);
}

import { deepStrictEqual as equal, ok, rejects, strictEqual as same } from 'node:assert/strict';
import {
  type ArchivedStore,
  type ArchivePort,
  answers,
  busyDay,
  everything,
  refused,
  sealAll,
} from './archived-day.ts';
import type { BrittleFiles } from './brittle-files.ts';
import type { Promises } from './contract.ts';
import { all, caseStream, street, upTo } from './samples.ts';

function damage(files: BrittleFiles, name: string): void {
  const bytes = files.held.get(name);
  ok(bytes !== undefined);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
}

async function codes(store: ArchivedStore): Promise<readonly (readonly [string, string])[]> {
  return (await store.archive.verify(street)).map(({ code, file }) => [file, code] as const);
}

/** What is found, and kept, where sealed files are damaged or fail. */
export const archiveDamagePromises: Promises<ArchivePort> = {
  'a byte that was changed in a file is found, and where': async ({ store, files }) => {
    await busyDay(store);
    const sealed = await sealAll(store);
    const [, second] = sealed;
    damage(files, second?.name ?? '');
    const defects = await store.archive.verify(street);
    equal(defects[0], {
      code: 'kernel/sealed-file-altered',
      file: second?.name,
      partition: 3,
    });
    ok(defects.every(({ file }) => file === second?.name));
  },
  'a file that is gone, and one that lies under the name of another, are found': async ({
    store,
    files,
  }) => {
    await busyDay(store);
    const [one, two, three] = await store.archive.seal(street, 3, everything);
    ok(one !== undefined && two !== undefined && three !== undefined);
    files.held.delete(one.name);
    files.held.set(three.name, files.held.get(two.name) ?? new Uint8Array());
    const found = await codes(store);
    equal(found[0], [one.name, 'kernel/sealed-file-missing']);
    ok(found.some(([file, code]) => file === three.name && code === 'kernel/sealed-file-altered'));
    ok(found.every(([file]) => file !== two.name));
  },
  'a file that is not what was sealed is never read as if it were': async ({ store, files }) => {
    await busyDay(store);
    const sealed = await store.archive.seal(street, 3, everything);
    damage(files, sealed[1]?.name ?? '');
    const altered = refused('kernel/sealed-file-altered');
    await rejects(all(store.readLog(street, 3)), altered);
    await rejects(all(store.read(street, caseStream('odd'))), altered);
    files.held.delete(sealed[1]?.name ?? '');
    await rejects(all(store.readLog(street, 3)), refused('kernel/sealed-file-missing'));
    equal((await all(store.readLog(street, 3, { after: 8 }))).length, 4);
  },
  'a disk that gives back something else takes nothing out of the tables': async ({
    store,
    files,
  }) => {
    await busyDay(store);
    const before = await answers(store);
    files.lies = true;
    await rejects(sealAll(store), refused('kernel/sealed-file-altered'));
    equal(await store.archive.list(street), []);
    equal(await answers(store), before);
  },
  'wherever the files fail, everything can be read, nothing stands twice, and sealing goes on':
    async ({ store, files }) => {
      await busyDay(store);
      const before = await answers(store);
      let failures = 0;
      for (const when of ['before', 'after'] as const)
        for (const call of upTo(4)) {
          files.failAt(call, when);
          await rejects(sealAll(store));
          failures++;
          files.failAt(undefined, when);
          equal(await answers(store), before);
        }
      same(failures, 8);
      await sealAll(store);
      same((await store.archive.list(street)).length, 5);
      equal(await answers(store), before);
      equal(await store.archive.verify(street), []);
    },
};

import {
  type ArchiveErrorCode,
  type EventStore,
  type InstantErrorCode,
  isDomainError,
  type SealedFile,
  type Store,
  type TenantId,
} from '@civigrid/kernel';
import type { BrittleFiles } from './brittle-files.ts';
import { all, batch, caseStream, command, draft, entry, report, street, upTo } from './samples.ts';

/** A store with its archive. */
export type ArchivedStore = EventStore & Pick<Store, 'archive'>;

/** A store whose sealed files fail where they are told to. */
export interface ArchivePort {
  readonly store: ArchivedStore;
  readonly files: BrittleFiles;
}

/** A sealed file holds so many events here. */
export const eventsPerFile = 4;
/** After everything that a store could have recorded. */
export const everything = 8.64e15;

const partitions = [3, 9] as const;

/** Whether an error is the refusal of a code. */
export const refused =
  (code: ArchiveErrorCode | InstantErrorCode) =>
  (error: unknown): boolean =>
    isDomainError(error, code);

/** Twenty events of three streams in two partitions, by commands of one and of several entries. */
export async function busyDay(store: EventStore): Promise<void> {
  for (const n of upTo(8)) await report(store, n, n % 2 === 0 ? 'even' : 'odd');
  for (const n of upTo(4))
    await store.append(
      batch(10 + n, [
        entry('odd', [draft(20 + n)]),
        entry('far', [draft(30 + n), draft(40 + n)], { partition: 9 }),
      ]),
    );
}

/** Everything that a store answers about a street. */
export async function answers(store: EventStore, tenant: TenantId = street): Promise<unknown> {
  const logs = partitions.map((partition) => all(store.readLog(tenant, partition)));
  const streams = ['odd', 'even', 'far'].map((name) => all(store.read(tenant, caseStream(name))));
  const firsts = [1, 8, 11, 14, 99].map((n) => store.first(tenant, command(n)));
  return [
    await store.heads(tenant),
    await Promise.all(logs),
    await Promise.all(streams),
    await Promise.all(firsts),
  ];
}

/** Seals all that there is. */
export async function sealAll(
  store: ArchivedStore,
  tenant: TenantId = street,
): Promise<readonly SealedFile[]> {
  const files: SealedFile[] = [];
  for (const { partition } of await store.heads(tenant))
    files.push(...(await store.archive.seal(tenant, partition, everything)));
  return files;
}

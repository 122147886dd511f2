import {
  type ArchiveTables,
  archiving,
  type Clock,
  canonicalJson,
  type DeadLetter,
  DomainError,
  isWellFormed,
  type Json,
  type RestoreTables,
  restoring,
  type SealedFiles,
  type Store,
} from '@civigrid/kernel';
import { nodeDigest } from '@civigrid/store-core';
import type { StoreCalls } from './store-calls.ts';

/** What a store stands on besides its file. */
export interface StorePorts {
  readonly clock: Clock;
  /** Where sealed files lie. */
  readonly files: SealedFiles;
  readonly eventsPerFile?: number | undefined;
}

/** The store as its callers see it, over a file in this thread or another. */
export function storeFace(calls: StoreCalls, { clock, files, eventsPerFile }: StorePorts): Store {
  const { streamPage, logPage, fileOfStream, fileOfLog, enter } = calls;
  const tables: ArchiveTables = {
    streamPage,
    logPage,
    files: async (tenant) => calls.files(tenant),
    fileOfStream: async (tenant, stream, after) => fileOfStream(tenant, stream, after),
    fileOfLog: async (tenant, partition, after) => fileOfLog(tenant, partition, after),
    enter,
  };
  const { archive, read, readLog } = archiving(tables, {
    files,
    digest: nodeDigest,
    ...(eventsPerFile === undefined ? {} : { eventsPerFile }),
  });
  const heads: Store['heads'] = async (tenant) => calls.heads(tenant);
  const write: RestoreTables['write'] = async (tenant, events) => {
    const { written, refusal } = await calls.writeRestored(tenant, events);
    if (refusal === undefined) return { written };
    const { code, message, details } = refusal;
    return { written, refusal: new DomainError(code, message, details) };
  };
  return {
    append: async (batch) => calls.append(batch, clock.now()),
    first: async (tenant, command) => calls.first(tenant, command),
    read,
    readLog,
    heads,
    archive,
    restore: restoring({ heads, readLog, write }, nodeDigest),
    deadlines: {
      claim: async (tenant, now, limit, leaseMs) => calls.claim(tenant, now, limit, leaseMs),
      done: async (claimed) =>
        calls.done(
          claimed.map(({ tenant, key, due, stream, armed }) => ({
            tenant,
            key,
            due,
            stream,
            armed,
          })),
        ),
      next: async (tenant) => calls.next(tenant),
    },
    progress: {
      load: async (group, partition) => {
        const found = await calls.load(group, partition);
        if (found === undefined) return undefined;
        const { upTo, snapshot } = found;
        return snapshot === undefined ? { upTo } : { upTo, snapshot: JSON.parse(snapshot) as Json };
      },
      save: async (group, partition, upTo, snapshot) => {
        if (!isWellFormed(group)) throw new Error('The name of a group holds no lone surrogate.');
        const text = snapshot === undefined ? {} : { snapshot: canonicalJson(snapshot) };
        await calls.save(group, partition, { upTo, ...text });
      },
    },
    deadLetters: {
      keep: async (letter) => {
        const text = canonicalJson(letter);
        const { id, tenant, source } = letter;
        await calls.keep({ id, tenant, source, text });
      },
      list: async (filter) => {
        const letters = await calls.list({ ...filter });
        return letters.map((letter) => JSON.parse(letter) as DeadLetter);
      },
      remove: async (id) => calls.remove(id),
    },
    close: async () => calls.close(),
  };
}

import {
  eventId,
  isDomainError,
  type StreamId,
  streamId,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';
import {
  checkedMasterKey,
  checkMasterProof,
  type KeyOwner,
  type MediaRow,
  masterProof,
  type OwnerRows,
  type RowVaultOptions,
  rowVault,
} from '@civigrid/store-core';
import { storeCoreMessages } from '@civigrid/store-core/messages';
import {
  mediaStoreContract,
  subjectIndexContract,
  vaultContract,
} from '@civigrid/testing/contracts';
import { describe, expect, test } from 'vitest';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const name = (...parts: readonly unknown[]) => JSON.stringify(parts);

/** A database of Maps that answers late, and asks each decision twice, as one whose transactions begin anew. */
function lateRows(masterKey?: Uint8Array) {
  const persons = new Map<string, Uint8Array>();
  const keys = new Map<string, { readonly id: string; readonly key: Uint8Array }>();
  const tombstones = new Set<string>();
  const codes = new Map<string, string>();
  const indexKeys = new Map<string, Uint8Array>();
  const photos = new Map<string, MediaRow>();
  let closings = 0;

  function load({ tenant, subject, stream }: KeyOwner): OwnerRows {
    const forgotten = [name(tenant, subject), name(tenant, subject, stream)].some((one) =>
      tombstones.has(one),
    );
    const person = persons.get(name(tenant, subject));
    const key = keys.get(name(tenant, subject, stream));
    return { forgotten, ...(person && { person }), ...(key && { stream: key }) };
  }

  const options: RowVaultOptions = {
    masterKey,
    keys: {
      load: async (owners) => {
        await turn();
        return owners.map(load);
      },
      change: async (owners, decide) => {
        await turn();
        decide(owners.map(load));
        const { result, ...added } = decide(owners.map(load));
        for (const { tenant, subject, key } of added.persons)
          persons.set(name(tenant, subject), key);
        for (const { tenant, subject, stream, id, key } of added.keys)
          keys.set(name(tenant, subject, stream), { id, key });
        return result;
      },
      forget: async ({ tenant, subject, stream }) => {
        await turn();
        tombstones.add(name(tenant, subject, ...(stream === undefined ? [] : [stream])));
        const start = name(tenant, subject).slice(0, -1);
        for (const key of keys.keys())
          if (key.startsWith(stream === undefined ? start : name(tenant, subject, stream)))
            keys.delete(key);
        if (stream === undefined) persons.delete(name(tenant, subject));
      },
    },
    subjects: {
      key: async (tenant) => indexKeys.get(tenant),
      ensureKey: async (tenant, candidate) => {
        await turn();
        const key = indexKeys.get(tenant) ?? candidate;
        indexKeys.set(tenant, key);
        return key;
      },
      find: async (tenant, code) => codes.get(name(tenant, [...code])),
      put: async (tenant, code, candidate) => {
        await turn();
        const subject = codes.get(name(tenant, [...code])) ?? candidate;
        codes.set(name(tenant, [...code]), subject);
        return subject;
      },
      drop: async (tenant, subject) => {
        for (const [code, found] of codes)
          if (found === subject && code.startsWith(name(tenant).slice(0, -1))) codes.delete(code);
      },
    },
    media: {
      add: async (row) => {
        await turn();
        photos.set(row.ref, row);
      },
      get: async (ref) => photos.get(ref),
      drop: async (ref) => {
        photos.delete(ref);
      },
      dropAll: async ({ tenant, subject, stream }) => {
        for (const [ref, row] of photos)
          if (row.tenant === tenant && row.subject === subject)
            if (stream === undefined || row.stream === stream) photos.delete(ref);
      },
    },
    close: async () => {
      await turn();
      closings++;
    },
  };
  return { options, keys, closings: () => closings };
}

const masterKey = new Uint8Array(32).fill(5);
const vaults = () => rowVault(lateRows().options);
const suites = {
  vault: vaultContract(() => {
    const vault = vaults();
    return { port: vault, close: vault.close };
  }),
  'vault under a master key': vaultContract(() => {
    const vault = rowVault(lateRows(masterKey).options);
    return { port: vault, close: vault.close };
  }),
  'subject index': subjectIndexContract(() => {
    const vault = vaults();
    return { port: vault.subjects, close: vault.close };
  }),
  'media store': mediaStoreContract(() => {
    const vault = vaults();
    return { port: vault.media, close: vault.close };
  }),
};

describe.each(Object.entries(suites))('over rows that answer late: %s', (_, cases) => {
  for (const { name: title, run } of cases) test(title, run, 120_000);
});

const tenant = tenantId('street');
const stream: StreamId = streamId('case', 'bin');
const context = { tenant, stream, event: eventId('e'), schema: 1 };
const part = (n: number) => ({ subject: subjectRef(`p${n}`), purpose: 'told', value: n });

test('parts of one person in one call have one key, in the order of the parts', async () => {
  const { options, keys } = lateRows();
  const vault = rowVault(options);
  const sealed = await vault.seal([part(1), part(2), { ...part(1), purpose: 'again' }], context);
  expect(sealed.map(({ subject }) => subject)).toEqual(['p1', 'p2', 'p1']);
  expect(sealed[0]?.key).toBe(sealed[2]?.key);
  expect(keys.size).toBe(2);
});

test('closing ends what was asked for, once, and takes nothing afterwards', async () => {
  const { options, closings } = lateRows();
  const vault = rowVault(options);
  const asked = vault.seal([part(1)], context);
  const closed = vault.close();
  await expect(vault.seal([part(2)], context)).rejects.toThrow('closed');
  await closed;
  await vault.close();
  expect(await asked).toHaveLength(1);
  expect(closings()).toBe(1);
});

test('a master key is known again by its proof, and nothing else is taken for it', () => {
  const other = new Uint8Array(32);
  const refusal = (proof: Uint8Array, key: Uint8Array | undefined) => {
    try {
      return checkMasterProof(proof, key);
    } catch (error) {
      return isDomainError(error) ? error.code : error;
    }
  };
  expect(refusal(masterProof(masterKey), masterKey)).toBeUndefined();
  expect(refusal(masterProof(undefined), undefined)).toBeUndefined();
  expect(refusal(masterProof(masterKey), other)).toBe('store-core/wrong-master-key');
  expect(refusal(masterProof(masterKey), undefined)).toBe('store-core/wrong-master-key');
  expect(refusal(masterProof(undefined), masterKey)).toBe('store-core/wrong-master-key');
  expect(() => checkedMasterKey(new Uint8Array(31))).toThrow('32 bytes');
});

test('every code has a sentence in Chinese and in English', () => {
  const codes = Object.keys(storeCoreMessages.en);
  expect(Object.keys(storeCoreMessages['zh-CN'])).toEqual(codes);
  expect(codes).toContain('store-core/wrong-master-key');
});

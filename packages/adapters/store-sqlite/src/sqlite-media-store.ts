import { randomUUID } from 'node:crypto';
import {
  DomainError,
  type Forgetting,
  type MediaContext,
  type MediaStore,
  mediaRef,
  type VaultErrorCode,
} from '@civigrid/kernel';
import { aes256Gcm } from './aes-256-gcm.ts';
import type { GroupCommit } from './group-commit.ts';
import type { SqlDriver } from './sql-driver.ts';
import { checkpoint, type VaultKeys } from './vault-keys.ts';
import { boundTo, newNonce } from './wrapping.ts';

/** Sealed photos, and what removes those whose key was destroyed. */
export interface SqliteMediaStore extends MediaStore {
  forget(forgetting: Forgetting): Promise<void>;
}

type MediaRow = MediaContext & {
  readonly key: string;
  readonly nonce: Uint8Array;
  readonly box: Uint8Array;
};

function bound(ref: string, { tenant, stream, subject, type }: MediaContext): Uint8Array {
  return boundTo('media', ref, tenant, stream, subject, type);
}

/** Photos sealed with the vault's key of their person and stream, in a file beside the keys. */
export function sqliteMediaStore(
  driver: SqlDriver,
  commits: GroupCommit,
  keys: VaultKeys,
): SqliteMediaStore {
  const add = driver.prepare(
    'INSERT INTO media (ref, tenant, subject, stream, type, key, nonce, box) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const row = driver.prepare<MediaRow>(
    'SELECT tenant, subject, stream, type, key, nonce, box FROM media WHERE ref = ?',
  );
  const drop = driver.prepare('DELETE FROM media WHERE ref = ?');
  const dropAll = driver.prepare(
    'DELETE FROM media WHERE tenant = ?1 AND subject = ?2 AND (?3 IS NULL OR stream = ?3)',
  );
  return {
    put: async (bytes, context) => {
      const plain = bytes.slice();
      const { tenant, subject, stream, type } = context;
      const [owner] = await keys.provide([{ tenant, subject, stream }]);
      if (owner === undefined) throw new Error('The vault gave no key.');
      const ref = mediaRef(randomUUID());
      const place = bound(ref, { tenant, subject, stream, type });
      const { nonce, box } = aes256Gcm.seal(owner.key, newNonce(), plain, place);
      await commits.run(() => add.run(ref, tenant, subject, stream, type, owner.id, nonce, box));
      return ref;
    },
    get: async (ref) => {
      const found = row.get(ref);
      const owner = found && keys.find(found);
      if (owner === undefined || owner === 'forgotten') return undefined;
      const plain =
        found?.key === owner.id ? aes256Gcm.open(owner.key, found, bound(ref, found)) : undefined;
      if (plain === undefined)
        throw new DomainError<VaultErrorCode>(
          'kernel/box-broken',
          'These bytes were changed after they were sealed.',
        );
      return plain;
    },
    destroy: async (ref) => {
      await commits.run(() => drop.run(ref));
      checkpoint(driver);
    },
    forget: async ({ tenant, subject, stream }) => {
      await commits.run(() => dropAll.run(tenant, subject, stream ?? null));
      checkpoint(driver);
    },
  };
}

import { randomUUID } from 'node:crypto';
import {
  DomainError,
  type MediaContext,
  type MediaRef,
  type MediaStore,
  mediaRef,
  type VaultErrorCode,
} from '@civigrid/kernel';
import { aes256Gcm } from './aes-256-gcm.ts';
import type { MediaRows } from './media-rows.ts';
import type { StreamKeys } from './stream-keys.ts';
import { boundTo, newNonce } from './wrapping.ts';

function placeOf(ref: MediaRef, { tenant, stream, subject, type }: MediaContext): Uint8Array {
  return boundTo('media', ref, tenant, stream, subject, type);
}

/** Photos sealed with the vault's key of their person and stream. */
export function rowMediaStore(rows: MediaRows, keys: StreamKeys): MediaStore {
  return {
    put: async (bytes, { tenant, subject, stream, type }) => {
      const plain = bytes.slice();
      const context = { tenant, subject, stream, type };
      const [owner] = await keys.provide([{ tenant, subject, stream }]);
      if (owner === undefined) throw new Error('The vault gave no key.');
      const ref = mediaRef(randomUUID());
      const sealed = aes256Gcm.seal(owner.key, newNonce(), plain, placeOf(ref, context));
      await rows.add({ ref, ...context, key: owner.id, ...sealed });
      return ref;
    },
    get: async (ref) => {
      const row = await rows.get(ref);
      const owner = row && (await keys.find(row));
      if (owner === undefined || owner === 'forgotten') return undefined;
      const plain =
        row?.key === owner.id ? aes256Gcm.open(owner.key, row, placeOf(ref, row)) : undefined;
      if (plain === undefined)
        throw new DomainError<VaultErrorCode>(
          'kernel/box-broken',
          'These bytes were changed after they were sealed.',
        );
      return plain;
    },
    destroy: (ref) => rows.drop(ref),
  };
}

import {
  canonicalJson,
  DomainError,
  type Json,
  type MediaStore,
  type SealContext,
  type SealedPart,
  type SubjectIndex,
  type Vault,
  type VaultErrorCode,
} from '@civigrid/kernel';
import { aes256Gcm } from './aes-256-gcm.ts';
import type { KeyRows } from './key-rows.ts';
import { checkedMasterKey } from './master-key.ts';
import type { MediaRows } from './media-rows.ts';
import { rowMediaStore } from './row-media-store.ts';
import { rowSubjectIndex } from './row-subject-index.ts';
import { type StreamKey, streamKeys } from './stream-keys.ts';
import type { SubjectRows } from './subject-rows.ts';
import { boundTo, newNonce } from './wrapping.ts';

/** The vault with the two ports that live with its keys. */
export interface RowVault extends Vault {
  /** The way from a number to a person's reference. Not erased by `destroy`: erase a person in both. */
  readonly subjects: SubjectIndex;
  /** Photos sealed with the vault's keys: what `destroy` forgets, nobody gets any more. */
  readonly media: MediaStore;
  /** Ends what was asked for; after it nothing more is asked of the vault. */
  close(): Promise<void>;
}

/** What a vault stands on: rows in a database, which `close` gives back. */
export interface RowVaultOptions {
  readonly keys: KeyRows;
  readonly subjects: SubjectRows;
  readonly media: MediaRows;
  /** 32 bytes that wrap every key of a person; the adapter has held them against its proof. */
  readonly masterKey?: Uint8Array | undefined;
  /** Called once, when everything that was asked for has ended. */
  readonly close: () => void | Promise<void>;
}

function placeOf(
  { tenant, stream, event, schema }: SealContext,
  subject: string,
  purpose: string,
): Uint8Array {
  return boundTo(tenant, stream, event, schema, subject, purpose);
}

function sealed(
  { id, key }: StreamKey,
  part: Pick<SealedPart, 'subject' | 'purpose'>,
  text: { readonly plain: string; readonly context: SealContext },
): SealedPart {
  const { subject, purpose } = part;
  const bound = placeOf(text.context, subject, purpose);
  const { nonce, box } = aes256Gcm.seal(key, newNonce(), Buffer.from(text.plain, 'utf8'), bound);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return { subject, purpose, key: id, nonce: base64(nonce), box: base64(box) };
}

/** Ends when all that it was given has ended. */
function pending() {
  const open = new Set<Promise<unknown>>();
  let closed = false;
  return {
    /** The same function, watched; refuses when all is closed. */
    watched:
      <Values extends readonly unknown[], Result>(work: (...values: Values) => Promise<Result>) =>
      async (...values: Values): Promise<Result> => {
        if (closed) throw new Error('The vault is closed.');
        const asked = work(...values);
        open.add(asked);
        try {
          return await asked;
        } finally {
          open.delete(asked);
        }
      },
    end: async () => {
      closed = true;
      await Promise.allSettled(open);
    },
  };
}

/**
 * The vault (密钥库) over the rows of a database: AES-256-GCM, a random key per (tenant, person, stream) under a random
 * key per (tenant, person). New keys are durable before `seal` resolves; who is forgotten leaves a tombstone.
 * Refuses with `store-core/invalid-master-key`.
 */
export function rowVault(options: RowVaultOptions): RowVault {
  const master = checkedMasterKey(options.masterKey);
  const keys = streamKeys(options.keys, master);
  const subjects = rowSubjectIndex(options.subjects, master);
  const media = rowMediaStore(options.media, keys);
  const { watched, end } = pending();
  let closing: Promise<void> | undefined;
  return {
    seal: watched(async (parts, context) => {
      const { tenant, stream, event, schema } = context;
      const mine = { tenant, stream, event, schema };
      const texts = parts.map(({ subject, purpose, value }) => ({
        part: { subject, purpose },
        plain: canonicalJson(value),
      }));
      const found = await keys.provide(
        texts.map(({ part: { subject } }) => ({ tenant, subject, stream })),
      );
      return found.map((key, i) => {
        const text = texts[i];
        if (text === undefined) throw new Error('The vault gave a key too many.');
        return sealed(key, text.part, { plain: text.plain, context: mine });
      });
    }),
    open: watched(async ({ subject, purpose, key, nonce, box }, context) => {
      const { tenant, stream } = context;
      const bytes = { nonce: Buffer.from(nonce, 'base64'), box: Buffer.from(box, 'base64') };
      const bound = placeOf(context, subject, purpose);
      const owner = await keys.find({ tenant, subject, stream });
      if (owner === 'forgotten') return owner;
      const plain = owner?.id === key ? aes256Gcm.open(owner.key, bytes, bound) : undefined;
      if (plain === undefined)
        throw new DomainError<VaultErrorCode>(
          'kernel/box-broken',
          'This box was changed, or was not sealed for this place.',
        );
      return JSON.parse(Buffer.from(plain).toString('utf8')) as Json;
    }),
    destroy: watched(async ({ tenant, subject, stream }) => {
      const forgetting = { tenant, subject, ...(stream === undefined ? {} : { stream }) };
      await options.keys.forget(forgetting);
      await options.media.dropAll(forgetting);
    }),
    subjects: {
      find: watched(subjects.find),
      put: watched(subjects.put),
      erase: watched(subjects.erase),
    },
    media: {
      put: watched(media.put),
      get: watched(media.get),
      destroy: watched(media.destroy),
    },
    close: () => {
      closing ??= end().then(options.close);
      return closing;
    },
  };
}

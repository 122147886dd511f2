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
import type { StoreSqliteErrorCode } from './error-code.ts';
import { groupCommit } from './group-commit.ts';
import { type FileKind, openFile } from './open-file.ts';
import { nodeSqliteDriver, type SqlDriver } from './sql-driver.ts';
import { sqliteMediaStore } from './sqlite-media-store.ts';
import { sqliteSubjectIndex } from './sqlite-subject-index.ts';
import { checkMaster, type StreamKey, vaultKeys } from './vault-keys.ts';
import { keyFile, mediaFile } from './vault-tables.ts';
import { boundTo, newNonce } from './wrapping.ts';

/** Where the keys lie and what guards them. */
export interface SqliteVaultOptions {
  /**
   * The path of the key file, apart from the store's and from its backups; made if there is none, with a neighbour
   * `<file>.media` for photos. `:memory:` for a vault that ends with the process.
   */
  readonly file: string;
  /** 32 bytes that wrap every key of a person; from then on the file opens with them only. */
  readonly masterKey?: Uint8Array;
  /** Opens a file; by `node:sqlite` if left out. */
  readonly driver?: (file: string) => SqlDriver;
}

/** The vault with the two ports that live with its keys. */
export interface SqliteVault extends Vault {
  /** The way from a number to a person's reference. Not erased by `destroy`: erase a person in both. */
  readonly subjects: SubjectIndex;
  /** Photos sealed with the vault's keys: what `destroy` forgets, nobody gets any more. */
  readonly media: MediaStore;
  /** After it nothing more is asked of the vault. */
  close(): Promise<void>;
}

function place(
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
  const bound = place(text.context, subject, purpose);
  const { nonce, box } = aes256Gcm.seal(key, newNonce(), Buffer.from(text.plain, 'utf8'), bound);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return { subject, purpose, key: id, nonce: base64(nonce), box: base64(box) };
}

function opened(path: string, kind: FileKind, open: (file: string) => SqlDriver): SqlDriver {
  const driver = open(path);
  openFile(driver, kind);
  return driver;
}

/**
 * The vault (密钥库) on Node: AES-256-GCM, a random key per (tenant, person, stream) under a random key per (tenant,
 * person), in a SQLite file of its own. New keys are on disk before `seal` resolves. Who is forgotten leaves a
 * tombstone, and the bytes of the keys leave the file.
 * Refuses with `store-sqlite/invalid-master-key`, `store-sqlite/wrong-master-key` and `store-sqlite/foreign-file`.
 */
export function sqliteVault(options: SqliteVaultOptions): SqliteVault {
  const { file, masterKey, driver: open = nodeSqliteDriver } = options;
  if (masterKey !== undefined && masterKey.length !== 32)
    throw new DomainError<StoreSqliteErrorCode>(
      'store-sqlite/invalid-master-key',
      'A master key is 32 bytes long.',
      { length: masterKey.length },
    );
  const master = masterKey?.slice();
  const driver = opened(file, keyFile, open);
  try {
    checkMaster(driver, master);
  } catch (error) {
    driver.close();
    throw error;
  }
  const neighbour = opened(file === ':memory:' ? file : `${file}.media`, mediaFile, open);
  const commits = groupCommit(driver);
  const mediaCommits = groupCommit(neighbour);
  const keys = vaultKeys(driver, commits, master);
  const media = sqliteMediaStore(neighbour, mediaCommits, keys);
  let closed = false;
  return {
    seal: async (parts, context) => {
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
    },
    open: async ({ subject, purpose, key, nonce, box }, context) => {
      const { tenant, stream } = context;
      const owner = keys.find({ tenant, subject, stream });
      if (owner === 'forgotten') return owner;
      const bytes = { nonce: Buffer.from(nonce, 'base64'), box: Buffer.from(box, 'base64') };
      const plain =
        owner?.id === key
          ? aes256Gcm.open(owner.key, bytes, place(context, subject, purpose))
          : undefined;
      if (plain === undefined)
        throw new DomainError<VaultErrorCode>(
          'kernel/box-broken',
          'This box was changed, or was not sealed for this place.',
        );
      return JSON.parse(Buffer.from(plain).toString('utf8')) as Json;
    },
    destroy: async (forgetting) => {
      await keys.forget(forgetting);
      await media.forget(forgetting);
    },
    subjects: sqliteSubjectIndex(driver, commits, master),
    media: { put: media.put, get: media.get, destroy: media.destroy },
    close: async () => {
      if (closed) return;
      closed = true;
      commits.close();
      mediaCommits.close();
      driver.close();
      neighbour.close();
    },
  };
}

import { randomBytes } from 'node:crypto';
import {
  DomainError,
  type Forgetting,
  type KeyId,
  keyId,
  type VaultErrorCode,
} from '@civigrid/kernel';
import type { StoreSqliteErrorCode } from './error-code.ts';
import type { GroupCommit } from './group-commit.ts';
import type { SqlDriver } from './sql-driver.ts';
import { boundTo, newKey, unwrap, wrap } from './wrapping.ts';

/** Whose part it is, and in which matter. */
interface KeyOwner {
  readonly tenant: string;
  readonly subject: string;
  readonly stream: string;
}

/** A key that seals the parts of one person in one stream. */
export interface StreamKey {
  readonly id: KeyId;
  readonly key: Uint8Array;
}

/** The keys of persons and streams in the key file. */
export interface VaultKeys {
  find(owner: KeyOwner): StreamKey | 'forgotten' | undefined;
  /** The keys of these owners, made and durable where there were none; refuses with `kernel/subject-forgotten`. */
  provide(owners: readonly KeyOwner[]): Promise<readonly StreamKey[]>;
  forget(forgetting: Forgetting): Promise<void>;
}

/** A row of keys that does not open under its own master key. */
export function damaged(): Error {
  return new Error('The key file is damaged: a key does not open.');
}

/** Proves that the master key is the one with which the file was made; refuses with `store-sqlite/wrong-master-key`. */
export function checkMaster(driver: SqlDriver, master: Uint8Array | undefined): void {
  const bound = boundTo('master');
  const found = driver.transaction(() => {
    const row = driver
      .prepare<{ readonly proof: Uint8Array }>('SELECT proof FROM master')
      .get()?.proof;
    if (row !== undefined) return row;
    const proof = master === undefined ? new Uint8Array() : wrap(newKey(), master, bound);
    driver.prepare('INSERT INTO master (proof) VALUES (?)').run(proof);
    return proof;
  });
  const fits =
    master === undefined ? found.length === 0 : unwrap(found, master, bound) !== undefined;
  if (!fits)
    throw new DomainError<StoreSqliteErrorCode>(
      'store-sqlite/wrong-master-key',
      'This is not the master key with which the key file was made.',
    );
}

/** Moves deleted bytes out of the files: without it they would wait in the write-ahead log. */
export function checkpoint(driver: SqlDriver): void {
  const answer = driver.prepare<{ readonly busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (answer?.busy === 1)
    throw new Error('Another process reads the file: it is erased, but its bytes may linger.');
}

function refuse(): DomainError<VaultErrorCode> {
  return new DomainError(
    'kernel/subject-forgotten',
    'Nothing is sealed for a person who was forgotten.',
  );
}

/** A random key per (tenant, person, stream), wrapped by a random key per (tenant, person), wrapped by the master key if there is one. */
export function vaultKeys(
  driver: SqlDriver,
  commits: GroupCommit,
  master: Uint8Array | undefined,
): VaultKeys {
  const both = driver.prepare<{
    readonly id: string;
    readonly key: Uint8Array;
    readonly person: Uint8Array;
  }>(
    `SELECT s.id, s.key, p.key AS person FROM stream_keys s
     JOIN persons p ON p.tenant = s.tenant AND p.subject = s.subject
     WHERE s.tenant = ? AND s.subject = ? AND s.stream = ?`,
  );
  const person = driver.prepare<{ readonly key: Uint8Array }>(
    'SELECT key FROM persons WHERE tenant = ? AND subject = ?',
  );
  const tombstone = driver.prepare(
    `SELECT 1 FROM forgotten WHERE tenant = ? AND subject = ? AND stream IN ('', ?)`,
  );
  const addPerson = driver.prepare('INSERT INTO persons (tenant, subject, key) VALUES (?, ?, ?)');
  const addKey = driver.prepare(
    'INSERT INTO stream_keys (tenant, subject, stream, id, key) VALUES (?, ?, ?, ?, ?)',
  );
  const bury = driver.prepare(
    'INSERT INTO forgotten (tenant, subject, stream) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const dropPerson = driver.prepare('DELETE FROM persons WHERE tenant = ? AND subject = ?');
  const dropKeys = driver.prepare('DELETE FROM stream_keys WHERE tenant = ? AND subject = ?');
  const dropKey = driver.prepare(
    'DELETE FROM stream_keys WHERE tenant = ? AND subject = ? AND stream = ?',
  );

  const personBound = ({ tenant, subject }: KeyOwner) => boundTo('person', tenant, subject);
  const keyBound = ({ tenant, subject, stream }: KeyOwner, id: string) =>
    boundTo('stream', tenant, subject, stream, id);

  function find(owner: KeyOwner): StreamKey | 'forgotten' | undefined {
    const { tenant, subject, stream } = owner;
    const row = both.get(tenant, subject, stream);
    if (row === undefined)
      return tombstone.get(tenant, subject, stream) === undefined ? undefined : 'forgotten';
    const outer = unwrap(row.person, master, personBound(owner));
    const key = outer && unwrap(row.key, outer, keyBound(owner, row.id));
    if (key === undefined) throw damaged();
    return { id: keyId(row.id), key };
  }

  function personKey(owner: KeyOwner): Uint8Array {
    const { tenant, subject } = owner;
    const known = person.get(tenant, subject)?.key;
    if (known !== undefined) {
      const key = unwrap(known, master, personBound(owner));
      if (key === undefined) throw damaged();
      return key;
    }
    const key = newKey();
    addPerson.run(tenant, subject, wrap(key, master, personBound(owner)));
    return key;
  }

  function make(owner: KeyOwner): StreamKey {
    const { tenant, subject, stream } = owner;
    const outer = personKey(owner);
    const id = keyId(randomBytes(12).toString('base64url'));
    const key = newKey();
    addKey.run(tenant, subject, stream, id, wrap(key, outer, keyBound(owner, id)));
    return { id, key };
  }

  function known(owners: readonly KeyOwner[]): readonly (StreamKey | undefined)[] {
    const found = owners.map(find);
    if (found.includes('forgotten')) throw refuse();
    return found.map((key) => (key === 'forgotten' ? undefined : key));
  }

  return {
    find,
    provide: async (owners) => {
      const found = known(owners).filter((key) => key !== undefined);
      if (found.length === owners.length) return found;
      // Asked again inside the transaction: another caller or process may have made or destroyed some meanwhile.
      return commits.run(() => {
        known(owners);
        return owners.map((owner) => {
          const key = find(owner);
          return key === undefined || key === 'forgotten' ? make(owner) : key;
        });
      });
    },
    forget: async ({ tenant, subject, stream }) => {
      await commits.run(() => {
        bury.run(tenant, subject, stream ?? '');
        if (stream !== undefined) dropKey.run(tenant, subject, stream);
        else {
          dropKeys.run(tenant, subject);
          dropPerson.run(tenant, subject);
        }
      });
      checkpoint(driver);
    },
  };
}

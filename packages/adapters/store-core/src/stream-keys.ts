import { randomBytes } from 'node:crypto';
import { DomainError, type KeyId, keyId, type VaultErrorCode } from '@civigrid/kernel';
import { damaged } from './damaged.ts';
import type { KeyChange, KeyOwner, KeyRows, OwnerRows, PersonRow } from './key-rows.ts';
import { boundTo, newKey, unwrap, wrap } from './wrapping.ts';

/** A key that seals the parts of one person in one stream. */
export interface StreamKey {
  readonly id: KeyId;
  readonly key: Uint8Array;
}

/** The opened keys of persons and streams. */
export interface StreamKeys {
  find(owner: KeyOwner): Promise<StreamKey | 'forgotten' | undefined>;
  /** The keys of these owners, made and durable where there were none; refuses with `kernel/subject-forgotten`. */
  provide(owners: readonly KeyOwner[]): Promise<readonly StreamKey[]>;
}

type Found = readonly OwnerRows[];

const nameOf = ({ tenant, subject, stream }: KeyOwner) => JSON.stringify([tenant, subject, stream]);
const personOf = ({ tenant, subject }: KeyOwner) => JSON.stringify([tenant, subject]);
const personBound = ({ tenant, subject }: KeyOwner) => boundTo('person', tenant, subject);
const keyBound = ({ tenant, subject, stream }: KeyOwner, id: string) =>
  boundTo('stream', tenant, subject, stream, id);

function refuseForgotten(found: Found): void {
  if (found.some(({ forgotten }) => forgotten))
    throw new DomainError<VaultErrorCode>(
      'kernel/subject-forgotten',
      'Nothing is sealed for a person who was forgotten.',
    );
}

/** A random key per (tenant, person, stream), wrapped by a random key per (tenant, person), wrapped by the master key if there is one. */
export function streamKeys(rows: KeyRows, master: Uint8Array | undefined): StreamKeys {
  function personKey(owner: KeyOwner, wrapped: Uint8Array): Uint8Array {
    const key = unwrap(wrapped, master, personBound(owner));
    if (key === undefined) throw damaged();
    return key;
  }

  function opened(owner: KeyOwner, { person, stream }: OwnerRows): StreamKey | undefined {
    if (person === undefined || stream === undefined) return undefined;
    const key = unwrap(stream.key, personKey(owner, person), keyBound(owner, stream.id));
    if (key === undefined) throw damaged();
    return { id: keyId(stream.id), key };
  }

  /** The keys of all owners; those that there were not are new rows. */
  function decide(owners: readonly KeyOwner[], found: Found): KeyChange<readonly StreamKey[]> {
    refuseForgotten(found);
    const persons: PersonRow[] = [];
    const keys: KeyChange<unknown>['keys'][number][] = [];
    const made = new Map<string, Uint8Array>();

    function outerKey(owner: KeyOwner, wrapped: Uint8Array | undefined): Uint8Array {
      if (wrapped !== undefined) return personKey(owner, wrapped);
      const name = personOf(owner);
      const known = made.get(name);
      if (known !== undefined) return known;
      const key = newKey();
      const { tenant, subject } = owner;
      persons.push({ tenant, subject, key: wrap(key, master, personBound(owner)) });
      made.set(name, key);
      return key;
    }

    const result = owners.map((owner, i) => {
      const row = found[i] ?? { forgotten: false };
      const known = opened(owner, row);
      if (known !== undefined) return known;
      const id = keyId(randomBytes(12).toString('base64url'));
      const key = newKey();
      const outer = outerKey(owner, row.person);
      keys.push({ ...owner, id, key: wrap(key, outer, keyBound(owner, id)) });
      return { id, key };
    });
    return { result, persons, keys };
  }

  async function provideOnce(owners: readonly KeyOwner[]): Promise<readonly StreamKey[]> {
    const found = await rows.load(owners);
    refuseForgotten(found);
    const known = owners.flatMap(
      (owner, i) => opened(owner, found[i] ?? { forgotten: false }) ?? [],
    );
    if (known.length === owners.length) return known;
    // Decided inside the transaction: another caller or process may have made or destroyed some meanwhile.
    return rows.change(owners, (now) => decide(owners, now));
  }

  return {
    find: async (owner) => {
      const [row] = await rows.load([owner]);
      if (row === undefined) return undefined;
      // A tombstone of the person buries the keys of all streams with it, so that no key is left beside one.
      return opened(owner, row) ?? (row.forgotten ? 'forgotten' : undefined);
    },
    provide: async (owners) => {
      if (owners.length === 1) return provideOnce(owners);
      const once = new Map(owners.map((owner) => [nameOf(owner), owner]));
      const keys = await provideOnce([...once.values()]);
      const places = new Map([...once.keys()].map((name, i) => [name, keys[i]]));
      return owners.flatMap((owner) => places.get(nameOf(owner)) ?? []);
    },
  };
}

import { DomainError } from '@civigrid/kernel';
import type { StoreCoreErrorCode } from './error-code.ts';
import { boundTo, newKey, unwrap, wrap } from './wrapping.ts';

const bound = boundTo('master');

/** A copy of the master key (主密钥), if there is one; refuses with `store-core/invalid-master-key` what is not 32 bytes. */
export function checkedMasterKey(masterKey: Uint8Array | undefined): Uint8Array | undefined {
  if (masterKey !== undefined && masterKey.length !== 32)
    throw new DomainError<StoreCoreErrorCode>(
      'store-core/invalid-master-key',
      'A master key is 32 bytes long.',
      { length: masterKey.length },
    );
  return masterKey?.slice();
}

/** What a database keeps to know its master key again: empty where it has none. */
export function masterProof(master: Uint8Array | undefined): Uint8Array {
  return master === undefined ? new Uint8Array() : wrap(newKey(), master, bound);
}

/** Refuses with `store-core/wrong-master-key` where the kept proof was made with another master key, or with none. */
export function checkMasterProof(proof: Uint8Array, master: Uint8Array | undefined): void {
  const fits =
    master === undefined ? proof.length === 0 : unwrap(proof, master, bound) !== undefined;
  if (!fits)
    throw new DomainError<StoreCoreErrorCode>(
      'store-core/wrong-master-key',
      'This is not the master key with which the vault was made.',
    );
}

import { canonicalJson, type Digest, textOrder, toHex } from '@civigrid/kernel';
import type { Register } from './register.ts';
import type { VoteRegister } from './vote-register.ts';

/**
 * The hash of a register as it stood when the vote was opened (名册快照): SHA-256 over its canonical JSON (RFC 8785), units
 * and members in the order of their references, so that no order of rows changes it. 64 hexadecimal digits.
 */
export function registerHash(register: Register | VoteRegister, digest: Digest): string {
  const settled =
    'units' in register
      ? { ...register, units: [...register.units].sort((a, b) => textOrder(a.unit, b.unit)) }
      : 'members' in register
        ? { ...register, members: [...(register.members ?? [])].sort() }
        : register;
  return toHex(digest.sha256(canonicalJson(settled)));
}

import { canonicalJson, type Digest, toHex } from '@civigrid/kernel';
import type { Register } from './register.ts';
import type { VoteRegister } from './vote-register.ts';

/**
 * The hash of a register as it stood when the vote was opened (名册快照): SHA-256 over its canonical JSON (RFC 8785), units
 * and members in the order of their references, so that no order of rows changes it. 64 hexadecimal digits.
 */
export function registerHash(register: Register | VoteRegister, digest: Digest): string {
  const byKey = (key: string) => (a: object, b: object) =>
    keyed(a, key) < keyed(b, key) ? -1 : keyed(a, key) > keyed(b, key) ? 1 : 0;
  const settled =
    'units' in register ? { ...register, units: register.units.toSorted(byKey('unit')) } : register;
  const members = 'members' in settled && Array.isArray(settled.members) ? settled.members : [];
  const sorted = members.length === 0 ? settled : { ...settled, members: members.toSorted() };
  return toHex(digest.sha256(canonicalJson(sorted)));
}

function keyed(row: object, key: string): string {
  return String(Reflect.get(row, key));
}

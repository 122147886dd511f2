import { isUuid, nodeDigest, uuidOf } from '@civigrid/store-core';

/** The UUID under which an id is found: itself, or the first 16 bytes of its SHA-256 where it has another form. */
export function packedId(id: string): string {
  return isUuid(id) ? id : uuidOf(Buffer.from(nodeDigest.sha256(id)).toString('hex'));
}

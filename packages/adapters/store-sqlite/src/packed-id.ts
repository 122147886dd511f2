import { isUuid, uuidOf } from '@civigrid/store-core';

/** An id as a column holds it: the 16 bytes of a UUID in lower case, the text of anything else. */
export function packId(id: string): string | Uint8Array {
  return isUuid(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : id;
}

/** The id that {@link packId} packed. */
export function unpackId(packed: string | Uint8Array): string {
  if (typeof packed === 'string') return packed;
  return uuidOf(Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString('hex'));
}

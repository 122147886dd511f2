import type { IdSource } from './id-source.ts';
import { type MediaRef, mediaRef } from './ids.ts';
import type { MediaStore } from './media-store.ts';

/** Photos in memory, unsealed. It knows no vault: the photos of a forgotten person stay until `destroy` names them. */
export function memoryMediaStore(ids: IdSource): MediaStore {
  const kept = new Map<MediaRef, Uint8Array>();
  return {
    put: async (bytes) => {
      const ref = mediaRef(ids.next());
      kept.set(ref, bytes.slice());
      return ref;
    },
    get: async (ref) => kept.get(ref)?.slice(),
    destroy: async (ref) => {
      kept.delete(ref);
    },
  };
}

import type { SealedFiles } from './archive.ts';
import { sealedFileRefusal } from './sealed-reader.ts';

/** Sealed files in memory. */
export function memorySealedFiles(): SealedFiles {
  const files = new Map<string, Uint8Array>();
  return {
    put: async (name, bytes) => {
      const known = files.get(name);
      if (known === undefined) files.set(name, bytes.slice());
      else if (known.length !== bytes.length || known.some((byte, i) => byte !== bytes[i]))
        throw sealedFileRefusal('kernel/sealed-file-altered', name);
    },
    get: async (name) => files.get(name)?.slice(),
  };
}

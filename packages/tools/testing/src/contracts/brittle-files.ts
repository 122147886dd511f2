import type { SealedFiles } from '@civigrid/kernel';

/** Sealed files in memory that can be damaged, and that fail when they are told to. */
export interface BrittleFiles extends SealedFiles {
  /** What lies there now. */
  readonly held: Map<string, Uint8Array>;
  /** The n-th call from now on fails, before or after its work; `undefined` for none. */
  failAt(call: number | undefined, when: 'before' | 'after'): void;
  /** What is fetched is not what was put: a disk that lies. */
  lies: boolean;
}

/** No files yet, and nothing broken. */
export function brittleFiles(): BrittleFiles {
  const held = new Map<string, Uint8Array>();
  let left = Number.POSITIVE_INFINITY;
  let when: 'before' | 'after' = 'before';

  async function call<Result>(work: () => Result): Promise<Result> {
    left--;
    if (left === 0 && when === 'before') throw new Error('The files are out of reach.');
    const result = work();
    if (left === 0) throw new Error('The files went out of reach.');
    return result;
  }

  const files: BrittleFiles = {
    held,
    lies: false,
    failAt: (n, at) => {
      left = n ?? Number.POSITIVE_INFINITY;
      when = at;
    },
    put: (name, bytes) =>
      call(() => {
        held.set(name, bytes.slice());
      }),
    get: (name) =>
      call(() => {
        const bytes = held.get(name)?.slice();
        if (files.lies && bytes !== undefined) bytes[0] = 0x20;
        return bytes;
      }),
  };
  return files;
}

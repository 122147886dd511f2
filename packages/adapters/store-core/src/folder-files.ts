import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type SealedFiles, sealedFileRefusal } from '@civigrid/kernel';

/** What a name of a sealed file may be: nothing that leads out of the folder. */
const nameForm = /^[0-9A-Za-z][0-9A-Za-z.-]*$/;

async function synced(folder: string): Promise<void> {
  // Windows opens no folders, and keeps names without being told.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, and its name durable in the one above. */
async function made(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first !== undefined) await synced(dirname(folder));
}

/** The bytes of a file, or undefined where there is none. */
async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Sealed files in a folder, which is made if there is none. A file is written under another name, synced, renamed and
 * its name synced, so that none is ever half there. Refuses with `kernel/sealed-file-altered` a name that has other
 * bytes already.
 */
export function folderFiles(folder: string): SealedFiles {
  const pathOf = (name: string) => {
    if (!nameForm.test(name)) throw new Error('A name of a sealed file is letters and digits.');
    return join(folder, name);
  };

  async function written(path: string, bytes: Uint8Array): Promise<void> {
    const draft = `${path}.${randomUUID()}.tmp`;
    try {
      const handle = await open(draft, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  return {
    put: async (name, bytes) => {
      const path = pathOf(name);
      await made(folder);
      const known = await bytesOf(path);
      if (known === undefined) await written(path, bytes);
      else if (Buffer.compare(known, bytes) !== 0)
        throw sealedFileRefusal('kernel/sealed-file-altered', name);
      // Also where it was there: whoever wrote it may have died before this.
      await synced(folder);
    },
    get: async (name) => bytesOf(pathOf(name)),
  };
}

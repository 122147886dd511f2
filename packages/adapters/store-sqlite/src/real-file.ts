import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Where a path leads when all links are followed, also where nothing is there yet: one file has one name. */
export function realFile(path: string): string {
  const link = lstatSync(path, { throwIfNoEntry: false });
  if (link?.isSymbolicLink() === true)
    return realFile(resolve(realpathSync(dirname(path)), readlinkSync(path)));
  return join(realpathSync(dirname(resolve(path))), basename(path));
}

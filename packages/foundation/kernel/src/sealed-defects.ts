import type { SealedDefect, SealedDefectCode, SealedFile, SealedFiles } from './archive.ts';
import { type ChainFollower, chainFollower } from './chain-follower.ts';
import type { Digest } from './digest.ts';
import { toHex } from './hexadecimal.ts';
import { runFollower } from './run-follower.ts';
import { utf8Text } from './utf8.ts';

interface Finding {
  readonly code: SealedDefectCode;
  readonly position?: number;
}

/** What is wrong inside one file's text; the first broken line ends the search, for what follows hangs on it. */
function wrongLines(
  text: string,
  file: SealedFile,
  chains: ChainFollower,
  digest: Digest,
): readonly Finding[] {
  const found: Finding[] = [];
  const follower = runFollower(file.tenant, digest);
  const lines = text.split('\n');
  // What follows the last line feed.
  if (lines.pop() !== '') found.push({ code: 'kernel/record-cut' });
  for (const [i, line] of lines.entries()) {
    if (i > 0 && line.startsWith('{"format":')) return [...found, { code: 'kernel/record-cut' }];
    const followed = follower.take(line);
    if (followed.found === 'issue') {
      const { code, position } = followed;
      return [...found, { code, ...(position === undefined ? {} : { position }) }];
    }
    if (followed.found === 'header') {
      const { partition, from, to } = followed.header;
      if (partition !== file.partition || from !== file.from || to !== file.to)
        return [...found, { code: 'kernel/not-of-this-run' }];
    }
    if (followed.found === 'event') {
      const code = chains.take(followed.event);
      if (code !== undefined) found.push({ code, position: followed.event.position });
    }
  }
  const end = follower.end();
  return end === undefined ? found : [...found, { code: end }];
}

/** What is wrong with a tenant's sealed files, which come in order of partition and position. */
export async function verifiedFiles(
  catalogue: readonly SealedFile[],
  files: SealedFiles,
  digest: Digest,
): Promise<readonly SealedDefect[]> {
  const defects: SealedDefect[] = [];
  let partition: number | undefined;
  let next = 1;
  let chains = chainFollower(digest);
  for (const file of catalogue) {
    const { name, from, to, hash, bytes: length } = file;
    const tell = (...findings: readonly Finding[]) =>
      defects.push(
        ...findings.map((finding) => ({ ...finding, file: name, partition: file.partition })),
      );
    if (file.partition !== partition) {
      partition = file.partition;
      next = 1;
      chains = chainFollower(digest);
    }
    if (from !== next) {
      tell({ code: 'kernel/sealed-run-missing', position: next });
      chains = chainFollower(digest, { midway: true });
    }
    next = to + 1;
    const bytes = await files.get(name);
    const text = bytes === undefined ? undefined : utf8Text(bytes);
    if (bytes === undefined) tell({ code: 'kernel/sealed-file-missing' });
    else if (bytes.length !== length || toHex(digest.sha256(bytes)) !== hash)
      tell({ code: 'kernel/sealed-file-altered' });
    const found = text === undefined ? [] : wrongLines(text, file, chains, digest);
    tell(...found);
    // Streams go on in the next file from events that were not seen here.
    if (text === undefined || found.length > 0) chains = chainFollower(digest, { midway: true });
  }
  return defects;
}

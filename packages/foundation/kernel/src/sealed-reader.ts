import type { ArchiveErrorCode, SealedFile, SealedFiles } from './archive.ts';
import type { Digest } from './digest.ts';
import { DomainError } from './domain-error.ts';
import type { Recorded } from './envelope.ts';
import { toHex } from './hexadecimal.ts';
import { parsedRecorded } from './recorded-line.ts';
import { utf8Text } from './utf8.ts';

/** Reads events out of sealed files, each checked against its hash when it is fetched. */
export interface SealedReader {
  /** The lines of a file without their line feeds; the first is the header, the last closes. Refuses with an {@link ArchiveErrorCode}. */
  lines(file: SealedFile): Promise<readonly string[]>;
}

/** The refusal of a file that is not there, or is another. */
export function sealedFileRefusal(
  code: ArchiveErrorCode,
  file: string,
): DomainError<ArchiveErrorCode> {
  return new DomainError(code, 'A sealed file is missing or is not what was sealed.', { file });
}

/** So many files stay in memory: a reader of a stream goes through one after another. */
const cachedFiles = 4;

/** A reader that keeps the lines of the last few files. */
export function sealedReader(files: SealedFiles, digest: Digest): SealedReader {
  const cache = new Map<string, Promise<readonly string[]>>();

  async function fetched({ name, hash }: SealedFile): Promise<readonly string[]> {
    const bytes = await files.get(name);
    if (bytes === undefined) throw sealedFileRefusal('kernel/sealed-file-missing', name);
    const text = toHex(digest.sha256(bytes)) === hash ? utf8Text(bytes) : undefined;
    if (text === undefined) throw sealedFileRefusal('kernel/sealed-file-altered', name);
    return text.slice(0, -1).split('\n');
  }

  return {
    lines: (file) => {
      const lines = cache.get(file.name) ?? fetched(file);
      cache.delete(file.name);
      cache.set(file.name, lines);
      lines.catch(() => {
        // What could not be read may be readable later.
        if (cache.get(file.name) === lines) cache.delete(file.name);
      });
      for (const name of cache.keys()) {
        if (cache.size <= cachedFiles) break;
        cache.delete(name);
      }
      return lines;
    },
  };
}

function eventAt(lines: readonly string[], i: number, file: SealedFile): Recorded {
  const event = parsedRecorded(lines[i] ?? '');
  if (event === undefined) throw sealedFileRefusal('kernel/sealed-file-altered', file.name);
  return event;
}

/** The events of a file behind a position. */
export function* sealedLog(
  lines: readonly string[],
  file: SealedFile,
  after: number,
): Iterable<Recorded> {
  const first = Math.max(1, Math.floor(after) - file.from + 2);
  for (let i = first; i < lines.length - 1; i++) yield eventAt(lines, i, file);
}

/** The events of one stream in a file behind a version. */
export function* sealedStream(
  lines: readonly string[],
  file: SealedFile,
  { stream, after }: { readonly stream: string; readonly after: number },
): Iterable<Recorded> {
  // A line without this text is of another stream; one with it may still be, and is looked at.
  const named = `"stream":${JSON.stringify(stream)}`;
  for (let i = 1; i < lines.length - 1; i++) {
    if (!(lines[i] ?? '').includes(named)) continue;
    const event = eventAt(lines, i, file);
    if (event.stream === stream && event.version > after) yield event;
  }
}

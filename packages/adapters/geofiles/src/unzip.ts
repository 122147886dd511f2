import { type Intake, stop } from './intake.ts';

/** How much of an archive is unpacked at a time: what comes out of one piece is held before it is counted. */
const pieceBytes = 16_384;
/** Small archives may expand as they like: a short .dbf of blanks easily packs to a thousandth. */
const freeBytes = 1_048_576;
const mostEntries = 1_000;

/** A file in an archive. */
export interface UnzippedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Whether bytes begin as an archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** A refusal on its way out of the library's callbacks. */
class Refused extends Error {}

/**
 * The files of an archive that are wanted, unpacked piece by piece so that nothing is believed that a header says: a
 * bomb is refused when it has passed a limit, not when it has filled the memory. Empty where the archive was refused.
 */
export async function unzip(
  into: Intake,
  archive: Uint8Array,
  isWanted: (name: string) => boolean,
): Promise<readonly UnzippedFile[]> {
  const { Unzip, UnzipInflate } = await import('fflate');
  const { maxBytes, maxExpansion } = into.limits;
  const files: { name: string; pieces: Uint8Array[]; done: boolean; size: number | undefined }[] =
    [];
  let entries = 0;
  let unpacked = 0;
  const refuse = (code: 'geofiles/too-large' | 'geofiles/expands-too-much', limit: number) => {
    stop(into, { code, part: 'zip', limit });
    throw new Refused();
  };
  const reader = new Unzip((file) => {
    if (++entries > mostEntries) refuse('geofiles/too-large', mostEntries);
    if (!isWanted(file.name)) return;
    const taken = {
      name: file.name,
      pieces: [] as Uint8Array[],
      done: false,
      size: file.originalSize,
    };
    files.push(taken);
    file.ondata = (error, piece, final) => {
      if (error) throw error;
      unpacked += piece.length;
      if (!(unpacked <= maxBytes)) refuse('geofiles/too-large', maxBytes);
      if (unpacked > freeBytes && !(unpacked <= maxExpansion * archive.length))
        refuse('geofiles/expands-too-much', maxExpansion);
      taken.pieces.push(piece);
      taken.done = final;
    };
    file.start();
  });
  reader.register(UnzipInflate);
  try {
    for (let at = 0; at < archive.length; at += pieceBytes)
      reader.push(archive.subarray(at, at + pieceBytes), at + pieceBytes >= archive.length);
  } catch (error) {
    if (!(error instanceof Refused)) stop(into, { code: 'geofiles/broken-zip', part: 'zip' });
    return [];
  }
  const whole = files.map(({ name, pieces }) => ({ name, bytes: Buffer.concat(pieces) }));
  const isWhole = files.every(
    ({ done, size }, i) => done && (size === undefined || size === whole[i]?.bytes.length),
  );
  if (isWhole) return whole;
  stop(into, { code: 'geofiles/broken-zip', part: 'zip', byte: archive.length });
  return [];
}

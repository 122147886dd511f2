import { bigEndian, nameAt } from './bytes-at.ts';
import type { Broken, Layout } from './layout.ts';

/** What stays besides the critical chunks: colours, transparency, density, animation. */
const kept: ReadonlySet<string> = new Set([
  ...['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'hIST'],
  ...['pHYs', 'sPLT', 'acTL', 'fcTL', 'fdAT'],
]);

/** Chunks with a capital first letter cannot be left out by a decoder. */
function isCritical(name: string): boolean {
  return name >= 'A' && name < '[';
}

/** PNG (third edition): chunks up to IEND; their checksums are a decoder's affair. */
export function walkPng(bytes: Uint8Array): Layout | Broken {
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  const sizes: (readonly [number, number])[] = [];
  let exif: Uint8Array | undefined;
  let hasData = false;
  for (let at = 8; ; ) {
    const length = bigEndian(bytes, at, 4);
    const name = nameAt(bytes, at + 4);
    const end = at + 12 + length;
    const isHeader = name === 'IHDR';
    if (name === undefined || !(end <= bytes.length) || isHeader !== (at === 8))
      return { brokenAt: at };
    const chunk = bytes.subarray(at, end);
    if (isHeader) sizes.push([bigEndian(bytes, at + 8, 4), bigEndian(bytes, at + 12, 4)]);
    if (name === 'fcTL') sizes.push([bigEndian(bytes, at + 12, 4), bigEndian(bytes, at + 16, 4)]);
    if (name === 'eXIf') exif ??= bytes.subarray(at + 8, end - 4);
    if (name === 'IDAT') hasData = true;
    if (isCritical(name) || kept.has(name)) parts.push(chunk);
    at = end;
    if (name !== 'IEND') continue;
    if (!hasData) return { brokenAt: at };
    return exif === undefined ? { sizes, kept: parts } : { sizes, exif, kept: parts };
  }
}

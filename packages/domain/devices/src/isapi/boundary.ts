import { latin } from './part-headers.ts';

/** A boundary that nobody declared stands in the first bytes. */
export const sniffLimit = 512;

/** The boundary that a content type names: verbatim, only double quotes are stripped. */
export function declaredBoundary(contentType: string): string | undefined {
  const match = /;\s*boundary=("[^"]*"|[^;\s]*)/i.exec(contentType);
  const token = match?.[1]?.replace(/^"|"$/g, '').trim();
  return token === undefined || token === '' ? undefined : token;
}

/** Without a declared one the first line that begins with two dashes gives it. */
export function sniffedBoundary(body: Uint8Array): string | undefined {
  return /^\s*--([^\r\n]{1,200})\r?\n/.exec(latin(body.subarray(0, sniffLimit)))?.[1];
}

/** What stands between parts, at the start of a line. */
export const delimiterOf = (boundary: string): Uint8Array =>
  Uint8Array.from(`--${boundary}`, (letter) => letter.charCodeAt(0) & 255);

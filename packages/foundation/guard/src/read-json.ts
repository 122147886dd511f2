import type { Json } from '@civigrid/kernel';
import { decodeWhole, isBytes } from './decode-text.ts';
import { type DecodeResult, type ReadResult, refused } from './issue.ts';
import { isSurelyHarmless } from './json-pass.ts';
import { scanJson } from './json-scan.ts';
import { JsonTrail } from './json-trail.ts';
import { type JsonLimits, withDefaults } from './limits.ts';
import { encodeUtf8, utf8Length } from './utf8.ts';

/** What came as text, within the limit of bytes; a byte-order mark is still in it. */
function textOf(input: unknown, maxBytes: number): DecodeResult {
  if (typeof input === 'string') {
    if (input.length <= maxBytes && utf8Length(input) <= maxBytes) return { ok: true, text: input };
  } else {
    if (!isBytes(input)) return refused({ code: 'guard/not-bytes-or-text' });
    if (input.length <= maxBytes) return decodeWhole(input, 'utf-8');
  }
  return refused({ code: 'guard/too-large', limit: maxBytes });
}

/** The value of a text that is JSON; undefined for any other, and where an engine's own parser recurses too deep. */
function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The whole check, grammar and keys: exact in what it refuses, and several times as slow as the quick pass. */
function readExactly(
  text: string,
  limits: JsonLimits | undefined,
  bomBytes: number,
): ReadResult<Json> {
  const full = withDefaults(limits);
  const trail = new JsonTrail(limits?.allowDuplicateKeys === true);
  const offence = scanJson(text, full, trail);
  if (offence !== undefined) {
    const { code, index, limit } = offence;
    const { path } = trail;
    return refused({
      code,
      byte: bomBytes + utf8Length(text, index),
      ...(path !== undefined && { path }),
      ...(limit !== undefined && { limit }),
    });
  }
  const value = parsed(text);
  // The grammar is known to be right: what is left is a recursion of the engine, under a raised limit.
  return value === undefined
    ? refused({ code: 'guard/too-deep', limit: full.maxDepth })
    : { ok: true, value };
}

/**
 * JSON from outside (外来 JSON) to a value, or to an issue with byte and path; never throws, linear time.
 *
 * Bytes must be UTF-8; one byte-order mark in front is skipped. Besides what RFC 8259 forbids it refuses duplicate
 * keys (unless allowed), the key `__proto__`, integer literals beyond ±(2⁵³−1), literals that would be infinite and
 * strings with a lone surrogate. One quick pass over the bytes looks for whatever may offend; where there is nothing,
 * `JSON.parse` has the word, and only where there is something, an exact scan tells what and where.
 *
 * @example
 * readJson('{"grid":"LS.01","grid":"LS.02"}');
 * // { ok: false, issues: [{ code: 'guard/duplicate-key', byte: 16, path: ['grid'] }] }
 */
export function readJson(bytesOrText: Uint8Array | string, limits?: JsonLimits): ReadResult<Json> {
  const full = withDefaults(limits);
  const decoded = textOf(bytesOrText, full.maxBytes);
  if (!decoded.ok) return decoded;
  const marked = decoded.text.charCodeAt(0) === 0xfeff;
  const text = marked ? decoded.text.slice(1) : decoded.text;
  const bytes = typeof bytesOrText === 'string' ? encodeUtf8(bytesOrText) : bytesOrText;
  const value = bytes !== undefined && isSurelyHarmless(bytes, full) ? parsed(text) : undefined;
  return value === undefined ? readExactly(text, limits, marked ? 3 : 0) : { ok: true, value };
}

import type { Json, JsonObject } from '@civigrid/kernel';
import { decodeWhole, isBytes } from './decode-text.ts';
import { type DecodeResult, type ReadResult, type Refused, refused } from './issue.ts';
import { scanJson } from './json-scan.ts';
import { JsonTrail } from './json-trail.ts';
import { type JsonLimits, withDefaults } from './limits.ts';
import { utf8Length } from './utf8.ts';

/** What came as text, within the limit of bytes; a byte-order mark is still in it. */
function textOf(input: unknown, maxBytes: number): DecodeResult {
  const tooLarge = refused({ code: 'guard/too-large', limit: maxBytes });
  if (typeof input === 'string') {
    const fits = input.length <= maxBytes && utf8Length(input) <= maxBytes;
    return fits ? { ok: true, text: input } : tooLarge;
  }
  if (!isBytes(input)) return refused({ code: 'guard/not-bytes-or-text' });
  return input.length <= maxBytes ? decodeWhole(input, 'utf-8') : tooLarge;
}

/** Own keys of one object, its inner containers put on the list; NaN where one of the keys is `__proto__`. */
function keysOf(object: JsonObject, waiting: (JsonObject | readonly Json[])[]): number {
  const keys = Object.keys(object);
  for (const key of keys) {
    if (key === '__proto__') return Number.NaN;
    const value = object[key];
    if (typeof value === 'object' && value !== null) waiting.push(value);
  }
  return keys.length;
}

/** All own keys of all objects, without recursion. */
function ownKeys(root: Json): number {
  const waiting: (JsonObject | readonly Json[])[] = [];
  if (typeof root === 'object' && root !== null) waiting.push(root);
  let count = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isList(next)) {
      count += keysOf(next, waiting);
      continue;
    }
    for (const value of next) if (typeof value === 'object' && value !== null) waiting.push(value);
  }
  return count;
}

/** `Array.isArray` as it is declared does not know readonly lists. */
function isList(container: JsonObject | readonly Json[]): container is readonly Json[] {
  return Array.isArray(container);
}

/** The whole check with keys compared; slow, and run only where a quick pass found or suspects something. */
function offenceOf(
  text: string,
  limits: JsonLimits | undefined,
  bomBytes: number,
): Refused | undefined {
  const trail = new JsonTrail(limits?.allowDuplicateKeys === true);
  const measured = scanJson(text, withDefaults(limits), trail);
  if (!('offence' in measured)) return undefined;
  const { code, index, limit } = measured.offence;
  const { path } = trail;
  return refused({
    code,
    byte: bomBytes + utf8Length(text, index),
    ...(path !== undefined && { path }),
    ...(limit !== undefined && { limit }),
  });
}

/**
 * JSON from outside (外来 JSON) to a value, or to an issue with byte and path; never throws, linear time.
 *
 * Bytes must be UTF-8; one byte-order mark in front is skipped. Besides what RFC 8259 forbids it refuses duplicate
 * keys (unless allowed), the key `__proto__`, integer literals beyond ±(2⁵³−1), literals that would be infinite and
 * strings with a lone surrogate. One scan of our own checks the grammar and counts, then `JSON.parse` makes the
 * value: fewer own keys than the scan counted means a duplicate somewhere, and only then keys are compared.
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
  const bomBytes = marked ? 3 : 0;
  const measured = scanJson(text, full);
  if ('offence' in measured)
    return (
      offenceOf(text, limits, bomBytes) ?? refused({ code: measured.offence.code, byte: bomBytes })
    );
  return parsed(text, measured.keys, () => offenceOf(text, limits, bomBytes), full.maxDepth);
}

function parsed(
  text: string,
  keys: number,
  offence: () => Refused | undefined,
  maxDepth: number,
): ReadResult<Json> {
  try {
    const value: Json = JSON.parse(text);
    const found = ownKeys(value) === keys ? undefined : offence();
    return found ?? { ok: true, value };
  } catch {
    // The grammar is known to be right: what is left is an engine whose own parser recurses, under a raised limit.
    return refused({ code: 'guard/too-deep', limit: maxDepth });
  }
}

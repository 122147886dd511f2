import { type DecodeResult, refused } from './issue.ts';
import { type Limits, withDefaults } from './limits.ts';
import { platformDecode, platformDecoder } from './platform-decoder.ts';
import { decodeUtf8 } from './utf8.ts';
import { decodeUtf16 } from './utf16.ts';

/**
 * The encodings that are read (字符编码); GB 2312 and GBK are parts of GB 18030. GB 18030 needs the platform's
 * `TextDecoder`; the others need nothing.
 */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Whether something is bytes, of whatever realm. */
export function isBytes(input: unknown): input is Uint8Array {
  return input instanceof Uint8Array || tagOf(input) === '[object Uint8Array]';
}

function tagOf(input: unknown): string {
  return ArrayBuffer.isView(input) ? Object.prototype.toString.call(input) : '';
}

/** By the platform where it can; where it cannot, or the bytes are ill-formed, by code that knows the byte. */
function utf8(bytes: Uint8Array): DecodeResult {
  const text = platformDecode(platformDecoder('utf-8'), bytes);
  return text === undefined ? answered(decodeUtf8(bytes)) : { ok: true, text };
}

function answered(found: { readonly text: string } | { readonly byte: number }): DecodeResult {
  return 'text' in found
    ? { ok: true, text: found.text }
    : refused({ code: 'guard/invalid-bytes', byte: found.byte });
}

function gb18030(bytes: Uint8Array): DecodeResult {
  const decoder = platformDecoder('gb18030');
  if (decoder === undefined) return refused({ code: 'guard/encoding-unsupported' });
  const text = platformDecode(decoder, bytes);
  return text === undefined ? refused({ code: 'guard/invalid-bytes' }) : { ok: true, text };
}

/** Bytes of a known encoding to text, strictly, a byte-order mark kept as U+FEFF. */
export function decodeWhole(bytes: Uint8Array, encoding: TextEncodingName): DecodeResult {
  if (encoding === 'utf-8') return utf8(bytes);
  if (encoding === 'gb18030') return gb18030(bytes);
  return answered(decodeUtf16(bytes, encoding === 'utf-16le'));
}

const known: readonly string[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
] satisfies readonly TextEncodingName[];

/**
 * Bytes to text (解码), strictly: an ill-formed sequence refuses the whole, nothing is replaced by U+FFFD. A
 * byte-order mark in front is dropped. Refuses with `guard/not-bytes-or-text`, `guard/too-large`,
 * `guard/encoding-unsupported`, `guard/invalid-bytes`.
 *
 * @example
 * decodeText(Uint8Array.of(0xd1, 0xcc), 'gb18030'); // { ok: true, text: '烟' }
 */
export function decodeText(
  bytes: Uint8Array,
  encoding: TextEncodingName,
  limits?: Pick<Limits, 'maxBytes'>,
): DecodeResult {
  const { maxBytes } = withDefaults(limits);
  if (!isBytes(bytes)) return refused({ code: 'guard/not-bytes-or-text' });
  if (!(bytes.length <= maxBytes)) return refused({ code: 'guard/too-large', limit: maxBytes });
  if (!known.includes(encoding)) return refused({ code: 'guard/encoding-unsupported' });
  const decoded = decodeWhole(bytes, encoding);
  return decoded.ok && decoded.text.charCodeAt(0) === 0xfeff
    ? { ok: true, text: decoded.text.slice(1) }
    : decoded;
}

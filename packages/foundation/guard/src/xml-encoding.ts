import type { TextEncodingName } from './decode-text.ts';
import type { GuardIssueCode } from './issue.ts';

/** How many bytes are looked at for a declared encoding; a later one is compared by the parser's own word. */
const declarationBytes = 256;

/** The encodings that an XML declaration may name, in lower case. */
const declarable: ReadonlyMap<string, readonly TextEncodingName[]> = new Map<
  string,
  readonly TextEncodingName[]
>([
  ['utf-8', ['utf-8']],
  ['utf8', ['utf-8']],
  ['utf-16', ['utf-16le', 'utf-16be']],
  ['utf-16le', ['utf-16le']],
  ['utf-16be', ['utf-16be']],
  ['gb2312', ['gb18030']],
  ['gbk', ['gb18030']],
  ['gb18030', ['gb18030']],
]);

/** What the first bytes say (XML 1.0, appendix F): a byte-order mark, or `<?` in two bytes each. */
function encodingByFirstBytes(bytes: Uint8Array): TextEncodingName | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return 'utf-16be';
  return undefined;
}

/** The XML declaration as text; undefined where there is none, or it is longer than anybody writes it. */
function declarationOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x3c || bytes[1] !== 0x3f) return undefined;
  let head = '';
  for (let i = 0; i < declarationBytes && i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte === 0x3e && bytes[i - 1] === 0x3f) return head.startsWith('<?xml') ? head : undefined;
    head += String.fromCharCode(byte);
  }
  return undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const declaration = declarationOf(bytes);
  if (declaration === undefined) return undefined;
  const found = /\sencoding\s{0,9}=\s{0,9}["']([^"']{1,40})["']/.exec(declaration);
  return found?.[1];
}

/** The encoding by which bytes are to be read, or why they are not. */
export function encodingOf(
  bytes: Uint8Array,
): { readonly encoding: TextEncodingName } | { readonly code: GuardIssueCode } {
  const first = encodingByFirstBytes(bytes);
  if (first !== undefined) return { encoding: first };
  const declared = declaredEncoding(bytes);
  if (declared === undefined) return { encoding: 'utf-8' };
  const [encoding] = declarable.get(declared.toLowerCase()) ?? [];
  if (encoding === undefined) return { code: 'guard/encoding-unsupported' };
  // Two-byte text would have shown itself above.
  return encoding === 'utf-8' || encoding === 'gb18030'
    ? { encoding }
    : { code: 'guard/encoding-conflict' };
}

/** What is wrong with a declared encoding, given the one that was read by. */
export function conflictOf(declared: string, used: TextEncodingName): GuardIssueCode | undefined {
  const meant = declarable.get(declared.toLowerCase());
  if (meant === undefined) return 'guard/encoding-unsupported';
  return meant.includes(used) ? undefined : 'guard/encoding-conflict';
}

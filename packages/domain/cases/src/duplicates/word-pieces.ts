/** What a character is to the search: apart from words, of a script without spaces, a letter, a digit. */
type Kind = 'none' | 'ideograph' | 'letter' | 'digit';

/** So much of a text counts, so that a very long one costs no more than a page. */
const mostCharacters = 2000;
const mostPieces = 256;

const between = (code: number, first: number, last: number) => code >= first && code <= last;

function isIdeograph(code: number): boolean {
  return (
    between(code, 0x4e00, 0x9fff) ||
    between(code, 0x3400, 0x4dbf) ||
    between(code, 0x3041, 0x30ff) ||
    between(code, 0xac00, 0xd7af) ||
    between(code, 0xf900, 0xfaff) ||
    between(code, 0x20000, 0x3ffff) ||
    between(code, 0x3005, 0x3007)
  );
}

function isLetter(code: number): boolean {
  if (code < 0xc0) return between(code, 0x61, 0x7a);
  return (
    (between(code, 0xc0, 0x1fff) && code !== 0xd7 && code !== 0xf7) ||
    between(code, 0x2c00, 0x2dff) ||
    between(code, 0xa000, 0xabff)
  );
}

function kindOf(code: number): Kind {
  if (between(code, 0x30, 0x39)) return 'digit';
  if (isLetter(code)) return 'letter';
  return isIdeograph(code) ? 'ideograph' : 'none';
}

/** Full-width forms (全角) are the half-width ones moved by a fixed step. */
const folded = (code: number) => (between(code, 0xff01, 0xff5e) ? code - 0xfee0 : code);

/** Mixes one more character into a hash; every bit of both reaches every bit of the result. */
function mixed(hash: number, code: number): number {
  let bits = hash ^ code;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return bits ^ (bits >>> 16);
}

const seeds = { ideograph: 0x2545f491, letter: 0x1b873593, digit: 0x38495ab5 } as const;
const hashOf = (codes: readonly number[], seed: number) => codes.reduce(mixed, seed);
const edge = 0x5e;

/** The pieces of one run of characters of a kind, as overlapping windows of a width. */
function windows(codes: readonly number[], width: number, seed: number, pieces: Set<number>): void {
  const last = Math.max(0, codes.length - width);
  for (let i = 0; i <= last && pieces.size < mostPieces; i++)
    pieces.add(hashOf(codes.slice(i, i + width), seed));
}

function pieceTogether(kind: Kind, run: readonly number[], pieces: Set<number>): void {
  if (run.length === 0 || kind === 'none') return;
  const seed = seeds[kind];
  if (kind === 'ideograph') windows(run, 2, seed, pieces);
  else if (kind === 'letter') windows([edge, ...run, edge], 3, seed, pieces);
  else windows(run, run.length, seed, pieces);
}

/**
 * The pieces of a text, hashed to 32 bits, in ascending order and each once: pairs of neighbouring characters where a
 * script has no spaces (a lone one for itself), threes of letters of a word with its edges marked, numbers as a whole.
 * Case and width of characters do not count; nothing but hashes is kept, and no list of words is needed.
 */
export function wordPieces(text: string): Int32Array {
  const pieces = new Set<number>();
  let kind: Kind = 'none';
  let run: number[] = [];
  for (const character of text.slice(0, mostCharacters).toLowerCase()) {
    const code = folded(character.codePointAt(0) ?? 0);
    const next = kindOf(code);
    if (next !== kind) {
      pieceTogether(kind, run, pieces);
      kind = next;
      run = [];
    }
    if (next !== 'none') run.push(code);
  }
  pieceTogether(kind, run, pieces);
  return Int32Array.from(pieces).sort();
}

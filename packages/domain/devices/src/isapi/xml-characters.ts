const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const numeric = /^#(?:([0-9]{1,7})|x([0-9a-fA-F]{1,6}))$/;

/** Whether XML 1.0 allows the character. */
function isCharacter(point: number): boolean {
  if (point < 0x20) return point === 9 || point === 10 || point === 13;
  return (
    point <= 0xd7ff ||
    (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff)
  );
}

function reference(name: string): string | undefined {
  const known = named.get(name);
  if (known !== undefined) return known;
  const [, decimal, hexadecimal] = numeric.exec(name) ?? [];
  if (decimal === undefined && hexadecimal === undefined) return undefined;
  const point = Number(decimal ?? `0x${hexadecimal ?? ''}`);
  return isCharacter(point) ? String.fromCodePoint(point) : undefined;
}

/** The text with its references (字符引用) replaced; undefined where one is none of XML's own. */
function withoutReferences(text: string): string | undefined {
  let at = text.indexOf('&');
  if (at < 0) return text;
  let out = text.slice(0, at);
  while (at >= 0) {
    const end = text.indexOf(';', at);
    const found = end < 0 || end - at > 10 ? undefined : reference(text.slice(at + 1, end));
    if (found === undefined) return undefined;
    const next = text.indexOf('&', end);
    out += found + (next < 0 ? text.slice(end + 1) : text.slice(end + 1, next));
    at = next;
  }
  return out;
}

/** Character data as a parser gives it: line ends plain, references replaced; undefined where it is none. */
export function characterData(written: string): string | undefined {
  return written.includes(']]>') ? undefined : withoutReferences(withPlainLineEnds(written));
}

/** Line ends as a parser gives them. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Characters that no XML document may hold; halves of surrogate pairs are refused by the decoder. */
const forbidden = /[^\t\n\r -\ufffd]/;

/** Whether XML allows all of a text's characters. */
export function isAllowed(text: string): boolean {
  return !forbidden.test(text);
}

const lessThan = 0x3c;
const ampersand = 0x26;
const bracket = 0x5d;
const lastAllowed = 0xfffd;

/**
 * Where the text from `from` on ends that stands before the next markup. Below zero it is more than plain characters:
 * -1 where XML does not allow it, and −2 − end where {@link characterData} has to read it.
 */
export function textEnd(text: string, from: number): number {
  let special = false;
  for (let at = from; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit > ampersand && unit <= lastAllowed && unit !== lessThan && unit !== bracket) continue;
    if (unit === lessThan) return special ? -2 - at : at;
    if (unit === bracket || unit === ampersand || unit === 0x0d) special = true;
    else if (!(unit >= 0x20 && unit < ampersand) && unit !== 0x0a && unit !== 0x09) return -1;
  }
}

/** The text without white space around it; mostly there is none, and then nothing is made. */
export function trimmed(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80 ? text : text.trim();
}

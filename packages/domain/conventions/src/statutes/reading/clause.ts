import type { Share } from './share.ts';

/** The words around a share that belong to it. */
export interface Clause {
  readonly share: Share;
  /** From the last break or conjunction to the share. */
  readonly left: string;
  /** From the share to the conjunction before the next, or to the break. */
  readonly right: string;
  /** Whether the next share hangs on the same verb (且, 或者). */
  readonly linked: boolean;
  /** From the last full stop or semicolon to the share: the matters stand there. */
  readonly before: string;
  /** The same from the last full stop: whether it is about seats left empty stands there. */
  readonly sentence: string;
}

/** A comma goes on where 或者 or 且 follows: 过半数，或者本村三分之二以上的户的代表参加. */
const hardBreak = /[。；;：:\n！？]|[，,](?!或|且|并且|以及)/g;
const conjunction = /[，,]?(?:或者?|并且?|且|和|以及)|、/g;
const verb = /参加|参与|出席|到会|投票|同意|通过|提议|联名/;
/** No phrase of law is longer; bounds the work on a text without breaks. */
const far = 400;

const lastOf = (text: string, sign: RegExp): RegExpMatchArray | undefined =>
  Array.from(text.matchAll(sign)).at(-1);
const firstOf = (text: string, sign: RegExp): number => {
  const [first] = text.matchAll(sign);
  return first?.index ?? text.length;
};
const afterLast = (text: string, sign: RegExp): string => {
  const last = lastOf(text, sign);
  return last === undefined ? text : text.slice((last.index ?? 0) + last[0].length);
};

/** Where the words between two shares that hang together divide: at the last conjunction, else after the verb. */
function divide(between: string): readonly [right: string, left: string] {
  const last = lastOf(between, conjunction);
  if (last?.index !== undefined)
    return [between.slice(0, last.index), between.slice(last.index + last[0].length)];
  const found = verb.exec(between);
  const at = found === null ? between.length : found.index + found[0].length;
  return [between.slice(0, at), between.slice(at)];
}

/** The words that belong to each share of a text. */
export function clausesOf(text: string, shares: readonly Share[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let left = '';
  for (const [index, share] of shares.entries()) {
    const start = index === 0 ? 0 : (shares[index - 1]?.end ?? 0);
    const head = text.slice(Math.max(start, share.at - far), share.at);
    if (index === 0) left = afterLast(head, hardBreak);
    const next = shares[index + 1];
    const between = text.slice(share.end, Math.min(next?.at ?? text.length, share.end + far));
    const stop = firstOf(between, hardBreak);
    const linked = next !== undefined && stop === between.length && next.at <= share.end + far;
    const [right, nextLeft] = linked
      ? divide(between)
      : [between.slice(0, stop), nextHead(text, share.end, next)];
    const around = text.slice(Math.max(0, share.at - far), share.at);
    clauses.push({
      share,
      left,
      right,
      linked,
      before: afterLast(around, /[。；;\n]/g),
      sentence: afterLast(around, /[。\n]/g),
    });
    left = nextLeft;
  }
  return clauses;
}

function nextHead(text: string, end: number, next: Share | undefined): string {
  if (next === undefined) return '';
  return afterLast(text.slice(Math.max(end, next.at - far), next.at), hardBreak);
}

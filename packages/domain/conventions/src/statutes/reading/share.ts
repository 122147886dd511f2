import { numeral, numeralValue } from './numeral.ts';
import type { ReadingIssue } from './reading.ts';

/** A share in a text, before anybody knows what it is for. */
export interface Share {
  readonly num: number;
  readonly den: number;
  readonly strict: boolean;
  readonly bound: 'least' | 'most';
  /** True for 一致同意, which says by itself that it passes. */
  readonly unanimous: boolean;
  readonly phrase: string;
  readonly at: number;
  readonly end: number;
}

type Comparison = Pick<Share, 'strict' | 'bound'>;

const atLeast: Comparison = { strict: false, bound: 'least' };
const moreThan: Comparison = { strict: true, bound: 'least' };
const atMost: Comparison = { strict: false, bound: 'most' };
const lessThan: Comparison = { strict: true, bound: 'most' };

/** 民法典1259: 以上、以下、以内 include the number; 超过、不满 do not. Longer words first. */
const before: readonly (readonly [word: string, Comparison])[] = [
  ['不得少于', atLeast],
  ['不得低于', atLeast],
  ['不得超过', atMost],
  ['不得多于', atMost],
  ['不得高于', atMost],
  ['不少于', atLeast],
  ['不低于', atLeast],
  ['不超过', atMost],
  ['不多于', atMost],
  ['不高于', atMost],
  ['超过', moreThan],
  ['多于', moreThan],
  ['至少', atLeast],
  ['达到', atLeast],
  ['至多', atMost],
  ['最多', atMost],
  ['少于', lessThan],
  ['低于', lessThan],
  ['不足', lessThan],
  ['不满', lessThan],
];
const after: ReadonlyMap<string, Comparison> = new Map([
  ['以上', atLeast],
  ['以下', atMost],
  ['以内', atMost],
]);
const comparisons: ReadonlyMap<string, Comparison> = new Map(before);

const signs = '〇零一二两三四五六七八九十百千0-9０-９';
const plain = `(?:${numeral}分之${numeral}|\\d{1,6}(?:\\.\\d{1,3})?(?:[%％]|[/／]\\d{1,6})|半数)`;
/** 不得少于已投选票总数的三分之一: the whole may stand between, where nothing compares after it. */
const whole = `[^，。；：、,;:\\n${signs}]{0,30}?的(?=${plain}(?!以上|以下|以内|[${signs}]))`;
const found = new RegExp(
  `(一致(?:表决)?(?:同意|通过|赞成))|(过半数?)|(?:(${before.map(([word]) => word).join('|')})(?:${whole})?)?(?:(${numeral})分之(${numeral})|(\\d{1,3})(?:\\.(\\d{1,3}))?[%％]|(\\d{1,6})[/／](\\d{1,6})|(半数))(以上|以下|以内)?`,
  'g',
);
const everybody =
  /全体[^，。；、,;\n]{0,12}?(?:业主|居民|村民|组成人员|成员|代表|人员|选民)(?:均|都|书面|全部){0,2}同意/g;
const denied = /(?:未|没有|没|并非|不能|非)能?$/;

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** The fraction that the words of one match stand for, or undefined where they stand for none. */
function fraction(match: RegExpMatchArray): readonly [num: number, den: number] | undefined {
  const [, , , , den, num, percent, decimals = '', over, under] = match;
  const [above, below] =
    den !== undefined && num !== undefined
      ? [numeralValue(num), numeralValue(den)]
      : percent !== undefined
        ? [Number(`${percent}${decimals}`), 100 * 10 ** decimals.length]
        : over !== undefined
          ? [Number(over), Number(under)]
          : [1, 2];
  if (above === undefined || below === undefined || above < 1 || above > below) return undefined;
  const divisor = greatestDivisor(above, below);
  return [above / divisor, below / divisor];
}

/** How the words around a fraction compare, or undefined where they do not, or contradict each other. */
function comparison(match: RegExpMatchArray): Comparison | undefined {
  const [first, second] = [comparisons.get(match[3] ?? ''), after.get(match[11] ?? '')];
  if (first === undefined || second === undefined) return first ?? second;
  return first.bound === second.bound && first.strict === second.strict ? first : undefined;
}

/** Every share in a text, in order (比例), and those that cannot be read. */
export function sharesOf(text: string): {
  readonly shares: readonly Share[];
  readonly issues: readonly ReadingIssue[];
} {
  const shares: Share[] = [];
  const issues: ReadingIssue[] = [];
  for (const match of text.matchAll(found)) {
    const [phrase, unanimous, half] = match;
    const at = match.index;
    const place = { phrase, at, end: at + phrase.length };
    if (denied.test(text.slice(Math.max(0, at - 4), at)) || (half && text[at - 1] === '不')) {
      issues.push({ code: 'conventions/unread-share', phrase, at });
      continue;
    }
    if (unanimous !== undefined) {
      shares.push({ ...place, num: 1, den: 1, ...atLeast, unanimous: true });
      continue;
    }
    if (half !== undefined) {
      shares.push({ ...place, num: 1, den: 2, ...moreThan, unanimous: false });
      continue;
    }
    const compared = comparison(match);
    const value = fraction(match);
    if (value === undefined) issues.push({ code: 'conventions/impossible-share', phrase, at });
    else if (compared === undefined) issues.push({ code: 'conventions/unread-share', phrase, at });
    else shares.push({ ...place, num: value[0], den: value[1], ...compared, unanimous: false });
  }
  for (const match of text.matchAll(everybody)) {
    const [phrase] = match;
    const [at, end] = [match.index, match.index + phrase.length];
    const inside = [...shares, ...issues].some((one) => one.at >= at && one.at < end);
    if (inside || denied.test(text.slice(Math.max(0, at - 4), at))) continue;
    shares.push({ phrase, at, end, num: 1, den: 1, ...atLeast, unanimous: true });
  }
  return { shares: shares.sort((a, b) => a.at - b.at), issues };
}

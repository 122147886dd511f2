import type { GuardIssueCode } from './issue.ts';
import type { JsonTrail } from './json-trail.ts';
import type { Limits } from './limits.ts';
import { isLow } from './utf8.ts';

/** What is wrong, and at which unit of the text. */
interface JsonOffence {
  readonly code: GuardIssueCode;
  readonly index: number;
  readonly limit?: number;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
const letterU = 0x75;

/** The letters that may follow a backslash, besides `u`. */
const shortEscapes = '"\\/bfnrt';
const words: readonly string[] = ['true', 'false', 'null'];

function isDigit(unit: number): boolean {
  return unit >= zero && unit <= nine;
}

/**
 * The grammar of RFC 8259 in one pass without recursion, with everything counted that a limit is about. It makes
 * no value: `JSON.parse` does that faster than any code here, once the text is known to be harmless.
 */
class JsonScan {
  private readonly text: string;
  private readonly limits: Required<Limits>;
  private readonly trail: JsonTrail;
  /** One entry a container that is open: true for an object. */
  private readonly open: boolean[] = [];
  private at = 0;
  private keys = 0;
  private offence: JsonOffence | undefined;

  constructor(text: string, limits: Required<Limits>, trail: JsonTrail) {
    this.text = text;
    this.limits = limits;
    this.trail = trail;
  }

  run(): JsonOffence | undefined {
    let more = true;
    while (more) more = this.value() && this.separator() && this.open.length > 0;
    return this.offence;
  }

  private fail(code: GuardIssueCode, index: number, limit?: number): false {
    this.offence ??= limit === undefined ? { code, index } : { code, index, limit };
    return false;
  }

  private broken(): false {
    return this.fail('guard/invalid-json', Math.min(this.at, this.text.length));
  }

  /** Past white space to the next unit; NaN at the end. */
  private next(): number {
    for (;;) {
      const unit = this.text.charCodeAt(this.at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return unit;
      this.at++;
    }
  }

  /** A value, or a container's opening with all up to its first value. */
  private value(): boolean {
    for (;;) {
      const unit = this.next();
      if (unit !== openBrace && unit !== openBracket) return this.scalar(unit);
      const isObject = unit === openBrace;
      if (!this.enter(isObject)) return false;
      if (this.next() === (isObject ? closeBrace : closeBracket)) {
        this.leave();
        return true;
      }
      if (isObject && !this.key()) return false;
    }
  }

  private enter(isObject: boolean): boolean {
    const { maxDepth } = this.limits;
    if (!(this.open.length < maxDepth)) return this.fail('guard/too-deep', this.at, maxDepth);
    this.open.push(isObject);
    this.trail.enter(isObject);
    this.at++;
    return true;
  }

  private leave(): void {
    this.open.pop();
    this.trail.leave();
    this.at++;
  }

  /** What follows a value: closings, then a comma (and an object's next key) or the end of the text. */
  private separator(): boolean {
    for (;;) {
      const unit = this.next();
      const isObject = this.open[this.open.length - 1];
      if (isObject === undefined) return this.at >= this.text.length || this.broken();
      if (unit === comma) {
        this.at++;
        this.trail.comma();
        return isObject ? this.key() : true;
      }
      if (unit !== (isObject ? closeBrace : closeBracket)) return this.broken();
      this.leave();
    }
  }

  private key(): boolean {
    const { maxKeys } = this.limits;
    if (this.next() !== quote) return this.broken();
    const start = this.at;
    this.keys++;
    if (!(this.keys <= maxKeys)) return this.fail('guard/too-many-keys', start, maxKeys);
    if (!this.string()) return false;
    const wrong = this.trail.key(this.text.slice(start, this.at));
    if (wrong !== undefined) return this.fail(wrong, start);
    if (this.next() !== colon) return this.broken();
    this.at++;
    return true;
  }

  private scalar(unit: number): boolean {
    if (unit === quote) return this.string();
    if (unit === minus || isDigit(unit)) return this.number();
    const word = words.find((each) => this.text.startsWith(each, this.at));
    if (word === undefined) return this.broken();
    this.at += word.length;
    return true;
  }

  private string(): boolean {
    const { text } = this;
    const { maxStringBytes } = this.limits;
    const start = this.at;
    let bytes = 0;
    this.at++;
    for (;;) {
      const unit = text.charCodeAt(this.at);
      if (unit === quote) break;
      if (unit === backslash) bytes += this.escape();
      else if (unit >= 0x20 && unit < 0x80) {
        this.at++;
        bytes++;
      } else bytes += this.wide(unit);
      if (this.offence !== undefined) return false;
    }
    this.at++;
    return bytes <= maxStringBytes || this.fail('guard/string-too-long', start, maxStringBytes);
  }

  /** A character beyond ASCII; gives its bytes. */
  private wide(unit: number): number {
    if (!(unit >= 0x80)) {
      this.broken();
      return 0;
    }
    const pair = unit >= 0xd800 && unit <= 0xdbff && isLow(this.text.charCodeAt(this.at + 1));
    if (!pair && unit >= 0xd800 && unit <= 0xdfff) this.fail('guard/lone-surrogate', this.at);
    this.at += pair ? 2 : 1;
    if (pair) return 4;
    return unit < 0x800 ? 2 : 3;
  }

  /** An escape from its backslash on; gives the bytes of what it stands for. */
  private escape(): number {
    const start = this.at;
    const letter = this.text.charCodeAt(start + 1);
    this.at = start + 2;
    if (letter !== letterU) {
      if (letter >= 0 && shortEscapes.includes(String.fromCharCode(letter))) return 1;
      this.at = start;
      this.broken();
      return 0;
    }
    const unit = this.hexadecimal();
    if (unit < 0x80) return 1;
    if (unit < 0x800) return 2;
    if (unit < 0xd800 || unit > 0xdfff) return 3;
    const follows = this.text.startsWith('\\u', this.at);
    if (unit <= 0xdbff && follows) {
      this.at += 2;
      if (isLow(this.hexadecimal())) return 4;
    }
    this.fail('guard/lone-surrogate', start);
    return 0;
  }

  /** Four hexadecimal digits. */
  private hexadecimal(): number {
    let unit = 0;
    for (let i = 0; i < 4; i++, this.at++) {
      const digit = '0123456789abcdef'.indexOf(this.text.charAt(this.at).toLowerCase() || ' ');
      if (digit < 0) {
        this.broken();
        return 0;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }

  private digits(): boolean {
    const start = this.at;
    while (isDigit(this.text.charCodeAt(this.at))) this.at++;
    return this.at > start || this.broken();
  }

  private number(): boolean {
    const { text } = this;
    const start = this.at;
    if (text.charCodeAt(this.at) === minus) this.at++;
    if (text.charCodeAt(this.at) === zero) this.at++;
    else if (!this.digits()) return false;
    const integerEnd = this.at;
    if (text.charAt(this.at) === '.') {
      this.at++;
      if (!this.digits()) return false;
    }
    if (text.charAt(this.at).toLowerCase() === 'e') {
      this.at++;
      if (text.charAt(this.at) === '+' || text.charAt(this.at) === '-') this.at++;
      if (!this.digits()) return false;
    }
    return this.magnitude(start, this.at === integerEnd);
  }

  /** An integer of up to 15 digits is exact; whatever is longer, or has an exponent, is looked at. */
  private magnitude(start: number, isInteger: boolean): boolean {
    if (this.at - start < (isInteger ? 16 : 5)) return true;
    const number = Number(this.text.slice(start, this.at));
    if (!Number.isFinite(number)) return this.fail('guard/number-overflow', start);
    if (isInteger && !Number.isSafeInteger(number)) return this.fail('guard/unsafe-integer', start);
    return true;
  }
}

/** The first offence of a text; the trail then stands where it is. */
export function scanJson(
  text: string,
  limits: Required<Limits>,
  trail: JsonTrail,
): JsonOffence | undefined {
  return new JsonScan(text, limits, trail).run();
}

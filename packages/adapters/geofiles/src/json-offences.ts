import { isWellFormed } from '@civigrid/kernel';
import type { ParsedTokenInfo } from '@streamparser/json';
import type { GeoIssue } from './issue.ts';

/** The codes of guard that one feature of a stream can be left out for. */
export type OffenceCode = Extract<
  GeoIssue['code'],
  | 'guard/duplicate-key'
  | 'guard/forbidden-key'
  | 'guard/unsafe-integer'
  | 'guard/number-overflow'
  | 'guard/lone-surrogate'
>;

interface Frame {
  /** The keys so far of an object; none of a list. */
  readonly keys: Set<string> | undefined;
  /** The next text is a key. */
  key: boolean;
  /** The key of the value that comes. */
  at: string | undefined;
}

/** What a stream of tokens is inside of. */
export interface TokenTrail {
  /** How many objects and lists are open. */
  depth(): number;
  /** The key of the outermost object that is being filled. */
  member(): string | undefined;
  /** Takes one token; the offence that it is, where the grammar allows it and we do not. */
  take(token: ParsedTokenInfo): OffenceCode | undefined;
}

function offenceOfNumber(value: number): OffenceCode | undefined {
  if (!Number.isFinite(value)) return 'guard/number-overflow';
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? 'guard/unsafe-integer'
    : undefined;
}

function offenceOfText(text: string): OffenceCode | undefined {
  return isWellFormed(text) ? undefined : 'guard/lone-surrogate';
}

function takeText(frame: Frame | undefined, text: string): OffenceCode | undefined {
  if (!frame?.keys || !frame.key) return offenceOfText(text);
  const twice = frame.keys.has(text);
  frame.keys.add(text);
  frame.at = text;
  frame.key = false;
  if (text === '__proto__') return 'guard/forbidden-key';
  return twice ? 'guard/duplicate-key' : offenceOfText(text);
}

/** The library's numbers for tokens; handed in, so that it is loaded only where it is needed. */
export type TokenTypes = typeof import('@streamparser/json').TokenType;

/** Follows tokens as `readJson` of guard does: what it refuses in a document is an offence here. */
export function tokenTrail(types: TokenTypes): TokenTrail {
  const frames: Frame[] = [];
  return {
    depth: () => frames.length,
    member: () => frames[0]?.at,
    take({ token, value }) {
      const frame = frames[frames.length - 1];
      if (token === types.LEFT_BRACE) frames.push({ keys: new Set(), key: true, at: undefined });
      else if (token === types.LEFT_BRACKET)
        frames.push({ keys: undefined, key: false, at: undefined });
      else if (token === types.RIGHT_BRACE || token === types.RIGHT_BRACKET) frames.pop();
      else if (token === types.COMMA && frame) frame.key = frame.keys !== undefined;
      else if (token === types.STRING) return takeText(frame, String(value));
      else if (token === types.NUMBER) return offenceOfNumber(Number(value));
      return undefined;
    },
  };
}

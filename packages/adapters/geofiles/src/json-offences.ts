import { type ParsedTokenInfo, TokenType } from '@streamparser/json';
import type { GeoIssue } from './issue.ts';

/** The guard codes and our own that one feature of a stream can be left out for. */
export type OffenceCode = Extract<
  GeoIssue['code'],
  | 'guard/duplicate-key'
  | 'guard/forbidden-key'
  | 'guard/unsafe-integer'
  | 'guard/number-overflow'
  | 'geofiles/invalid-text'
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

/** The parser puts U+FFFD for bytes that are no UTF-8: a text that holds one is not what was meant. */
function offenceOfText(text: string): OffenceCode | undefined {
  return text.includes('\ufffd') ? 'geofiles/invalid-text' : undefined;
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

/** Follows tokens as `readJson` of guard does: what it refuses in a document is an offence here. */
export function tokenTrail(): TokenTrail {
  const frames: Frame[] = [];
  return {
    depth: () => frames.length,
    member: () => frames[0]?.at,
    take({ token, value }) {
      const frame = frames[frames.length - 1];
      if (token === TokenType.LEFT_BRACE)
        frames.push({ keys: new Set(), key: true, at: undefined });
      else if (token === TokenType.LEFT_BRACKET)
        frames.push({ keys: undefined, key: false, at: undefined });
      else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) frames.pop();
      else if (token === TokenType.COMMA && frame) frame.key = frame.keys !== undefined;
      else if (token === TokenType.STRING) return takeText(frame, String(value));
      else if (token === TokenType.NUMBER) return offenceOfNumber(Number(value));
      return undefined;
    },
  };
}

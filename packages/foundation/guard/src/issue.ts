/** Why a reader of this package refused what came (问题代码). */
export type GuardIssueCode =
  | 'guard/not-bytes-or-text'
  | 'guard/too-large'
  | 'guard/too-deep'
  | 'guard/too-many-keys'
  | 'guard/too-many-elements'
  | 'guard/too-many-attributes'
  | 'guard/string-too-long'
  | 'guard/encoding-unsupported'
  | 'guard/encoding-conflict'
  | 'guard/invalid-bytes'
  | 'guard/lone-surrogate'
  | 'guard/invalid-json'
  | 'guard/duplicate-key'
  | 'guard/forbidden-key'
  | 'guard/unsafe-integer'
  | 'guard/number-overflow'
  | 'guard/invalid-xml'
  | 'guard/doctype'
  | 'guard/unknown-media'
  | 'guard/broken-media'
  | 'guard/too-many-pixels'
  | 'guard/strip-unsupported'
  | 'guard/invalid-geojson'
  | 'guard/too-many-vertices'
  | 'guard/ring-too-long'
  | 'guard/out-of-range'
  | 'guard/swapped-position'
  | 'guard/nested-collection';

/** One refusal with its place (问题); it never quotes a value of what came. */
export interface GuardIssue {
  readonly code: GuardIssueCode;
  /** Where reading stopped: bytes from the start of what came; of a text, bytes of its UTF-8 form. */
  readonly byte?: number;
  /** Keys and array indexes from the root to the place; left out at the root and where a key is very long. */
  readonly path?: readonly (string | number)[];
  /** The limit that was passed, where the code is about one. */
  readonly limit?: number;
}

/** What a reader gives back when it refuses (拒读). */
export interface Refused {
  readonly ok: false;
  readonly issues: readonly [GuardIssue, ...GuardIssue[]];
}

/** A value, or why there is none (读取结果). */
export type ReadResult<Value> = { readonly ok: true; readonly value: Value } | Refused;

/** A text, or why there is none (解码结果). */
export type DecodeResult = { readonly ok: true; readonly text: string } | Refused;

/** The answer that holds one issue. */
export function refused(issue: GuardIssue): Refused {
  return { ok: false, issues: [issue] };
}

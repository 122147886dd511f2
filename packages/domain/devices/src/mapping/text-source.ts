import type { MappingChoice } from './choice.ts';

/**
 * Where a text comes from (文本来源): a JSON pointer (begins with `/`), a constant, a choice, a constant that may begin with
 * `/`, pieces joined, or the first of several that is there. A number found counts as its decimal text.
 *
 * @example
 * { "join": ["/topic/product", { "text": "/" }, "/topic/device"] }
 * @example
 * { "first": ["/deviceName", "/imei", "unknown"] }
 */
export type TextSource =
  | string
  | MappingChoice<string>
  | { readonly text: string }
  | { readonly join: readonly TextSource[] }
  | { readonly first: readonly TextSource[] };

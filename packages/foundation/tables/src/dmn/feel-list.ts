import { type Literal, unescaped } from './feel-literal.ts';

/**
 * The literals of a list of nothing but texts, numbers and booleans, as most cells are: read here in linear time, for
 * the grammar's is quadratic. Undefined where anything else stands there.
 */
export function simpleLiterals(text: string): readonly Literal[] | undefined {
  const token =
    /\s*(?:("(?:[^"\\\n\r]|\\[^\n\r])*")|(-?(?:\d+(?:\.\d+)?|\.\d+))|(true|false))\s*(,|$)/y;
  const found: Literal[] = [];
  for (;;) {
    const parts = token.exec(text);
    if (!parts) return undefined;
    const [, string, number, boolean, end] = parts;
    if (string !== undefined) found.push({ type: 'text', value: unescaped(string) });
    else if (number !== undefined) found.push({ type: 'number', value: Number(number) });
    else found.push({ type: 'boolean', value: boolean === 'true' });
    if (end === '')
      return found.every(({ value }) => value !== Number.POSITIVE_INFINITY) ? found : undefined;
  }
}

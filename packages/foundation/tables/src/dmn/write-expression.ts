import type { Json } from '@civigrid/kernel';
import { isInputRef } from '../cell.ts';
import type { Expression } from '../expression.ts';
import { decimal, quoted } from './feel-literal.ts';

/** A constant as FEEL: lists and contexts with it. */
export function constantText(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return decimal(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (isList(value)) return `[${value.map(constantText).join(', ')}]`;
  const entries = Object.entries(value);
  return `{${entries.map(([key, held]) => `${quoted(key)}: ${constantText(held ?? null)}`).join(', ')}}`;
}

/** `Array.isArray` as it is declared does not know readonly lists. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

const signs: Readonly<Record<string, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
};

/** An expression as FEEL. What joins begins with a text, so that its plus is known to be no sum. */
export function expressionText(expression: Expression): string {
  if ('value' in expression) return constantText(expression.value);
  if (isInputRef(expression)) return expression.input.join('.');
  if ('join' in expression) {
    const [first] = expression.join;
    const isText = first && 'value' in first && typeof first.value === 'string';
    return [...(isText ? [] : ['""']), ...expression.join.map(operandText)].join(' + ');
  }
  const [[operator = '', operands = []] = []] = Object.entries(expression);
  return (operands as readonly Expression[]).map(operandText).join(` ${signs[operator] ?? '+'} `);
}

function operandText(expression: Expression): string {
  const text = expressionText(expression);
  const isPlain = 'input' in expression || ('value' in expression && !text.startsWith('-'));
  return isPlain ? text : `(${text})`;
}

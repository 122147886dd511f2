import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('../src/', import.meta.url);

const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'));

/** A literal as it stands in code: where a value is awaited, for elsewhere a slash divides or is text. */
const literal =
  /(?<=(?:[=(,[:!&|?{;]|return)\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[dgimsuvy]*/g;

const patterns = sources.flatMap((source) => {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(literal)].map(([found]) => found);
});

/** What is left when escapes and classes, in which a quantifier is a sign as any other, are one letter each. */
const bones = (pattern: string) => pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');

test('no pattern repeats anything without a bound, so that each is linear whatever comes', () => {
  expect(patterns.length).toBeGreaterThan(3);
  expect(patterns.some((pattern) => pattern.includes('encoding'))).toBe(true);
  expect(patterns.filter((pattern) => /[*+]|\{\d+,\}/.test(bones(pattern)))).toEqual([]);
});

test('the gate sees what it is to see', () => {
  expect(/[*+]|\{\d+,\}/.test(bones('/^(a|[*+])+$/'))).toBe(true);
  expect(/[*+]|\{\d+,\}/.test(bones('/a{2,}/'))).toBe(true);
  expect(/[*+]|\{\d+,\}/.test(bones('/[*+]\\+x{1,40}/'))).toBe(false);
});

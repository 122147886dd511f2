import { readJson } from '@civigrid/guard';
import { describe, expect, test } from 'vitest';
import { casesOf, present } from './outside-vectors.ts';

interface Case {
  readonly name: string;
  readonly expected: 'y' | 'n' | 'i';
  readonly base64: string;
}

/** What this reader decides where JSONTestSuite leaves it to the implementer: all else of the `i` set is refused. */
const readByChoice = new Set([
  'i_number_double_huge_neg_exp',
  'i_number_real_underflow',
  'i_structure_UTF-8_BOM_empty_object',
]);

const duplicates = ['y_object_duplicated_key', 'y_object_duplicated_key_and_value'];

const shouldRead = ({ name, expected }: Case, allowDuplicateKeys: boolean): boolean => {
  if (duplicates.includes(name)) return allowDuplicateKeys;
  return expected === 'y' || readByChoice.has(name);
};

describe.skipIf(!present)('JSONTestSuite', () => {
  test.each([false, true])('all 318 cases, duplicate keys allowed: %s', (allowDuplicateKeys) => {
    const cases = casesOf<Case>('json-parsing.ndjson');
    const wrong = cases.filter((each) => {
      const bytes = Buffer.from(each.base64, 'base64');
      const result = readJson(bytes, { allowDuplicateKeys });
      if (result.ok !== shouldRead(each, allowDuplicateKeys)) return true;
      if (!result.ok) return !(result.issues[0].code.startsWith('guard/') ?? false);
      const text = new TextDecoder().decode(bytes);
      expect(result.value, each.name).toEqual(JSON.parse(text));
      return false;
    });
    console.log(`json-parsing.ndjson: ${cases.length - wrong.length} of ${cases.length}`);
    expect(cases).toHaveLength(318);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

import { readXml, type XmlElement } from '@civigrid/guard';
import { describe, expect, test } from 'vitest';
import { casesOf, present } from './outside-vectors.ts';

interface Case {
  readonly name: string;
  readonly expected: 'accept' | 'refuse' | 'either';
  readonly parts?: readonly (string | readonly [string, number])[];
  readonly base64?: string;
  readonly texts?: readonly string[];
}

const bytesOf = ({ parts, base64 }: Case): Uint8Array => {
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  const text = (parts ?? []).map((part) =>
    typeof part === 'string' ? part : part[0].repeat(part[1]),
  );
  return Buffer.from(text.join(''), 'utf8');
};

const all = (element: XmlElement): readonly XmlElement[] => [
  element,
  ...element.children.flatMap(all),
];

/** What is wrong with the answer to a case, or undefined. */
function fault(each: Case): string | undefined {
  const result = readXml(bytesOf(each));
  if (!result.ok) {
    if (each.expected === 'accept') return `${each.name}: ${result.issues[0].code}`;
    return result.issues[0].code.startsWith('guard/') ? undefined : `${each.name}: no issue`;
  }
  if (each.expected === 'refuse') return `${each.name}: read`;
  const elements = all(result.value);
  if (elements.some((element) => Object.getPrototypeOf(element) !== null || 'polluted' in element))
    return `${each.name}: a prototype`;
  const missing = (each.texts ?? []).find((text) => elements.every((e) => e.text !== text));
  return missing === undefined ? undefined : `${each.name}: text ${missing}`;
}

describe.skipIf(!present)('hostile XML', () => {
  test('all 127 documents are answered as expected, and nothing is polluted', () => {
    const cases = casesOf<Case>('xml-hostile.ndjson');
    const faults = cases.flatMap((each) => fault(each) ?? []);
    console.log(`xml-hostile.ndjson: ${cases.length - faults.length} of ${cases.length}`);
    expect(cases).toHaveLength(127);
    expect(faults).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});

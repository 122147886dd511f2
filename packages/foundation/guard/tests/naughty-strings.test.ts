import { decodeText, readJson, readXml } from '@civigrid/guard';
import { describe, expect, test } from 'vitest';
import { present, textOf } from './outside-vectors.ts';

const trapNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
];

const escaped = (text: string) =>
  text.replace(/[&<>"\r\n\t]/g, (character) => `&#${character.codePointAt(0)};`);

/** Characters that XML 1.0 cannot hold at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

describe.skipIf(!present)('naughty strings', () => {
  const strings: readonly string[] = [
    ...(present ? JSON.parse(textOf('naughty-strings.json')) : []),
    ...trapNames,
  ];

  test('every one comes back from JSON unit for unit, as a value', () => {
    const changed = strings.filter((text) => {
      const result = readJson(Buffer.from(JSON.stringify([text])));
      return !(result.ok && Array.isArray(result.value) && result.value[0] === text);
    });
    expect(strings).toHaveLength(521);
    expect(changed).toEqual([]);
  });

  test('every one comes back as a key, but __proto__ is refused', () => {
    const changed = strings.filter((text) => {
      const result = readJson(`{${JSON.stringify(text)}:1}`);
      return !(result.ok && Object.keys(result.value ?? {})[0] === text);
    });
    expect(changed).toEqual(['__proto__']);
  });

  test('every one that XML can hold comes back as text and as attribute; the others are refused', () => {
    const wrong = strings.filter((text) => {
      const result = readXml(Buffer.from(`<r a="${escaped(text)}">${escaped(text)}</r>`));
      if (notXml.test(text)) return result.ok;
      return !(
        result.ok &&
        result.value.text === text &&
        result.value.attributes.get('a') === text
      );
    });
    expect(wrong).toEqual([]);
  });

  test('every one decodes from UTF-8 unit for unit', () => {
    const wrong = strings.filter((text) => {
      const result = decodeText(Buffer.from(text), 'utf-8');
      return !(result.ok && result.text === text.replace(/^\ufeff/, ''));
    });
    expect(wrong).toEqual([]);
  });
});

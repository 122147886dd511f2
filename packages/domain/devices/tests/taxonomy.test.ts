import { isProtectedKind, kinds } from '@civigrid/devices';
import { issueMessages, kindName, kindNames, refusalMessages } from '@civigrid/devices/messages';
import { describe, expect, test } from 'vitest';
import { present, rows } from './shared-vectors.ts';

describe.skipIf(!present)('the taxonomy and the shared one', () => {
  const shared = rows<{ kind: string; protected: boolean; phases: string }>('taxonomy.ndjson');

  test('61 of 61 kinds are known, and as protected as they should be', () => {
    const wrong = shared.filter((row) => {
      const info = kinds.find(({ kind }) => kind === row.kind);
      return info === undefined || info.protected !== row.protected;
    });
    expect(wrong).toEqual([]);
    expect(shared.length).toBe(61);
  });

  test('their phases are the same', () => {
    const wrong = shared.filter(({ kind, phases }) => {
      const own = kinds.find((info) => info.kind === kind)?.phases ?? [];
      return (
        own.includes('raise') !== phases.includes('on/off') ||
        own.includes('clear') !== phases.includes('on/off') ||
        own.includes('instant') !== phases.includes('instant') ||
        own.includes('reading') !== phases.includes('reading')
      );
    });
    expect(wrong).toEqual([]);
  });

  test('only what says nothing of the field is ours alone', () => {
    const known = new Set(shared.map(({ kind }) => kind));
    expect(kinds.filter(({ kind }) => !known.has(kind)).map(({ kind }) => kind)).toEqual([
      'device.uplink',
      'device.reading',
      'device.operation',
      'device.heartbeat',
    ]);
  });
});

test('every kind has a name in both languages, and no name stands alone', () => {
  expect([...kindNames.keys()].sort()).toEqual(kinds.map(({ kind }) => kind).sort());
  expect(kindName('fire.smoke', 'zh-CN')).toBe('烟雾报警');
  expect(kindName('acme.special', 'en')).toBe('acme.special');
});

test('no text of the catalogues is empty', () => {
  for (const catalogue of [issueMessages, refusalMessages])
    for (const text of Object.values(catalogue)) {
      expect(text['zh-CN']).not.toBe('');
      expect(text.en).not.toBe('');
    }
});

test('what nobody knows is not protected, whatever its name', () => {
  expect(isProtectedKind('__proto__')).toBe(false);
  expect(isProtectedKind('help.button')).toBe(true);
});

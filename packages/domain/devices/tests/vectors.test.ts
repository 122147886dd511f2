import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { present } from './shared-vectors.ts';
import {
  bodyFault,
  bodyRows,
  frameFault,
  frameRows,
  uplinkFault,
  uplinkRows,
} from './vector-verdicts.ts';
import { vectorsPage, vectorsPagePath } from './vectors-page.ts';

describe.skipIf(!present)('shared vectors of the families that are built', () => {
  test('GB/T 26875.3: 28 of 28 frames', () => {
    expect(frameRows.length).toBe(28);
    expect(frameRows.flatMap((row) => frameFault(row) ?? [])).toEqual([]);
  });

  test('ISAPI: 12 of 12 bodies', () => {
    expect(bodyRows.length).toBe(12);
    expect(bodyRows.flatMap((row) => bodyFault(row) ?? [])).toEqual([]);
  });

  test('LoRaWAN: 818 of 818 uplinks, from bytes, text and value', () => {
    expect(uplinkRows.length).toBe(818);
    expect(uplinkRows.flatMap((row) => uplinkFault(row) ?? [])).toEqual([]);
  });

  test('the page in the docs shows what passes now', () => {
    expect(readFileSync(vectorsPagePath, 'utf8')).toBe(vectorsPage());
  });

  test('a verdict notices what is wrong', () => {
    const [frame, body, uplink] = [frameRows[0], bodyRows[0], uplinkRows[0]];
    if (frame === undefined || body === undefined || uplink === undefined) throw new Error('none');
    expect(frameFault({ ...frame, meaning: { ...frame.meaning, sequence: 77 } })).toBeDefined();
    expect(frameFault({ ...frame, ok: false })).toBe('not refused');
    expect(bodyFault({ ...body, meaning: { kind: 'fire.smoke' } })).toBeDefined();
    expect(uplinkFault({ ...uplink, read: { ...uplink.read, port: 3 } })).toBeDefined();
  });
});

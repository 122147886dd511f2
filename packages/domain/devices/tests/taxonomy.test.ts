import { isProtectedKind, kindInfo, kinds, type Phase } from '@civigrid/devices';
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

  test('two kinds of weather and what says nothing of the field are ours alone', () => {
    const known = new Set(shared.map(({ kind }) => kind));
    expect(kinds.filter(({ kind }) => !known.has(kind)).map(({ kind }) => kind)).toEqual([
      'env.temperature',
      'env.humidity',
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

test('everything that the field has can be said: category, phase and unit', () => {
  // What issue and facts name, as a kind, what it does there and, where it measures, in which unit.
  const field: readonly (readonly [kind: string, phase: Phase, unit?: string])[] = [
    ['fire.smoke', 'raise'],
    ['fire.heat', 'raise', 'Cel'],
    ['fire.co', 'raise', '[ppm]'],
    ['fire.gas', 'raise', '%'],
    ['fire.manual', 'raise'],
    ['fire.hydrantPressure', 'raise', 'kPa'],
    ['cover.open', 'raise'],
    ['cover.tilt', 'raise', 'deg'],
    ['cover.level', 'raise', 'mm'],
    ['waste.full', 'raise', '%'],
    ['waste.tilt', 'raise'],
    ['waste.fire', 'raise', 'Cel'],
    ['access.granted', 'instant'],
    ['access.denied', 'instant'],
    ['access.tailgating', 'instant'],
    ['access.forced', 'raise'],
    ['access.heldOpen', 'raise', 's'],
    ['vehicle.plate', 'instant'],
    ['vehicle.ebikeInLift', 'raise'],
    ['lane.occupied', 'raise'],
    ['lane.occupied', 'clear'],
    ['hazard.thrownObject', 'instant'],
    ['perimeter.cross', 'instant'],
    ['perimeter.climb', 'raise'],
    ['help.button', 'instant'],
    ['help.fall', 'raise'],
    ['help.call', 'instant'],
    ['charge.overTemp', 'raise', 'Cel'],
    ['health.bp', 'reading', 'mm[Hg]'],
    ['health.hr', 'reading', '/min'],
    ['health.spo2', 'reading', '%'],
    ['health.glucose', 'reading', 'mmol/L'],
    ['health.temperature', 'reading', 'Cel'],
    ['health.abnormal', 'raise'],
    ['video.motion', 'instant'],
    ['video.crowd', 'instant', '{person}'],
    ['video.videoLoss', 'raise'],
    ['water.leak', 'raise'],
    ['water.level', 'raise', 'mm'],
    ['env.noise', 'reading', 'dB[SPL]'],
    ['env.temperature', 'reading', 'Cel'],
    ['device.offline', 'raise'],
    ['device.offline', 'clear'],
    ['device.lowBattery', 'raise', '%'],
    ['device.tamper', 'raise'],
    ['device.fault', 'raise'],
    ['device.test', 'instant'],
    ['device.heartbeat', 'heartbeat'],
  ];
  const missing = field.filter(([kind, phase, unit]) => {
    const info = kindInfo(kind);
    if (info === undefined || !info.phases.includes(phase)) return true;
    return unit !== undefined && ![...info.units.values()].includes(unit);
  });
  expect(missing).toEqual([]);
});

test('what is measured of a body is personal as a whole', () => {
  const health = kinds.filter(({ category }) => category === 'health');
  expect(health).toHaveLength(6);
  for (const { personal } of health) expect(personal).toEqual(['*']);
});

import type { DeviceEvent, Observation } from '@civigrid/devices';
import {
  type FindingFact,
  findingDecider,
  type HealthFinding,
  type HealthThreshold,
  healthAssessor,
  healthFindingPurpose,
  healthUnits,
  isHealthEvent,
  kioskThresholds,
} from '@civigrid/devices/health';
import { findingNames, healthIssueMessages } from '@civigrid/devices/messages';
import { subjectRef } from '@civigrid/kernel';
import { specification } from '@civigrid/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { told } from './street-events.ts';

const kiosk = healthAssessor();

function event(
  kind: string,
  observations: readonly Observation[],
  more: Partial<DeviceEvent> = {},
) {
  return { ...told({ at: 1, kind, phase: 'reading', device: 'kiosk-1' }), observations, ...more };
}

function read(property: string, value: number, unit: string, ...more: readonly Observation[]) {
  const { findings } = kiosk.assess(event('health.bp', [{ property, value, unit }, ...more]));
  return findings.map(({ code, level }) => `${code.slice('devices/'.length)} ${level}`);
}

const fasting: Observation = { property: 'meal', value: 'fasting' };

describe('a reading is held against a threshold', () => {
  test.each<[string, number, string, readonly Observation[], readonly string[]]>([
    ['bp.systolic', 139, 'mm[Hg]', [], []],
    ['bp.systolic', 140, 'mm[Hg]', [], ['blood-pressure-high attention']],
    ['bp.systolic', 179.999999, 'mm[Hg]', [], ['blood-pressure-high attention']],
    ['bp.systolic', 180, 'mm[Hg]', [], ['blood-pressure-high urgent']],
    ['bp.systolic', 90, 'mm[Hg]', [], ['blood-pressure-low urgent']],
    ['bp.diastolic', 90, 'mm[Hg]', [], ['blood-pressure-high attention']],
    ['bp.diastolic', 110, 'mm[Hg]', [], ['blood-pressure-high urgent']],
    // 24 kPa are 180.0153 mm[Hg], 23.9 are 179.27.
    ['bp.systolic', 24, 'kPa', [], ['blood-pressure-high urgent']],
    ['bp.systolic', 23.9, 'kPa', [], ['blood-pressure-high attention']],
    ['hr', 100, '/min', [], []],
    ['hr', 101, '{beats}/min', [], ['heart-rate-high attention']],
    ['hr', 131, '/min', [], ['heart-rate-high urgent']],
    ['hr', 50, '/min', [], ['heart-rate-low attention']],
    ['spo2', 94, '%', [], []],
    ['spo2', 0.93, '1', [], ['oxygen-low attention']],
    ['spo2', 91, '%', [], ['oxygen-low urgent']],
    ['glucose', 7, 'mmol/L', [], []],
    ['glucose', 7, 'mmol/L', [fasting], ['glucose-high attention']],
    ['glucose.fasting', 126, 'mg/dL', [], ['glucose-high attention']],
    ['glucose.fasting', 125, 'mg/dL', [], []],
    ['glucose', 200, 'mg/dL', [], ['glucose-high attention']],
    ['glucose', 16.7, 'mmol/L', [], ['glucose-high urgent']],
    ['glucose', 3.9, 'mmol/L', [], ['glucose-low urgent']],
    ['glucose', 70, 'mg/dL', [], ['glucose-low urgent']],
    ['temperature', 37.3, 'Cel', [], []],
    ['temperature', 37.4, 'Cel', [], ['temperature-high attention']],
    ['temperature', 102.38, '[degF]', [], ['temperature-high urgent']],
    ['temperature', 308.15, 'K', [], ['temperature-low urgent']],
  ])('%s of %d %s', (property, value, unit, more, expected) => {
    expect(read(property, value, unit, ...more)).toEqual(expected);
  });

  test('each finding says on whose word, and neither value nor person', () => {
    const { findings } = kiosk.assess(
      event('health.bp', [
        { property: 'subject', value: 'Patient/p1', personal: true },
        { property: 'bp.systolic', value: 187.25, unit: 'mm[Hg]' },
        { property: 'bp.diastolic', value: 96.75, unit: 'mm[Hg]' },
      ]),
    );
    expect(findings).toMatchObject([
      {
        code: 'devices/blood-pressure-high',
        level: 'urgent',
        threshold: 'systolic-180',
        source: { checked: 'quoted' },
      },
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/187|96\.75|p1/);
  });

  test.each<[string, Observation, string]>([
    ['without a unit', { property: 'hr', value: 150 }, 'devices/unknown-unit'],
    [
      'in the unit of something else',
      { property: 'hr', value: 150, unit: 'mm[Hg]' },
      'devices/unknown-unit',
    ],
    ['that is a text', { property: 'hr', value: '150', unit: '/min' }, 'devices/not-a-number'],
    [
      'that is no number',
      { property: 'hr', value: Number.NaN, unit: '/min' },
      'devices/not-a-number',
    ],
    ['of no body', { property: 'bp.systolic', value: 0, unit: 'mm[Hg]' }, 'devices/implausible'],
    [
      'of more oxygen than there is',
      { property: 'spo2', value: 101, unit: '%' },
      'devices/implausible',
    ],
    [
      'that the device doubts',
      { property: 'hr', value: 150, unit: '/min', quality: 'poor' },
      'devices/doubtful',
    ],
  ])('a reading %s finds nothing, and says why', (_, observation, code) => {
    const { findings, issues } = kiosk.assess(event('health.hr', [observation]));
    expect(findings).toEqual([]);
    expect(issues.map((each) => each.code)).toEqual([code]);
    expect(healthIssueMessages).toHaveProperty([code]);
  });

  test('what the kiosk itself calls abnormal is a finding on its word, until it clears', () => {
    const raised = kiosk.assess(event('health.abnormal', [], { phase: 'raise', severity: 3 }));
    expect(raised.findings).toMatchObject([
      { code: 'devices/abnormal-by-device', level: 'urgent' },
    ]);
    expect(kiosk.assess(event('health.abnormal', [], { phase: 'clear' })).findings).toEqual([]);
  });

  test('what is no event of health has no findings, whatever its values', () => {
    const hot = event('env.temperature', [{ property: 'temperature', value: 41, unit: 'Cel' }]);
    expect(isHealthEvent(hot)).toBe(false);
    expect(kiosk.assess(hot)).toEqual({ findings: [], issues: [] });
  });
});

describe('thresholds are data', () => {
  test('each has its source; every finding has a name in both languages', () => {
    for (const { source, code, quantity } of kioskThresholds) {
      expect(source.title).not.toBe('');
      expect(['text', 'quoted', 'memory']).toContain(source.checked);
      expect(findingNames).toHaveProperty([code]);
      expect(healthUnits).toHaveProperty([quantity]);
    }
    expect(new Set(kioskThresholds.map(({ id }) => id)).size).toBe(kioskThresholds.length);
  });

  const own: HealthThreshold = {
    id: 'own',
    quantity: 'heartRate',
    is: 'atLeast',
    limit: 90,
    code: 'devices/heart-rate-high',
    level: 'urgent',
    source: { title: '虚构卫生服务中心 2026 年方案', checked: 'text' },
  };

  test('a town gives its own', () => {
    const { findings } = healthAssessor([own]).assess(
      event('health.hr', [{ property: 'hr', value: 90, unit: '/min' }]),
    );
    expect(findings).toMatchObject([{ threshold: 'own', source: own.source }]);
  });

  test.each<[string, readonly HealthThreshold[]]>([
    ['without a source', [{ ...own, source: { title: '', checked: 'text' } }]],
    ['without a limit', [{ ...own, limit: Number.NaN }]],
    ['of no quantity', [{ ...own, quantity: 'constructor' as HealthThreshold['quantity'] }]],
    ['twice', [own, own]],
  ])('but none %s', (_, list) => {
    expect(() => healthAssessor(list)).toThrow(
      expect.objectContaining({ code: 'devices/invalid-threshold' }),
    );
  });
});

test('the engine finds what a plain look at the list finds, the most urgent of each code', () => {
  const units: Readonly<
    Record<string, readonly [property: string, quantity: HealthThreshold['quantity']]>
  > = {
    'mm[Hg]': ['bp.systolic', 'systolic'],
    '/min': ['hr', 'heartRate'],
    '%': ['spo2', 'oxygen'],
    'mmol/L': ['glucose', 'glucose'],
    Cel: ['temperature', 'temperature'],
  };
  const holds = ({ is, limit }: HealthThreshold, value: number) =>
    is === 'atLeast'
      ? value >= limit
      : is === 'above'
        ? value > limit
        : is === 'atMost'
          ? value <= limit
          : value < limit;
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(units)),
      fc.integer({ min: 400, max: 1_000 }),
      fc.boolean(),
      (unit, tenths, isFasting) => {
        const [property, quantity] = units[unit] as readonly [string, HealthThreshold['quantity']];
        const value =
          tenths / (unit === 'mmol/L' || unit === 'Cel' ? 23 : 10) +
          (unit === 'mm[Hg]' || unit === '/min' ? 60 : 0);
        const rounded = Math.round(value * 10) / 10;
        const observations = [{ property, value: rounded, unit }, ...(isFasting ? [fasting] : [])];
        const { findings, issues } = kiosk.assess(event('health.bp', observations));
        if (issues.length > 0) return;
        const plain = new Map<string, string>();
        for (const each of kioskThresholds) {
          if (each.quantity !== quantity || !holds(each, rounded)) continue;
          if (each.meal !== undefined && !isFasting) continue;
          if (plain.get(each.code) !== 'urgent') plain.set(each.code, each.level);
        }
        expect(new Map(findings.map(({ code, level }) => [code, level]))).toEqual(plain);
      },
    ),
  );
});

describe('findings are kept for a visit, on a basis, and let go with it', () => {
  const { given } = specification(findingDecider);
  const subject = subjectRef('subject-1');
  const finding: HealthFinding = {
    code: 'devices/blood-pressure-high',
    level: 'urgent',
    threshold: 'systolic-180',
    source: { title: 'x', checked: 'text' },
  };
  const keep = {
    type: 'keep',
    at: 1,
    subject,
    task: 'visit-1',
    visit: 'prompt',
    purpose: 'health-visit',
    basis: { kind: 'separateConsent', reference: 'consent-7' },
    findings: [finding],
  } as const;
  const kept: FindingFact = {
    type: 'devices/finding-kept',
    schema: 1,
    data: {
      subject,
      task: 'visit-1',
      visit: 'prompt',
      purpose: 'health-visit',
      basis: { kind: 'separateConsent', reference: 'consent-7' },
    },
    personal: [
      {
        subject,
        purpose: healthFindingPurpose,
        value: [{ code: finding.code, level: 'urgent', threshold: 'systolic-180' }],
      },
    ],
  };
  const released: FindingFact = {
    type: 'devices/finding-released',
    schema: 1,
    data: { task: 'visit-1' },
  };

  test('the basis stands in the clear, what was found is sealed', () => {
    given([]).when(keep).then([kept]);
  });
  test('they are let go once', () => {
    given([kept]).when({ type: 'release', at: 2 }).then([released]);
    given([kept, released]).when({ type: 'release', at: 3 }).then([]);
  });
  test('nothing is kept twice, and no nothing', () => {
    given([kept]).when(keep).refuses('devices/finding-kept-already');
    given([])
      .when({ ...keep, findings: [] })
      .refuses('devices/no-finding');
    given([]).when({ type: 'release', at: 2 }).refuses('devices/no-finding');
  });
});

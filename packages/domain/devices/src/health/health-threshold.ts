import { DomainError } from '@civigrid/kernel';
import type { DevicesErrorCode } from '../refusal-code.ts';
import type { MealState } from './health-reading.ts';
import { type HealthQuantity, healthUnits } from './health-unit.ts';

/** How soon somebody should look: within hours, or within a day or two. It is said of a reading, never of a person. */
export type HealthLevel = 'attention' | 'urgent';

/** What can be found in a reading (异常发现). */
export type HealthFindingCode =
  | 'devices/blood-pressure-high'
  | 'devices/blood-pressure-low'
  | 'devices/heart-rate-high'
  | 'devices/heart-rate-low'
  | 'devices/oxygen-low'
  | 'devices/glucose-high'
  | 'devices/glucose-low'
  | 'devices/temperature-high'
  | 'devices/temperature-low'
  | 'devices/abnormal-by-device';

/** Where a figure stands (依据). */
export interface ThresholdSource {
  /** The document, and what of it. */
  readonly title: string;
  readonly section?: string;
  /** `text`: its words were read; `quoted`: others quote it so; `memory`: nobody looked. An integrator's own are whatever he says. */
  readonly checked: 'text' | 'quoted' | 'memory';
}

/** From where on a reading is abnormal (阈值): data, and never without its source. */
export interface HealthThreshold {
  /** Unique; a finding names it. */
  readonly id: string;
  readonly quantity: HealthQuantity;
  /** Only for a glucose measured so. */
  readonly meal?: MealState;
  readonly is: 'atLeast' | 'above' | 'atMost' | 'below';
  /** In {@link healthUnits}, at most six decimals. */
  readonly limit: number;
  readonly code: HealthFindingCode;
  readonly level: HealthLevel;
  readonly source: ThresholdSource;
}

const basicHypertension: ThresholdSource = {
  title: '高血压基层诊疗指南（2019年），中华全科医师杂志 2019, 18(4): 301-313',
  section: '一、概述（一）定义',
  checked: 'text',
};
const hypertensionService: ThresholdSource = {
  title: '国家基本公共卫生服务规范（第三版），高血压患者健康管理服务规范',
  section: '二、服务内容（二）随访评估：紧急转诊',
  checked: 'quoted',
};
const diabetesService: ThresholdSource = {
  title: '国家基本公共卫生服务规范（第三版），2型糖尿病患者健康管理服务规范',
  section: '二、服务内容（二）随访评估：紧急转诊',
  checked: 'quoted',
};
const diabetesDiagnosis: ThresholdSource = {
  title: '国家基层糖尿病防治管理指南，糖尿病的诊断标准（WHO 1999）',
  checked: 'quoted',
};
const fever: ThresholdSource = {
  title: '发热：成人腋下体温高于37.3℃（通行说法）',
  checked: 'quoted',
};
const restingRate: ThresholdSource = {
  title: '成人静息心率 60~100 次/分（通行说法）',
  checked: 'quoted',
};
const earlyWarning = (section: string): ThresholdSource => ({
  title: 'Royal College of Physicians, National Early Warning Score (NEWS) 2, 2017, Chart 1',
  section,
  checked: 'text',
});

/**
 * The thresholds of a kiosk for adults. They say that somebody should look, diagnose nothing, and add up to no score:
 * single rows of NEWS2 are used as limits, its sum is not made. A town with a doctor's own figures gives those.
 */
export const kioskThresholds: readonly HealthThreshold[] = [
  {
    id: 'systolic-140',
    quantity: 'systolic',
    is: 'atLeast',
    limit: 140,
    code: 'devices/blood-pressure-high',
    level: 'attention',
    source: basicHypertension,
  },
  {
    id: 'diastolic-90',
    quantity: 'diastolic',
    is: 'atLeast',
    limit: 90,
    code: 'devices/blood-pressure-high',
    level: 'attention',
    source: basicHypertension,
  },
  {
    id: 'systolic-180',
    quantity: 'systolic',
    is: 'atLeast',
    limit: 180,
    code: 'devices/blood-pressure-high',
    level: 'urgent',
    source: hypertensionService,
  },
  {
    id: 'diastolic-110',
    quantity: 'diastolic',
    is: 'atLeast',
    limit: 110,
    code: 'devices/blood-pressure-high',
    level: 'urgent',
    source: hypertensionService,
  },
  {
    id: 'systolic-low-90',
    quantity: 'systolic',
    is: 'atMost',
    limit: 90,
    code: 'devices/blood-pressure-low',
    level: 'urgent',
    source: earlyWarning('Systolic blood pressure, score 3'),
  },
  {
    id: 'heart-rate-100',
    quantity: 'heartRate',
    is: 'above',
    limit: 100,
    code: 'devices/heart-rate-high',
    level: 'attention',
    source: restingRate,
  },
  {
    id: 'heart-rate-131',
    quantity: 'heartRate',
    is: 'atLeast',
    limit: 131,
    code: 'devices/heart-rate-high',
    level: 'urgent',
    source: earlyWarning('Pulse, score 3'),
  },
  {
    id: 'heart-rate-low-50',
    quantity: 'heartRate',
    is: 'atMost',
    limit: 50,
    code: 'devices/heart-rate-low',
    level: 'attention',
    source: earlyWarning('Pulse, score 1'),
  },
  {
    id: 'heart-rate-low-40',
    quantity: 'heartRate',
    is: 'atMost',
    limit: 40,
    code: 'devices/heart-rate-low',
    level: 'urgent',
    source: earlyWarning('Pulse, score 3'),
  },
  {
    id: 'oxygen-93',
    quantity: 'oxygen',
    is: 'atMost',
    limit: 93,
    code: 'devices/oxygen-low',
    level: 'attention',
    source: earlyWarning('SpO2 scale 1, score 2'),
  },
  {
    id: 'oxygen-91',
    quantity: 'oxygen',
    is: 'atMost',
    limit: 91,
    code: 'devices/oxygen-low',
    level: 'urgent',
    source: earlyWarning('SpO2 scale 1, score 3'),
  },
  {
    id: 'glucose-fasting-7.0',
    quantity: 'glucose',
    meal: 'fasting',
    is: 'atLeast',
    limit: 7,
    code: 'devices/glucose-high',
    level: 'attention',
    source: diabetesDiagnosis,
  },
  {
    id: 'glucose-11.1',
    quantity: 'glucose',
    is: 'atLeast',
    limit: 11.1,
    code: 'devices/glucose-high',
    level: 'attention',
    source: diabetesDiagnosis,
  },
  {
    id: 'glucose-16.7',
    quantity: 'glucose',
    is: 'atLeast',
    limit: 16.7,
    code: 'devices/glucose-high',
    level: 'urgent',
    source: diabetesService,
  },
  {
    id: 'glucose-low-3.9',
    quantity: 'glucose',
    is: 'atMost',
    limit: 3.9,
    code: 'devices/glucose-low',
    level: 'urgent',
    source: diabetesService,
  },
  {
    id: 'temperature-37.3',
    quantity: 'temperature',
    is: 'above',
    limit: 37.3,
    code: 'devices/temperature-high',
    level: 'attention',
    source: fever,
  },
  {
    id: 'temperature-39.1',
    quantity: 'temperature',
    is: 'atLeast',
    limit: 39.1,
    code: 'devices/temperature-high',
    level: 'urgent',
    source: earlyWarning('Temperature, score 2'),
  },
  {
    id: 'temperature-low-35.0',
    quantity: 'temperature',
    is: 'atMost',
    limit: 35,
    code: 'devices/temperature-low',
    level: 'urgent',
    source: earlyWarning('Temperature, score 3'),
  },
];

const comparisons: readonly string[] = ['atLeast', 'above', 'atMost', 'below'];
const levels: readonly string[] = ['attention', 'urgent'];

function isThreshold({ id, quantity, is, limit, level, source }: HealthThreshold): boolean {
  const known = Object.keys(healthUnits).includes(quantity) && comparisons.includes(is);
  // A figure that nobody answers for alarms nobody.
  const answered = typeof source?.title === 'string' && source.title !== '';
  return id !== '' && known && levels.includes(level) && Number.isFinite(limit) && answered;
}

/** The thresholds, each once; refuses with `devices/invalid-threshold` one without a source or of no quantity. */
export function checkedThresholds(list: readonly HealthThreshold[]): readonly HealthThreshold[] {
  const ids = new Set<string>();
  for (const [index, threshold] of list.entries()) {
    if (!isThreshold(threshold) || ids.has(threshold.id))
      throw new DomainError(
        'devices/invalid-threshold' satisfies DevicesErrorCode,
        'A threshold has a name of its own, a quantity, a limit and a source.',
        { index },
      );
    ids.add(threshold.id);
  }
  return list;
}

import type { Names } from '../catalogue.ts';
import type { MessageLanguage } from '../messages.ts';
import type { PriorityErrorCode } from './priority-issues.ts';
import type { Priority, PriorityReason } from './priority-of.ts';
import type { PriorityClass, PriorityGround } from './priority-rules.ts';

interface Words {
  readonly classes: Readonly<Record<PriorityClass, string>>;
  readonly grounds: Readonly<Record<PriorityGround, (known: string) => string>>;
  readonly points: (points: number) => string;
  readonly least: (name: string) => string;
  readonly reason: (ground: string, worth: string) => string;
  readonly whole: (name: string, points: number, reasons: string, version: string) => string;
  readonly between: string;
  readonly refusals: Readonly<Record<PriorityErrorCode, string>>;
}

const chinese: Words = {
  classes: { ordinary: '一般', raised: '优先', urgent: '紧急', emergency: '特急' },
  grounds: {
    severity: (known) => `严重程度${known}`,
    category: (known) => `类别${known}`,
    site: (known) => `位于${known}`,
    limitUsed: (known) => `时限已用${known}`,
    recurrences: (known) => `反复发生${known}次`,
    reports: (known) => `${known}次上报`,
    supervised: () => '上级督办',
  },
  points: (points) => `${points}分`,
  least: (name) => `至少${name}`,
  reason: (ground, worth) => `${ground}（${worth}）`,
  whole: (name, points, reasons, version) =>
    `${name}（${points}分，规则${version}）${reasons === '' ? '' : `：${reasons}`}`,
  between: '、',
  refusals: { 'cases/invalid-priority-rules': '优先级规则有误。' },
};

const english: Words = {
  classes: { ordinary: 'ordinary', raised: 'raised', urgent: 'urgent', emergency: 'emergency' },
  grounds: {
    severity: (known) => `severity ${known}`,
    category: (known) => `category ${known}`,
    site: (known) => `at a place of the kind ${known}`,
    limitUsed: (known) => `${known} of the time used`,
    recurrences: (known) => `came again: ${known}`,
    reports: (known) => `reports: ${known}`,
    supervised: () => 'watched from above',
  },
  points: (points) => `+${points}`,
  least: (name) => `at least ${name}`,
  reason: (ground, worth) => `${ground} (${worth})`,
  whole: (name, points, reasons, version) =>
    `${name} (points: ${points}, rules ${version})${reasons === '' ? '' : `: ${reasons}`}`,
  between: ', ',
  refusals: { 'cases/invalid-priority-rules': 'The rules of priority cannot be meant.' },
};

const words: Readonly<Record<MessageLanguage, Words>> = { 'zh-CN': chinese, en: english };

function known({ ground, known: value }: PriorityReason, names: Names | undefined): string {
  if (ground === 'limitUsed') return `${Math.round(Number(value) * 100)}%`;
  const code = String(value);
  return ground === 'category' ? (names?.('category', code) ?? code) : code;
}

/** Tells a priority class: `紧急`, `urgent`. */
export function tellPriorityClass(name: PriorityClass, language: MessageLanguage): string {
  return words[language].classes[name];
}

/** Tells a priority with its points, the version of the rules and every reason; nobody is named in it. */
export function tellPriority(priority: Priority, language: MessageLanguage, names?: Names): string {
  const { classes, grounds, points, least, reason: told, whole, between } = words[language];
  const reasons = priority.reasons.map((reason) => {
    const { ground, atLeastClass } = reason;
    const asked = atLeastClass === undefined ? [] : [least(classes[atLeastClass])];
    const worth = [points(reason.points), ...asked].join(between);
    return told(grounds[ground](known(reason, names)), worth);
  });
  const { class: name, points: all, version } = priority;
  return whole(classes[name], all, reasons.join(between), version);
}

/** Tells why rules of priority were refused. */
export function tellPriorityRefusal(code: PriorityErrorCode, language: MessageLanguage): string {
  return words[language].refusals[code];
}

import { isLocalDate } from '@civigrid/calendar';
import { type Budget, isBudget } from '../budget.ts';
import { isRecord, isText, type Unread } from '../unread.ts';
import { type AnswerValue, type Condition, holds, isCondition } from './condition.ts';

/** A name in the languages of the catalogues. */
export type ServiceName = { readonly 'zh-CN': string; readonly en: string };

/** Something that must be handed in (申请材料). */
export type Material = {
  readonly code: string;
  readonly name: ServiceName;
  /** Needed only where this holds; always if left out. */
  readonly when?: Condition;
};

/** A question whose answer decides what is needed; its answer belongs to the applicant and is sealed. */
export type Question = {
  readonly code: string;
  readonly name: ServiceName;
  readonly choices: readonly AnswerValue[];
};

/** The limits of a service, all from complete materials but `deliver`, which runs from the decision. */
export type ServiceLimits = {
  readonly accept?: Budget;
  readonly decide: Budget;
  readonly deliver?: Budget;
};

/** A service that can be asked for (政务服务事项), in one version. */
export type ServiceItem = {
  readonly code: string;
  readonly name: ServiceName;
  readonly version: string;
  /** The first day on which it is in force, `'YYYY-MM-DD'`. */
  readonly from: string;
  /** The last day; open if left out. */
  readonly to?: string;
  readonly questions?: readonly Question[];
  readonly materials: readonly Material[];
  readonly limits: ServiceLimits;
  /** The office that decides. */
  readonly decidedAt: string;
};

/** What is wrong with a service item. */
export interface ServiceItemIssue {
  readonly code:
    | 'item-not-an-item'
    | 'item-bad-code'
    | 'item-bad-days'
    | 'item-bad-limit'
    | 'item-bad-question'
    | 'item-bad-material'
    | 'item-bad-condition'
    | 'item-overlap';
  /** The index of the item. */
  readonly item: number;
  /** Where in the item, such as `/materials/2/when`; of an overlap, the other item. */
  readonly path: string;
}

const isName = (name: unknown) => isRecord(name) && isText(name['zh-CN']) && isText(name['en']);
const isChoices = (list: unknown): list is readonly AnswerValue[] =>
  Array.isArray(list) &&
  list.length > 0 &&
  list.every((each) => ['string', 'number', 'boolean'].includes(typeof each));

type Wrong = Omit<ServiceItemIssue, 'item'>;

/** The codes of a list whose members are right, and what is wrong with the others. */
function coded(
  list: unknown,
  at: string,
  issue: ServiceItemIssue['code'],
  right: (member: Unread) => boolean,
): { readonly codes: ReadonlySet<string>; readonly wrong: readonly Wrong[] } {
  const codes = new Set<string>();
  if (!Array.isArray(list)) return { codes, wrong: [{ code: issue, path: at }] };
  const wrong: Wrong[] = [];
  for (const [index, member] of list.entries()) {
    const path = `${at}/${index}`;
    const known = isRecord(member) && isText(member['code']) && isName(member['name']);
    if (!known || codes.has(String(member['code'])) || !right(member))
      wrong.push({ code: issue, path });
    else codes.add(String(member['code']));
  }
  return { codes, wrong };
}

function wrongIn(item: unknown): readonly Wrong[] {
  if (!isRecord(item)) return [{ code: 'item-not-an-item', path: '' }];
  const { code, name, version, from, to, questions = [], materials, limits, decidedAt } = item;
  const wrong: Wrong[] = [];
  if (![code, version, decidedAt].every(isText) || !isName(name))
    wrong.push({ code: 'item-bad-code', path: '/code' });
  if (!isLocalDate(from) || !(to === undefined || (isLocalDate(to) && to >= from)))
    wrong.push({ code: 'item-bad-days', path: '' });
  const { accept, decide, deliver } = isRecord(limits) ? limits : {};
  for (const [clock, budget] of Object.entries({ accept, decide, deliver }))
    if (!isBudget(budget) && !(budget === undefined && clock !== 'decide'))
      wrong.push({ code: 'item-bad-limit', path: `/limits/${clock}` });
  const asked = coded(questions, '/questions', 'item-bad-question', ({ choices }) =>
    isChoices(choices),
  );
  const needed = coded(materials, '/materials', 'item-bad-material', () => true);
  wrong.push(...asked.wrong, ...needed.wrong);
  if (!Array.isArray(materials)) return wrong;
  for (const [index, material] of materials.entries())
    if (isRecord(material) && material['when'] !== undefined)
      if (!isCondition(material['when'], asked.codes))
        wrong.push({ code: 'item-bad-condition', path: `/materials/${index}/when` });
  return wrong;
}

const end = ({ to = '9999-12-31' }: ServiceItem) => to;

/** What is wrong with service items, and which versions of one are in force on the same day; never throws. */
export function checkServiceItems(items: readonly ServiceItem[]): readonly ServiceItemIssue[] {
  const issues: ServiceItemIssue[] = [];
  const right: number[] = [];
  for (const [index, item] of items.entries()) {
    const wrong = wrongIn(item);
    issues.push(...wrong.map((each) => ({ ...each, item: index })));
    if (wrong.length === 0) right.push(index);
  }
  const byCode = new Map<string, number[]>();
  for (const index of right) {
    const item = items[index] as ServiceItem;
    const others = byCode.get(item.code) ?? [];
    for (const other of others) {
      const before = items[other] as ServiceItem;
      if (item.from <= end(before) && before.from <= end(item))
        issues.push({ code: 'item-overlap', item: index, path: `/${other}` });
    }
    byCode.set(item.code, [...others, index]);
  }
  return issues;
}

/** Whether an item is in force on a day. */
export function inForce(item: ServiceItem, day: string): boolean {
  return item.from <= day && day <= end(item);
}

/** The version of a service that is in force on a day `'YYYY-MM-DD'`, or which of the two is missing. */
export function serviceItemFor(
  items: readonly ServiceItem[],
  { code, day }: { readonly code: string; readonly day: string },
):
  | { readonly ok: true; readonly item: ServiceItem }
  | { readonly ok: false; readonly why: 'unknown' | 'notInForce' } {
  const known = items.filter((item) => item.code === code);
  const item = known.find((each) => inForce(each, day));
  if (item !== undefined) return { ok: true, item };
  return { ok: false, why: known.length === 0 ? 'unknown' : 'notInForce' };
}

/** The answers by question; what was answered twice counts once, the last time. */
export type ServiceAnswers = readonly { readonly question: string; readonly value: AnswerValue }[];

/** The questions on which something hangs and that have no answer. */
export function openQuestions(item: ServiceItem, answers: ServiceAnswers): readonly string[] {
  const known = new Set(answers.map(({ question }) => question));
  return (item.questions ?? []).map(({ code }) => code).filter((code) => !known.has(code));
}

/** The codes of the materials that these answers call for, in the item's order. */
export function requiredMaterials(item: ServiceItem, answers: ServiceAnswers): readonly string[] {
  const values = new Map(answers.map(({ question, value }) => [question, value]));
  return item.materials
    .filter(({ when }) => when === undefined || holds(when, values))
    .map(({ code }) => code);
}

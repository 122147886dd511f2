import type { Bilingual } from './bilingual.ts';
import type { Role } from './role.ts';

export type { Bilingual, MessageLanguage } from './bilingual.ts';

/** One duty of a checklist (职责条目). */
export interface DutyItem {
  /** Unique within its checklist. */
  readonly id: string;
  readonly words: Bilingual;
}

/** What whoever holds a post of a role has to know and to do (职责清单). Data of a town. */
export interface DutyChecklist {
  readonly id: string;
  readonly role: Role;
  readonly title: Bilingual;
  readonly items: readonly DutyItem[];
  /** Set on samples: the words were invented, and no town has decided on them. */
  readonly invented?: true;
}

/** What is wrong with a checklist. */
export type ChecklistIssueCode =
  | 'people/duplicate-checklist'
  | 'people/empty-checklist'
  | 'people/duplicate-item'
  | 'people/missing-words';

/** What is wrong with a checklist, and where (清单问题). */
export interface ChecklistIssue {
  readonly code: ChecklistIssueCode;
  /** Place of the checklist in the list. */
  readonly index: number;
  readonly checklist: string;
  /** Place of the item in the checklist. */
  readonly item?: number;
}

function worded({ 'zh-CN': zh, en }: Bilingual): boolean {
  return zh !== '' && en !== '';
}

/** What is wrong with checklists: ids used twice, no items, words that are missing. An empty list where nothing is. */
export function checkDuties(checklists: readonly DutyChecklist[]): readonly ChecklistIssue[] {
  const issues: ChecklistIssue[] = [];
  const lists = new Set<string>();
  for (const [index, { id: checklist, title, items }] of checklists.entries()) {
    const place = { index, checklist };
    if (lists.has(checklist)) issues.push({ code: 'people/duplicate-checklist', ...place });
    lists.add(checklist);
    if (items.length === 0) issues.push({ code: 'people/empty-checklist', ...place });
    if (!worded(title)) issues.push({ code: 'people/missing-words', ...place });
    const ids = new Set<string>();
    for (const [item, { id, words }] of items.entries()) {
      if (ids.has(id)) issues.push({ code: 'people/duplicate-item', ...place, item });
      ids.add(id);
      if (!worded(words)) issues.push({ code: 'people/missing-words', ...place, item });
    }
  }
  return issues;
}

function item(id: string, zh: string, en: string): DutyItem {
  return Object.freeze({ id, words: Object.freeze({ 'zh-CN': zh, en }) });
}

function sample(
  id: string,
  role: Role,
  [zh, en]: readonly [zh: string, en: string],
  items: readonly DutyItem[],
): DutyChecklist {
  const title = Object.freeze({ 'zh-CN': zh, en });
  return Object.freeze({ id, role, title, items: Object.freeze(items), invented: true });
}

/**
 * Samples (示例): what 三知道三清六掌握 and the duties of the four leaders might say. Their items are invented: the public
 * reports name such lists and do not spell them out, so a town puts its own in their place.
 */
export const sampleDuties: readonly DutyChecklist[] = Object.freeze([
  sample(
    'knowledge',
    'gridMember',
    [
      '三知道三清六掌握（示例）',
      'three to know, three to be clear about, six to have at hand (sample)',
    ],
    [
      item('know-1', '知道本网格的边界和户数', 'knows the borders of the grid and its households'),
      item('know-2', '知道谁负责哪一类事项', 'knows who answers for which matters'),
      item(
        'know-3',
        '知道求助和上报的渠道',
        'knows where help is asked for and matters are reported',
      ),
      item('clear-1', '公共设施底数清', 'is clear about the public facilities'),
      item('clear-2', '安全隐患底数清', 'is clear about the hazards'),
      item('clear-3', '待办事项底数清', 'is clear about the open matters'),
      item('hold-1', '掌握消防通道情况', 'has the state of the fire lanes at hand'),
      item('hold-2', '掌握公共照明情况', 'has the state of the public lights at hand'),
      item('hold-3', '掌握井盖和管线情况', 'has the state of manholes and pipes at hand'),
      item('hold-4', '掌握环境卫生情况', 'has the state of cleanliness at hand'),
      item('hold-5', '掌握议事和活动安排', 'has the dates of meetings and activities at hand'),
      item('hold-6', '掌握值班和联系方式', 'has the rotas and the ways to reach people at hand'),
    ],
  ),
  sample(
    'chief-grid-leader',
    'chiefGridLeader',
    ['总网格长职责（示例）', 'duties of the chief grid leader (sample)'],
    [
      item('call', '每月召集一次片长例会', 'calls the area leaders together once a month'),
      item('settle', '协调片区解决不了的事项', 'settles what the areas cannot'),
    ],
  ),
  sample(
    'area-leader',
    'areaLeader',
    ['片长职责（示例）', 'duties of the area leader (sample)'],
    [
      item('round', '每周走访一遍片区', 'walks through the area once a week'),
      item('hand-up', '解决不了的事项当日上报', 'hands up on the same day what cannot be settled'),
    ],
  ),
  sample(
    'building-leader',
    'buildingLeader',
    ['楼长职责（示例）', 'duties of the building leader (sample)'],
    [
      item('stairs', '查看楼道通道是否畅通', 'sees to it that stairs and passages are free'),
      item('tell', '把通知送到每个单元', 'brings notices to every unit'),
    ],
  ),
  sample(
    'unit-leader',
    'unitLeader',
    ['单元长职责（示例）', 'duties of the unit leader (sample)'],
    [
      item('listen', '收集邻里的意见和诉求', 'gathers what the neighbours say and want'),
      item('report', '发现问题及时上报', 'reports at once what is wrong'),
    ],
  ),
]);

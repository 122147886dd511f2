import type { GapReason, MatrixFinding, VacantMatrixPost } from './finding.ts';
import type { SlotName } from './hours.ts';
import type { MatrixIssueCode } from './matrix-issue.ts';

/** All words of one language for a responsibility matrix. */
interface MatrixCatalogue {
  readonly issues: Readonly<Record<MatrixIssueCode, string>>;
  slot(name: SlotName): string;
  finding(finding: MatrixFinding, say: SayMatrix): string;
  vacant(post: VacantMatrixPost, say: SayMatrix): string;
}

/** What an id of a finding stands for when it is named to people. */
export type MatrixNameKind = 'category' | 'grid' | 'level' | 'role' | 'post' | 'duty';

/** How ids are called in a town; undefined leaves the id. */
export type MatrixNames = (kind: MatrixNameKind, id: string) => string | undefined;

type SayMatrix = (kind: MatrixNameKind, id: string) => string;

const chineseDays = ['一', '二', '三', '四', '五', '六', '日'].map((day) => `星期${day}`);
const englishDays = [
  ...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
];

const slotWith = (days: readonly string[]) => (name: SlotName) => {
  const said = 'label' in name ? name.label : name.time;
  return name.day === undefined ? said : `${days[name.day - 1] ?? name.day} ${said}`;
};

function chineseGap(why: GapReason, role: string): string {
  switch (why) {
    case 'noRule':
      return '没有规则';
    case 'noPost':
      return `没有${role}岗位`;
    case 'vacantPost':
      return `${role}岗位空缺`;
    case 'offDuty':
      return `${role}不在班`;
    case 'onLeave':
      return `${role}请假`;
  }
}

function englishGap(why: GapReason, role: string): string {
  switch (why) {
    case 'noRule':
      return 'no rule';
    case 'noPost':
      return `no post: ${role}`;
    case 'vacantPost':
      return `post vacant: ${role}`;
    case 'offDuty':
      return `off duty: ${role}`;
    case 'onLeave':
      return `on leave: ${role}`;
  }
}

const chinese: MatrixCatalogue = {
  issues: {
    'cases/bad-rank': '优先级不是数字。',
    'cases/bad-slots': '时段划分有误：须按时间先后，不重叠，不为空。',
    'cases/duplicate-category': '类别重复。',
    'cases/duplicate-duty': '职责规则编号重复。',
    'cases/duplicate-grid': '网格编码重复。',
    'cases/duplicate-level': '层级重复。',
    'cases/duplicate-post': '岗位编号重复。',
    'cases/duplicate-succession': '该岗位有多个接替顺序。',
    'cases/empty-hours': '时段为空。',
    'cases/empty-matrix': '责任矩阵缺少类别、网格或层级。',
    'cases/empty-scope': '规则未列出任何类别、网格或层级；适用于全部时请不写。',
    'cases/hour-out-of-range': '时段超出范围。',
    'cases/inner-category': '请指明最末级类别。',
    'cases/lead-missing': '规则没有写明牵头岗位，或牵头岗位由计算得出。',
    'cases/not-one-lead': '该命中策略会给出多条规则，不能确定唯一牵头岗位。',
    'cases/off-slot': '规则的时间不在时段的起止点上。',
    'cases/other-tree': '规则表与责任矩阵对下级的认定不一致。',
    'cases/parent-cycle': '上下级关系成环。',
    'cases/too-many-levels': '层级过多，最多30级。',
    'cases/unknown-category': '没有这个类别。',
    'cases/unknown-duty': '没有这条职责规则。',
    'cases/unknown-grid': '没有这个网格。',
    'cases/unknown-level': '没有这个层级。',
    'cases/unknown-parent': '没有这个上级。',
    'cases/unknown-person': '此人不在该岗位任职。',
    'cases/unknown-post': '没有这个岗位。',
    'cases/unknown-role': '没有这种岗位。',
    'cases/unread-cell': '责任矩阵读不懂这个条件。',
    'cases/unread-column': '责任矩阵不含这一列的条件。',
  },
  slot: slotWith(chineseDays),
  finding(finding, say) {
    const { category, grid, level } = finding.witness;
    const place = `${say('category', category)}，网格 ${say('grid', grid)}，${say('level', level)}`;
    const where = `${place}，${chinese.slot(finding.when)}`;
    if (finding.kind === 'gap')
      return `${where}：无人负责（${chineseGap(finding.why, say('role', finding.role ?? ''))}）`;
    const roles = finding.roles.map((role) => say('role', role)).join('、');
    const posts = finding.posts.map((post) => say('post', post)).join('、');
    const duties = finding.duties.map((duty) => say('duty', duty)).join('、');
    switch (finding.why) {
      case 'rules':
        return `${where}：责任冲突（规则 ${duties} 不一致：${roles}）`;
      case 'posts':
        return `${where}：责任冲突（同时在班：${posts}）`;
      case 'holders':
        return `${where}：责任冲突（${posts} 同时有多人在班）`;
    }
  },
  vacant: ({ post, role, grid }, say) =>
    `岗位空缺：${say('post', post)}（${say('role', role)}，网格 ${say('grid', grid)}）`,
};

const english: MatrixCatalogue = {
  issues: {
    'cases/bad-rank': 'The rank is not a number.',
    'cases/bad-slots': 'The slots must be in order of time, without overlap, and not empty.',
    'cases/duplicate-category': 'The category stands twice.',
    'cases/duplicate-duty': 'Two duty rules have this id.',
    'cases/duplicate-grid': 'The grid code stands twice.',
    'cases/duplicate-level': 'The level stands twice.',
    'cases/duplicate-post': 'Two posts have this id.',
    'cases/duplicate-succession': 'The role has more than one succession.',
    'cases/empty-hours': 'The hours are empty.',
    'cases/empty-matrix': 'The matrix lacks categories, grids or levels.',
    'cases/empty-scope': 'The rule lists nothing here; what holds for all is left out.',
    'cases/hour-out-of-range': 'The hour lies outside of the matrix.',
    'cases/inner-category': 'Name a category that has none below it.',
    'cases/lead-missing': 'The rule names no lead, or computes it.',
    'cases/not-one-lead': 'This hit policy answers with several rules, and so not with one lead.',
    'cases/off-slot': 'The times of the rule lie inside of a slot.',
    'cases/other-tree': 'The table and the matrix disagree on what lies below this code.',
    'cases/parent-cycle': 'The parents lead back to the code itself.',
    'cases/too-many-levels': 'There are more than 30 levels.',
    'cases/unknown-category': 'There is no such category.',
    'cases/unknown-duty': 'There is no such duty rule.',
    'cases/unknown-grid': 'There is no such grid.',
    'cases/unknown-level': 'There is no such level.',
    'cases/unknown-parent': 'There is no such parent.',
    'cases/unknown-person': 'This person does not hold the post.',
    'cases/unknown-post': 'There is no such post.',
    'cases/unknown-role': 'There is no such role.',
    'cases/unread-cell': 'A matrix cannot say this condition.',
    'cases/unread-column': 'A matrix has no such column.',
  },
  slot: slotWith(englishDays),
  finding(finding, say) {
    const { category, grid, level } = finding.witness;
    const place = `${say('category', category)}, grid ${say('grid', grid)}, ${say('level', level)}`;
    const where = `${place}, ${english.slot(finding.when)}`;
    if (finding.kind === 'gap')
      return `${where}: nobody (${englishGap(finding.why, say('role', finding.role ?? ''))})`;
    const roles = finding.roles.map((role) => say('role', role)).join(', ');
    const posts = finding.posts.map((post) => say('post', post)).join(', ');
    const duties = finding.duties.map((duty) => say('duty', duty)).join(', ');
    switch (finding.why) {
      case 'rules':
        return `${where}: conflict (rules ${duties} name ${roles})`;
      case 'posts':
        return `${where}: conflict (on duty at once: ${posts})`;
      case 'holders':
        return `${where}: conflict (several on duty at once: ${posts})`;
    }
  },
  vacant: ({ post, role, grid }, say) =>
    `Vacant post: ${say('post', post)} (${say('role', role)}, grid ${say('grid', grid)})`,
};

/** The words of the matrix by language. */
export const matrixCatalogues: Readonly<Record<'zh-CN' | 'en', MatrixCatalogue>> = {
  'zh-CN': chinese,
  en: english,
};

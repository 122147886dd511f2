import type { Bilingual, MessageLanguage } from './bilingual.ts';
import type { ChecklistIssueCode } from './duties.ts';
import type { PeopleErrorCode } from './people-error.ts';
import type { FieldRole, Role } from './role.ts';
import type { RosterIssueCode } from './roster/roster-issue.ts';

export type { Bilingual, MessageLanguage } from './bilingual.ts';

/** What people read for each code of the package (提示语). */
export const peopleMessages: Readonly<
  Record<PeopleErrorCode | RosterIssueCode | ChecklistIssueCode, Bilingual>
> = {
  'people/post-exists': {
    'zh-CN': '该岗位编号已使用。',
    en: 'The id of this post has been used already.',
  },
  'people/unknown-post': { 'zh-CN': '没有这个岗位。', en: 'There is no such post.' },
  'people/post-abolished': { 'zh-CN': '该岗位已撤销。', en: 'The post was abolished.' },
  'people/post-held': {
    'zh-CN': '该岗位在此期间已有人任职。',
    en: 'Somebody holds the post in that time.',
  },
  'people/post-vacant': {
    'zh-CN': '该岗位此时无人任职。',
    en: 'Nobody holds the post at that time.',
  },
  'people/term-reversed': {
    'zh-CN': '任期的结束时间须晚于开始时间。',
    en: 'A term ends after it begins.',
  },
  'people/duplicate-post': {
    'zh-CN': '岗位编号重复，后一条未采用。',
    en: 'Two posts have the same id; the later one was left out.',
  },
  'people/terms-overlap': {
    'zh-CN': '同一岗位的任期重叠，较晚开始的一条未采用。',
    en: 'Two terms of one post overlap; the one that begins later was left out.',
  },
  'people/post-stood-in': {
    'zh-CN': '该岗位在此期间已有代理人。',
    en: 'Somebody stands in for the post in that time.',
  },
  'people/no-stand-in': {
    'zh-CN': '该岗位此时没有代理人。',
    en: 'Nobody stands in for the post at that time.',
  },
  'people/not-serving': {
    'zh-CN': '此人当时不在该岗位任职、代理或值班。',
    en: 'The person does not hold the post, stand in or take shifts of it at that time.',
  },
  'people/on-leave': {
    'zh-CN': '此人在此期间已请假或离岗。',
    en: 'The person is on leave in that time already.',
  },
  'people/not-on-leave': {
    'zh-CN': '此时无人请假或离岗。',
    en: 'Nobody is on such a leave at that time.',
  },
  'people/rotas-overlap': {
    'zh-CN': '同一岗位在同一期间有两份值班表，较晚生效的一份对该岗位未采用。',
    en: 'Two rotas rule one post at the same time; the later one does not count for it.',
  },
  'people/rota-not-in-force': {
    'zh-CN': '此时没有生效的该值班表。',
    en: 'No such rota is in force at that time.',
  },
  'people/unknown-zone': { 'zh-CN': '没有这个时区。', en: 'There is no such time zone.' },
  'people/empty-rota': { 'zh-CN': '值班表没有班次。', en: 'The rota has no shifts.' },
  'people/bad-cycle': {
    'zh-CN': '轮班周期须为1至366天，起始日须为有效日期，班次须在周期之内。',
    en: 'A cycle has 1 to 366 days and begins on a day of the calendar, and its shifts lie within it.',
  },
  'people/bad-shift': {
    'zh-CN': '班次须写明起止时刻，格式为“时:分”。',
    en: 'A shift is written as two times of the day, HH:MM.',
  },
  'people/empty-shift': {
    'zh-CN': '班次的起止时刻不能相同。',
    en: 'A shift does not end at the time at which it begins.',
  },
  'people/shifts-overlap': {
    'zh-CN': '同一岗位的班次重叠，较晚开始的一班未采用。',
    en: 'Two shifts of one post overlap; the later one was left out.',
  },
  'people/bad-date': { 'zh-CN': '日期无效。', en: 'There is no such day.' },
  'people/duplicate-change': {
    'zh-CN': '同一岗位同一天有两次换班，后一条未采用。',
    en: 'Two changes concern one post on one day; the later one was left out.',
  },
  'people/post-not-in-rota': {
    'zh-CN': '该岗位不在此值班表中。',
    en: 'The rota does not rule this post.',
  },
  'people/no-calendar': {
    'zh-CN': '没有工作日历，按工作时间排班的岗位无法判断是否当班。',
    en: 'Without a work calendar it cannot be known who is on duty by working hours.',
  },
  'people/zone-differs': {
    'zh-CN': '值班表与工作日历的时区不同。',
    en: 'The rota and the work calendar go by different time zones.',
  },
  'people/two-parents': {
    'zh-CN': '同一网格有两个上级，后一条未采用。',
    en: 'A cell has two parents; the later one was left out.',
  },
  'people/parents-in-a-circle': {
    'zh-CN': '网格的上级关系成环，已断开。',
    en: 'Cells are above one another in a circle; it was cut here.',
  },
  'people/bad-instant': {
    'zh-CN': '时刻无效。',
    en: 'An instant is a number of UTC milliseconds.',
  },
  'people/bad-window': {
    'zh-CN': '时段的结束须晚于开始，且不超过3660天。',
    en: 'A window ends after it begins, at most 3,660 days later.',
  },
  'people/empty-checklist': { 'zh-CN': '职责清单没有条目。', en: 'The checklist has no items.' },
  'people/duplicate-item': {
    'zh-CN': '职责清单的条目编号重复。',
    en: 'Two items of the checklist have the same id.',
  },
  'people/missing-words': {
    'zh-CN': '职责清单的条目须有中文和英文。',
    en: 'An item is worded in Chinese and in English.',
  },
  'people/duplicate-checklist': {
    'zh-CN': '职责清单编号重复。',
    en: 'Two checklists have the same id.',
  },
};

const titles = {
  microGridLeader: { 'zh-CN': '微网格长', en: 'micro-grid leader' },
  unitLeader: { 'zh-CN': '单元长', en: 'unit leader' },
  buildingLeader: { 'zh-CN': '楼长', en: 'building leader' },
  areaLeader: { 'zh-CN': '片长', en: 'area leader' },
  gridMember: { 'zh-CN': '网格员', en: 'grid member' },
  gridLeader: { 'zh-CN': '网格长', en: 'grid leader' },
  chiefGridLeader: { 'zh-CN': '总网格长', en: 'chief grid leader' },
  mediator: { 'zh-CN': '调解员', en: 'mediator' },
  secretary: { 'zh-CN': '社区党委书记', en: 'community secretary' },
  propertyManager: { 'zh-CN': '物业', en: 'property manager' },
  commandCentre: { 'zh-CN': '街道综合信息指挥中心', en: 'street command centre' },
  disputeCentre: { 'zh-CN': '综治中心', en: 'dispute centre' },
  police: { 'zh-CN': '公安', en: 'police' },
  procuratorate: { 'zh-CN': '检察', en: 'procuratorate' },
  court: { 'zh-CN': '法院', en: 'court' },
  justice: { 'zh-CN': '司法', en: 'justice office' },
  petitions: { 'zh-CN': '信访', en: 'petitions office' },
  lawSociety: { 'zh-CN': '法学会', en: 'law society' },
  fireStation: { 'zh-CN': '消防站', en: 'fire station' },
  urbanManagement: { 'zh-CN': '城管', en: 'urban management' },
  trafficPolice: { 'zh-CN': '交警', en: 'traffic police' },
  sanitation: { 'zh-CN': '环卫', en: 'sanitation' },
  waterCompany: { 'zh-CN': '供水公司', en: 'water company' },
  powerCompany: { 'zh-CN': '供电公司', en: 'power company' },
  gasCompany: { 'zh-CN': '燃气公司', en: 'gas company' },
  lawEnforcement: { 'zh-CN': '执法力量', en: 'law enforcement' },
  volunteers: { 'zh-CN': '志愿者', en: 'volunteers' },
  ownersCommittee: { 'zh-CN': '业委会', en: "owners' committee" },
  socialOrganisation: { 'zh-CN': '社会组织', en: 'social organisation' },
  veterans: { 'zh-CN': '退役军人', en: 'veterans' },
} satisfies Record<FieldRole, Bilingual>;

const titleOf: ReadonlyMap<Role, Bilingual> = new Map(Object.entries(titles));

/** How people call a role (岗位名称); a role that the package does not know is its own title. */
export function roleTitle(role: Role, language: MessageLanguage): string {
  return titleOf.get(role)?.[language] ?? role;
}

export { householdMessages } from './households/words.ts';
export { programmeMessages } from './programmes/words.ts';
export { volunteerMessages } from './volunteers/words.ts';

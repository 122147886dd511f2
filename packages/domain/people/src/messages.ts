import type { PeopleErrorCode } from './people-error.ts';
import type { FieldRole, Role } from './role.ts';
import type { RosterIssueCode } from './roster-issue.ts';

/** The languages that messages come in (语言). */
export type MessageLanguage = 'zh-CN' | 'en';

/** Words in every language of the package. */
export type Bilingual = Readonly<Record<MessageLanguage, string>>;

/** What people read for each code of the package (提示语). */
export const peopleMessages: Readonly<Record<PeopleErrorCode | RosterIssueCode, Bilingual>> = {
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
} satisfies Record<FieldRole, Bilingual>;

const titleOf: ReadonlyMap<Role, Bilingual> = new Map(Object.entries(titles));

/** How people call a role (岗位名称); a role that the package does not know is its own title. */
export function roleTitle(role: Role, language: MessageLanguage): string {
  return titleOf.get(role)?.[language] ?? role;
}

export { householdMessages } from './households/words.ts';
export { programmeMessages } from './programmes/words.ts';
export { volunteerMessages } from './volunteers/words.ts';

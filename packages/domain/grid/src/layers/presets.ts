import type {
  CountLayer,
  LayerTitle,
  ListLayer,
  PartsLayer,
  RatioLayer,
} from './layer-definition.ts';

/** A layer whose name the compiler knows. */
export type NamedLayer<Kind, Name extends string> = Kind & { readonly name: Name };

const title = (chinese: string, english: string): LayerTitle => ({
  'zh-CN': chinese,
  en: english,
});

/** How many households (户数) a cell has. */
export const households: NamedLayer<CountLayer, 'households'> = {
  name: 'households',
  kind: 'count',
  title: title('户数', 'Households'),
};

/** How many people live there, by age (人口结构). The bands are a choice: 60 is old age in law (老年人权益保障法 art. 2), 18 is full age (民法典 art. 17). */
export const population: NamedLayer<PartsLayer, 'population'> = {
  name: 'population',
  kind: 'parts',
  title: title('人口结构', 'Population by age'),
  parts: ['0-5', '6-17', '18-59', '60-79', '80+'],
  partTitles: [
    title('0–5岁', '0 to 5'),
    title('6–17岁', '6 to 17'),
    title('18–59岁', '18 to 59'),
    title('60–79岁', '60 to 79'),
    title('80岁及以上', '80 and older'),
  ],
};

/** How many people of each group to be cared for (重点关爱人群) live there; one person may be in several. */
export const careGroups: NamedLayer<PartsLayer, 'care-groups'> = {
  name: 'care-groups',
  kind: 'parts',
  title: title('重点关爱人群', 'Groups to be cared for'),
  parts: ['old-alone', 'disabled', 'poor', 'children-alone', 'ill'],
  partTitles: [
    title('独居老人', 'Old people living alone'),
    title('残疾人', 'Disabled people'),
    title('困难家庭成员', 'Members of poor households'),
    title('留守和困境儿童', 'Children left behind or in need'),
    title('重病患者', 'Seriously ill people'),
  ],
};

/** What a cell can call on (资源): stations, meeting rooms, defibrillators, associations. */
export const resources: NamedLayer<ListLayer, 'resources'> = {
  name: 'resources',
  kind: 'list',
  title: title('资源', 'Resources'),
};

/** How many resident chat groups (居民微信群) belong to the cell itself: a community's own group counts beside those of its grids. */
export const chatGroups: NamedLayer<CountLayer, 'chat-groups'> = {
  name: 'chat-groups',
  kind: 'count',
  sum: 'every',
  title: title('居民群', 'Resident chat groups'),
};

/** Owners in the chat groups (numerator) of all owners (denominator): the online rate (业主在线率). */
export const ownersOnline: NamedLayer<RatioLayer, 'owners-online'> = {
  name: 'owners-online',
  kind: 'ratio',
  share: true,
  title: title('业主在线率', 'Owners online'),
};

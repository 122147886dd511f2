import type { BallotCast, ConventionFact } from '../making/convention-fact.ts';
import type { ConventionStatus } from '../making/convention-state.ts';
import type { DeliberationForm } from '../making/deliberation.ts';
import type { FilingOffice } from '../making/publication.ts';
import type { Language, Words } from './language.ts';

/** What is told of any of these facts: which it is, and its data. */
export type Told<Event extends ConventionFact> = Event extends ConventionFact
  ? Pick<Event, 'type' | 'data'>
  : never;

/** The part of a fact that is told: what happened, without time and persons. */
export type ToldStep = Told<ConventionFact>;

const statuses = {
  unproposed: { 'zh-CN': '未立题', en: 'not proposed' },
  gathering: { 'zh-CN': '征集意见', en: 'gathering suggestions' },
  selected: { 'zh-CN': '意见已采纳', en: 'suggestions selected' },
  drafted: { 'zh-CN': '已有草案', en: 'drafted' },
  voting: { 'zh-CN': '表决中', en: 'voting' },
  passed: { 'zh-CN': '表决通过', en: 'passed' },
  failed: { 'zh-CN': '表决未通过', en: 'not passed' },
  published: { 'zh-CN': '公示', en: 'published' },
  filed: { 'zh-CN': '已备案', en: 'filed' },
} as const satisfies Record<ConventionStatus, Words>;

const forms = {
  'world-cafe': { 'zh-CN': '世界咖啡', en: 'World Café' },
  council: { 'zh-CN': '议事会', en: 'Council' },
  hearing: { 'zh-CN': '听证会', en: 'Hearing' },
  talk: { 'zh-CN': '恳谈会', en: 'Talk' },
  'party-study': { 'zh-CN': '社区党组织研究讨论', en: 'Study by the party organisation' },
} as const satisfies Record<DeliberationForm, Words>;

const offices = {
  district: { 'zh-CN': '区人民政府', en: 'the district government' },
  street: { 'zh-CN': '街道办事处', en: 'the street office' },
  township: { 'zh-CN': '乡镇人民政府', en: 'the township government' },
  housing: { 'zh-CN': '房屋行政主管部门', en: 'the housing office' },
} as const satisfies Record<FilingOffice, Words>;

const channels = {
  online: { 'zh-CN': '电子', en: 'online' },
  paper: { 'zh-CN': '书面', en: 'on paper' },
  meeting: { 'zh-CN': '现场', en: 'in the meeting' },
} as const satisfies Record<BallotCast['data']['channel'], Words>;

const choices = {
  for: { 'zh-CN': '同意', en: 'for' },
  against: { 'zh-CN': '反对', en: 'against' },
  abstain: { 'zh-CN': '弃权', en: 'abstain' },
} as const satisfies Record<BallotCast['data']['choice'], Words>;

/** Where a convention stands, in words (公约状态). */
export function tellStatus(status: ConventionStatus, language: Language): string {
  return statuses[status][language];
}

/** One step of a convention in words (办理过程), one line, naming nobody. */
export function tellStep(step: ToldStep, language: Language): string {
  return words(step)[language];
}

function words({ type, data }: ToldStep): Words {
  switch (type) {
    case 'conventions/topic-proposed':
      return { 'zh-CN': `提出话题：${data.title}`, en: `Topic proposed: ${data.title}` };
    case 'conventions/suggested':
      return data.place.origin === 'online'
        ? { 'zh-CN': '收到线上意见一条', en: 'A suggestion came in online' }
        : { 'zh-CN': '收到线下意见一条', en: 'A suggestion was made offline' };
    case 'conventions/suggestions-selected': {
      const [kept, dropped] = [data.kept.length, data.dropped.length];
      return {
        'zh-CN': `采纳意见 ${kept} 条，未采纳 ${dropped} 条`,
        en: `${kept} suggestions kept, ${dropped} not`,
      };
    }
    case 'conventions/deliberated': {
      const { form, day, tables, rounds, participants } = data;
      return {
        'zh-CN': `${forms[form]['zh-CN']}（${day}）：${participants} 人，${tables} 桌，${rounds} 轮`,
        en: `${forms[form].en} on ${day}: ${participants} people, ${tables} tables, ${rounds} rounds`,
      };
    }
    case 'conventions/drafted': {
      const count = data.clauses.length;
      return {
        'zh-CN': `第 ${data.draft} 稿，共 ${count} 条`,
        en: `Draft ${data.draft} with ${count} clauses`,
      };
    }
    case 'conventions/vote-opened':
      return { 'zh-CN': '发起表决', en: 'The vote is open' };
    case 'conventions/ballot-cast': {
      const { channel, choice } = data;
      return {
        'zh-CN': `${channels[channel]['zh-CN']}投票：${choices[choice]['zh-CN']}`,
        en: `A ballot ${channels[channel].en}: ${choices[choice].en}`,
      };
    }
    case 'conventions/vote-closed':
      return statuses[data.status];
    case 'conventions/published':
      return {
        'zh-CN': `公示 ${data.days} 日，至 ${data.to}`,
        en: `Published for ${data.days} days, until ${data.to}`,
      };
    case 'conventions/filed': {
      const { office } = data;
      return {
        'zh-CN': `报${offices[office]['zh-CN']}备案`,
        en: `Filed with ${offices[office].en}`,
      };
    }
  }
}

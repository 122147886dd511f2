import type { BallotCast } from '../ballots/vote-fact.ts';
import type { DeliveryWay } from '../electorate/delivery.ts';
import type { ConventionFact } from '../making/convention-fact.ts';
import type { ConventionStatus } from '../making/convention-state.ts';
import type { DeliberationForm } from '../making/deliberation.ts';
import type { FilingOffice } from '../making/publication.ts';
import type { Language, Words } from './language.ts';
import { refusals } from './refusal-words.ts';

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

const ways = {
  'in-person': { 'zh-CN': '当面', en: 'in person' },
  post: { 'zh-CN': '邮寄', en: 'by post' },
  'verified-login': { 'zh-CN': '实名登录', en: 'by verified log-in' },
  'notice-board': { 'zh-CN': '公告', en: 'by the notice board' },
} as const satisfies Record<DeliveryWay, Words>;

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
    case 'conventions/ballot-refused':
      return refusals[data.code];
    case 'conventions/ballot-withdrawn':
      return { 'zh-CN': '撤回选票一张', en: 'A ballot was taken back' };
    case 'conventions/ballot-struck':
      return { 'zh-CN': '认定废票一张', en: 'A ballot was declared void' };
    case 'conventions/mandate-given':
      return { 'zh-CN': '登记委托一件', en: 'A mandate was taken' };
    case 'conventions/mandate-revoked':
      return { 'zh-CN': '撤销委托一件', en: 'A mandate was revoked' };
    case 'conventions/delivered': {
      const { way, voters } = data;
      return {
        'zh-CN': `${ways[way]['zh-CN']}送达 ${voters.length} 人`,
        en: `Delivered to ${voters.length} ${ways[way].en}`,
      };
    }
    case 'conventions/ballots-shown': {
      const { to, conflicts, spoilt } = data;
      return {
        'zh-CN': `选票公示至 ${to}：重复或者冲突 ${conflicts} 处，不予计入 ${spoilt} 张`,
        en: `Ballots shown until ${to}: ${conflicts} repeated or in conflict, ${spoilt} not counted`,
      };
    }
    case 'conventions/objection-raised':
      return { 'zh-CN': '收到异议一件', en: 'An objection came in' };
    case 'conventions/objection-decided':
      return data.upheld
        ? { 'zh-CN': '异议成立', en: 'The objection was upheld' }
        : { 'zh-CN': '异议不成立', en: 'The objection was dismissed' };
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

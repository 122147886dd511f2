import type { LimitIssueCode } from './limits/check-limits.ts';
import type { LimitErrorCode, NoLimitReason } from './limits/limit-error.ts';
import type { ClockLimit } from './limits/limit-row.ts';

/** The words of limits in one language. */
export interface LimitWords {
  readonly clocks: Readonly<Record<ClockLimit['clock'], string>>;
  readonly none: Readonly<Record<NoLimitReason, string>>;
  readonly refusals: Readonly<Record<LimitErrorCode, string>>;
  readonly issues: Readonly<Record<LimitIssueCode, string>>;
}

const chinese: LimitWords = {
  clocks: {
    intake: '受理时限',
    sign: '签收时限',
    stage: '阶段时限',
    whole: '全案时限',
    callBack: '回访时限',
    reportIn: '报到时限',
  },
  none: {
    unknownJurisdiction: '没有该地区的时限',
    noRow: '该类别没有时限',
    notInForce: '该类别的时限当时未生效',
  },
  refusals: {
    'cases/invalid-limits': '时限表有误，不能使用。',
    'cases/invalid-instant': '时间无效。',
  },
  issues: {
    'limits-not-a-table': '不是时限表',
    'limits-unknown-zone': '没有这个时区',
    'limits-jurisdiction-cycle': '地区的上级关系成环',
    'limits-bad-jurisdiction': '地区编码有误或重复',
    'limits-bad-local-code': '扩展码有误或重复',
    'limits-local-code-cycle': '扩展码的归属成环',
    'limit-not-a-row': '不是时限记录',
    'limit-bad-code': '地区或类别编码有误',
    'limit-no-source': '缺少版本或出处',
    'limit-bad-day': '日期有误，应为“年-月-日”',
    'limit-inverted-days': '失效日期早于生效日期',
    'limit-bad-hours': '适用时段有误',
    'limit-none': '没有任何时限',
    'limit-unknown-clock': '没有这种时限',
    'limit-unknown-unit': '没有这个时间单位',
    'limit-bad-budget': '时限应为正数，工作日应为整数',
    'limit-clock-twice': '同一时限出现两次',
    'limit-bad-stage': '阶段缺少序号或名称',
    'limit-stage-gap': '阶段序号不连续',
    'limit-stages-exceed-whole': '各阶段合计超过全案时限',
    'limit-overlap': '同一地区同一类别的两条记录同时有效',
  },
};

const english: LimitWords = {
  clocks: {
    intake: 'time for intake',
    sign: 'time to sign',
    stage: 'time for a stage',
    whole: 'time for the whole case',
    callBack: 'time to call back',
    reportIn: 'time to report in',
  },
  none: {
    unknownJurisdiction: 'There are no limits of this jurisdiction',
    noRow: 'There is no limit of this category',
    notInForce: 'The limit of this category was not in force then',
  },
  refusals: {
    'cases/invalid-limits': 'These limits cannot be used.',
    'cases/invalid-instant': 'The time is not valid.',
  },
  issues: {
    'limits-not-a-table': 'This is no table of limits',
    'limits-unknown-zone': 'There is no such time zone',
    'limits-jurisdiction-cycle': 'A jurisdiction lies above itself',
    'limits-bad-jurisdiction': 'The code of a jurisdiction is not valid or comes twice',
    'limits-bad-local-code': 'A local code is not valid or comes twice',
    'limits-local-code-cycle': 'A local code lies under itself',
    'limit-not-a-row': 'This is no row of limits',
    'limit-bad-code': 'The code of the jurisdiction or of the category is not valid',
    'limit-no-source': 'Version or source is missing',
    'limit-bad-day': 'The day is not valid',
    'limit-inverted-days': 'It ends before it begins',
    'limit-bad-hours': 'The hours in which it holds are not valid',
    'limit-none': 'It gives no limit',
    'limit-unknown-clock': 'There is no such clock',
    'limit-unknown-unit': 'There is no such unit of time',
    'limit-bad-budget': 'A limit is a positive amount; working days are whole',
    'limit-clock-twice': 'One clock has two limits',
    'limit-bad-stage': 'A stage has no number or no name',
    'limit-stage-gap': 'The numbers of the stages leave one out',
    'limit-stages-exceed-whole': 'The stages together last longer than the whole case',
    'limit-overlap': 'Two rows of one jurisdiction and category are in force at the same time',
  },
};

/** The words of limits, in Chinese and English. */
export const limitWords: Readonly<Record<'zh-CN' | 'en', LimitWords>> = {
  'zh-CN': chinese,
  en: english,
};

import type { Assignment } from './assignment.ts';
import type { Budget } from './budget.ts';
import type { Catalogue, Say } from './catalogue.ts';
import type { EscalatedData } from './escalate.ts';

const statuses: Catalogue['statuses'] = {
  unreported: '未上报',
  reported: '待立案',
  refused: '不予立案',
  filed: '已立案',
  routed: '待派遣',
  dispatched: '待签收',
  signed: '处置中',
  returned: '已退单',
  handled: '待核查',
  checked: '待结案',
  closed: '已结案',
  merged: '已并案',
};

const refusals: Catalogue['refusals'] = {
  'cases/unknown-command': '案件没有这样的操作。',
  'cases/invalid-instant': '时间无效。',
  'cases/invalid-severity': '严重程度应为0至4的整数。',
  'cases/invalid-budget': '时限应为正数，工作日应为整数。',
  'cases/invalid-ladder': '升级规则有误：同一时限内的每一级须有不同名称和时间。',
  'cases/invalid-levels': '层级列表为空或有重复。',
  'cases/invalid-point': '坐标无效。',
  'cases/unknown-level': '没有这个层级。',
  'cases/level-not-above': '只能向上级吹哨或升级。',
  'cases/already-reported': '该案件已上报过。',
  'cases/not-reported': '没有这个案件。',
  'cases/not-open': '案件已办结、已并案或未予立案，不能再操作。',
  'cases/wrong-status': '案件当前状态不允许该操作。',
  'cases/reporter-missing': '只能回访上报人本人。',
  'cases/personal-twice': '同一人同一用途的个人信息只能有一份。',
  'cases/unmerge-itself': '案件不能拆出自己的上报。',
  'cases/not-merged': '该案件未并入其他案件。',
  'cases/from-the-future': '上报时间不能晚于现在。',
  'cases/suspended': '案件已挂账，恢复后方可操作。',
  'cases/not-suspended': '案件未挂账。',
  'cases/extension-under-way': '已有延期申请待审批。',
  'cases/no-extension': '没有待审批的延期申请。',
  'cases/own-request': '申请人不能审批自己的申请。',
  'cases/clock-not-running': '只有正在计时的时限可以延期。',
  'cases/unknown-clock': '没有这个时限。',
  'cases/unknown-stage': '没有这个处置阶段。',
  'cases/wrong-stage': '尚未轮到该处置阶段。',
  'cases/invalid-stages': '处置阶段须各有名称。',
  'cases/assignment-forced': '终审强派的工单不能退回。',
  'cases/not-closed': '案件尚未办结。',
  'cases/archived': '案件已归档，请重新上报。',
  'cases/basis-missing': '须写明依据。',
  'cases/post-vacant': '牵头岗位空缺，无人签收，请重新派遣。',
  'cases/nobody-called': '吹哨至少要召集一方。',
  'cases/not-called': '该单位未被召集，无需报到。',
  'cases/mediation-under-way': '调解尚未结束。',
  'cases/no-mediation': '没有正在进行的调解。',
  'cases/too-few-parties': '调解至少有两方当事人。',
  'cases/not-a-party': '协议中有非当事人。',
  'cases/agreement-missing': '达成协议须有记录。',
  'cases/unknown-report': '该案件没有这份上报。',
  'cases/call-back-not-wanted': '上报人未留联系方式，无需回访。',
  'cases/already-called-back': '已经回访过。',
  'cases/call-back-missing': '尚有上报人未回访，不能结案。',
  'cases/unsolved': '上报人反映未解决，须返工或写明原因。',
  'cases/merge-into-itself': '案件不能与自身合并。',
};

const reasons: Catalogue['reasons'] = {
  notConfirmed: '核实不属实',
  outsideScope: '不属受理范围',
  conditionNotMet: '未达立案条件',
  alreadyResolved: '问题已消除',
  unclear: '信息不清，无法核实',
  wrongTerritory: '属地不符',
  unclearOwnership: '权属不清',
  overlappingDuties: '职能交叉',
  notDone: '未处置',
  partlyDone: '处置不到位',
  notProven: '缺少处置凭证',
  reporterUnsatisfied: '上报人反映未解决',
  beyondPowers: '超出职权',
  unreasonableDemand: '诉求不合理',
  otherProcedure: '应循其他法定程序',
  withdrawn: '上报人撤回',
  season: '受季节限制',
  funding: '资金未到位',
  planned: '已列入计划',
  procedure: '等待法定程序',
  reporter: '等待上报人配合',
  forceMajeure: '不可抗力',
  complex: '情况复杂',
  dependent: '须待他方先行处理',
  material: '缺少材料',
  weather: '天气不允许',
  overdue: '已超期',
  serious: '情况重大',
  complaint: '有人投诉',
  ordered: '上级要求',
  unsolved: '问题未解决',
  recurred: '问题复发',
  wronglyClosed: '结案有误',
};

const tiers: Catalogue['tiers'] = {
  microDemand: '微诉求',
  smallDispute: '小矛盾',
  smallProblem: '小问题',
  bigMatter: '大事情',
};

const sources: Catalogue['sources'] = {
  resident: '居民',
  hotline: '热线',
  patrol: '巡查',
  device: '设备',
  superior: '上级',
};

const verifications: Catalogue['verifications'] = {
  onSite: '现场核实',
  byPhoto: '照片核实',
  byPhone: '电话核实',
  bySource: '来源直接立案',
};

const clocks: Catalogue['clocks'] = {
  intake: '立案',
  sign: '签收',
  handle: '处置',
  stage: '阶段',
  whole: '全案',
  callBack: '回访',
  reportIn: '报到',
};

const units: Catalogue['units'] = {
  minute: ['分钟', '分钟'],
  hour: ['小时', '小时'],
  day: ['日', '日'],
  workMinute: ['工作分钟', '工作分钟'],
  workHour: ['工作时', '工作时'],
  workDay: ['工作日', '工作日'],
};

const limit = ({ value, unit }: Budget) => `${value}${units[unit][0]}`;

const list = (kind: 'role' | 'party', ids: readonly string[], say: Say) =>
  ids.map((id) => say(kind, id)).join('、');

function post(assignment: Assignment, say: Say): string {
  const asked = `${say('role', assignment.role)}（${say('grid', assignment.grid)}）`;
  if (assignment.tenure === 'held') return asked;
  if (assignment.tenure === 'vacant') return `${asked}，此刻无人负责`;
  const why = assignment.for === 'vacancy' ? '岗位空缺' : '任职者不在岗';
  return `${asked}，${why}，由${say('grid', assignment.heldIn)}任职者代理`;
}

function escalation(data: EscalatedData, say: Say): string {
  const told = data.tell.length === 0 ? '' : `，告知${list('role', data.tell, say)}`;
  const clock = data.cause === 'clock' ? clocks[data.clock] : '';
  if (data.effect === 'warn') return `${clock}时限预警${told}`;
  if (data.effect === 'supervise') return `${clock}超期，上级督办${told}`;
  const up =
    data.from === data.to ? `仍由${say('level', data.to)}负责` : `升级至${say('level', data.to)}`;
  const why = { clock: `${clock}时限已到`, whistle: '吹哨', order: '按指令' }[data.cause];
  return `${why}，${up}${told}`;
}

/** The words of a case in Chinese. */
export const chinese: Catalogue = {
  statuses,
  refusals,
  reasons,
  tiers,
  sources,
  verifications,
  clocks,
  units,
  levels: new Map([
    ['microGrid', '微网格'],
    ['grid', '网格'],
    ['community', '社区'],
    ['street', '街道'],
  ]),
  rows: {
    'cases/reported': ({ source, category, grid, photos }, say) =>
      `${sources[source]}上报：${say('category', category)}，` +
      `${grid === undefined ? '位置未定' : say('grid', grid)}` +
      `${photos.length === 0 ? '' : `，照片${photos.length}张`}`,
    'cases/filed': ({ verification }) => `立案（${verifications[verification]}）`,
    'cases/refused': ({ reason }) => `不予立案：${reasons[reason]}`,
    'cases/routed': ({ reason, lead, assist, tier, budgets }, say) =>
      `${reason.rule === null ? '无规则适用，兜底' : `按${reason.table}第${reason.rule + 1}条规则`}：` +
      `${tiers[tier]}，${say('role', lead)}牵头` +
      `${assist.length === 0 ? '' : `，${list('role', assist, say)}配合`}` +
      `${budgets.whole === undefined ? '' : `，限${limit(budgets.whole)}`}`,
    'cases/dispatched': ({ lead, assist, forced }, say) =>
      `${forced === undefined ? '派遣' : `终审强派（依据${forced.basis}）`}给${post(lead, say)}` +
      `${assist.length === 0 ? '' : `；配合：${assist.map((each) => post(each, say)).join('；')}`}`,
    'cases/signed': () => '签收',
    'cases/returned': ({ reason, basis }) => `退单：${reasons[reason]}（依据${basis}）`,
    'cases/handled': ({ done, stage }) =>
      `${stage === undefined ? '' : `${stage}：`}${done ? '处置完毕' : '处置中'}`,
    'cases/checked': (data) =>
      data.outcome === 'pass' ? '核查通过' : `核查返工：${reasons[data.reason]}`,
    'cases/called-back': ({ answer }) =>
      answer.reached
        ? `回访：${answer.solved ? '已解决' : '未解决'}，${answer.satisfied ? '满意' : '不满意'}`
        : '回访：未联系上',
    'cases/closed': ({ level, unsolved }, say) =>
      `结案，${say('level', level)}办结${unsolved === undefined ? '' : `（${reasons[unsolved]}）`}`,
    'cases/whistled': ({ to, lead, participants }, say) =>
      `吹哨至${say('level', to)}：${say('party', lead)}牵头，召集${list('party', participants, say)}`,
    'cases/reported-in': ({ participant }, say) => `${say('party', participant)}报到`,
    'cases/mediation-started': ({ parties, mediator, participants = [] }, say) =>
      `开始调解：当事人${parties.length}方，${say('party', mediator)}主持` +
      `${participants.length === 0 ? '' : `，${list('party', participants, say)}参加`}`,
    'cases/mediated': ({ outcome, form }) =>
      outcome === 'agreed'
        ? `调解达成${form === 'oral' ? '口头协议，由调解员记录' : '协议'}`
        : '调解未成',
    'cases/escalated': escalation,
    'cases/merged': ({ source, suggestion }) =>
      `并案：${sources[source]}的又一上报` +
      `${suggestion === undefined ? '' : `（相似度${Math.round(suggestion.score * 100)}%）`}`,
    'cases/unmerged': ({ report }, say) => `撤销并案：${say('case', report)}`,
    'cases/absorbed': (data, say) =>
      `并案：并入案件${say('case', data.case)}（上报${data.reporters.length}份）`,
    'cases/joined': ({ into }, say) => `并入案件${say('case', into)}`,
    'cases/separated': () => '撤销并案，单独办理',
    'cases/suspended': ({ reason, basis, clocks: stopped }) =>
      `挂账：${reasons[reason]}（依据${basis}），` +
      `${stopped.length === 0 ? '时限照常' : `${stopped.map((each) => clocks[each]).join('、')}时限暂停`}`,
    'cases/resumed': () => '恢复办理',
    'cases/extension-asked': ({ clock, stage, add, reason }) =>
      `申请${clocks[clock]}${stage === undefined ? '' : `（${stage}）`}时限延期${limit(add)}：${reasons[reason]}`,
    'cases/extension-decided': ({ granted }) => (granted ? '同意延期' : '不同意延期'),
    'cases/supervised': ({ level, reason }, say) =>
      `${say('level', level)}督办：${reasons[reason]}`,
    'cases/reopened': ({ reason }) => `重办：${reasons[reason]}`,
    'cases/archived': () => '归档',
  },
};

import { caseDeadlines, timeline } from '@civigrid/cases';
import {
  type MessageLanguage,
  tellBudget,
  tellLevel,
  tellReason,
  tellRefusal,
  tellRow,
  tellSource,
  tellStatus,
  tellTier,
} from '@civigrid/cases/messages';
import { caseId, gridCode, postId } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';
import {
  close,
  dispatch,
  done,
  downstairs,
  file,
  happy,
  Life,
  plainTime,
  report,
  resident,
  returned,
  route,
  type Step,
  sign,
  vacant,
  whistle,
} from './town.ts';

const eventful: readonly Step[] = [
  report,
  { type: 'merge', report: caseId('report-2'), source: 'hotline' },
  file,
  route,
  { type: 'dispatch', lead: vacant },
  dispatch,
  returned,
  dispatch,
  sign,
  whistle,
  { type: 'reportIn', participant: 'trafficPolice' },
  {
    type: 'startMediation',
    parties: [resident, downstairs],
    mediator: postId('mediator@LS.01'),
  },
  { type: 'recordMediation', outcome: 'failed' },
  { type: 'handle', done: false, stage: 'tow' },
  done,
  { type: 'check', outcome: 'rework', reason: 'notProven' },
  done,
  { type: 'check', outcome: 'pass' },
  happy,
];

function told(language: MessageLanguage): readonly string[] {
  const life = new Life();
  for (const step of eventful) life.do(step);
  for (const { name, at } of caseDeadlines(life.state, plainTime).deadlines)
    life.do({ type: 'timer', name, due: at }, at);
  life.do(close);
  const other = new Life();
  other.do({ ...report, grid: gridCode('LS.01') });
  other.do({ type: 'escalate', cause: 'order', tell: ['communityLeader'] });
  other.do({ type: 'refuse', reason: 'outsideScope' });
  return timeline([...life.events, ...other.events.slice(1)]).map((row) => tellRow(row, language));
}

describe('the history of a case', () => {
  test('in Chinese', () => {
    expect(told('zh-CN')).toEqual([
      '居民上报：lane.occupied，LS.01.02.07',
      '并案：热线的又一上报',
      '立案（照片核实）',
      '按routing第4条规则：小问题，gridLeader牵头，propertyManager、trafficPolice配合，限10小时',
      '派遣给gridLeader（LS.01.02），此刻无人负责',
      '派遣给gridLeader（LS.01.02）',
      '退单：属地不符（依据city-regulation-2020-12）',
      '派遣给gridLeader（LS.01.02）',
      '签收',
      '吹哨至社区：communitySecretary@LS.01牵头，召集cityManagement、trafficPolice',
      'trafficPolice报到',
      '开始调解：当事人2方，mediator@LS.01主持',
      '调解未成',
      'tow：处置中',
      '处置完毕',
      '核查返工：缺少处置凭证',
      '处置完毕',
      '核查通过',
      '回访：已解决，满意',
      '全案时限预警，告知holder',
      '全案时限已到，升级至街道，告知holder、levelLeader',
      '全案超期，上级督办，告知holder、levelLeader、upperLeader',
      '结案，街道办结',
      '按指令，升级至网格，告知communityLeader',
      '不予立案：不属受理范围',
    ]);
  });

  test('in English', () => {
    expect(told('en')).toEqual([
      'Reported by a resident: lane.occupied, LS.01.02.07',
      'Merged: another report by the hotline',
      'Filed, verified by photo',
      'Rule 4 of routing: small problem, gridLeader leads, propertyManager, trafficPolice assist, within 10 hours',
      'Dispatched to gridLeader of LS.01.02 (nobody answers now)',
      'Dispatched to gridLeader of LS.01.02',
      'Returned: not our territory (basis city-regulation-2020-12)',
      'Dispatched to gridLeader of LS.01.02',
      'Signed for',
      'Whistled up to the community: communitySecretary@LS.01 leads, called: cityManagement, trafficPolice',
      'trafficPolice reports in',
      'Mediation begins: 2 parties before mediator@LS.01',
      'The mediation fails',
      'tow: Being handled',
      'Handled',
      'To be done again: not shown to be done',
      'Handled',
      'Check passed',
      'Called back: solved, satisfied',
      'Warning: the time for the whole case is running out; told: holder',
      'The time for the whole case is over: up to the street; told: holder, levelLeader',
      'Watched from above: the time for the whole case is long over; told: holder, levelLeader, upperLeader',
      'Closed, settled in the street',
      'By order: up to the grid; told: communityLeader',
      'Not accepted: outside what is dealt with here',
    ]);
  });

  test('a town gives its own names to roles, cells and categories', () => {
    const life = new Life();
    life.do(report);
    const [row] = timeline(life.events);
    if (row === undefined) throw new Error('no row');
    const names = new Map([
      ['lane.occupied', '占用消防通道'],
      ['LS.01.02.07', '福石社区第二网格七号微网格'],
    ]);
    expect(tellRow(row, 'zh-CN', (_, id) => names.get(id))).toBe(
      '居民上报：占用消防通道，福石社区第二网格七号微网格',
    );
  });
});

test('statuses, refusals, reasons and limits have their words in both languages', () => {
  expect(tellStatus('signed', 'zh-CN')).toBe('处置中');
  expect(tellStatus('signed', 'en')).toBe('being handled');
  expect(tellRefusal('cases/not-open', 'zh-CN', { status: 'closed' })).toBe(
    '案件已办结、已并案或未予立案，不能再操作。（已结案）',
  );
  expect(tellRefusal('cases/not-open', 'en')).toBe('The case is closed or was not accepted.');
  expect(tellReason('overlappingDuties', 'zh-CN')).toBe('职能交叉');
  expect(tellReason('overlappingDuties', 'en')).toBe('duties overlap');
  expect(tellTier('microDemand', 'zh-CN')).toBe('微诉求');
  expect(tellSource('device', 'en')).toBe('a device');
  expect(tellLevel('microGrid', 'zh-CN')).toBe('微网格');
  expect(tellLevel('district', 'en')).toBe('district');
  expect(tellBudget({ value: 1, unit: 'workDay' }, 'en')).toBe('1 working day');
  expect(tellBudget({ value: 4, unit: 'workHour' }, 'zh-CN')).toBe('4 工作时');
});

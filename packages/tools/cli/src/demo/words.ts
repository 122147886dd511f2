import type { Language } from '../language.ts';
import type { Ending } from './counts.ts';

/** The sentences of the main job. */
export interface DemoWords {
  readonly opening: (file: string) => string;
  readonly resuming: (upTo: number, total: number) => string;
  readonly complete: (total: number) => string;
  readonly progress: string;
  readonly summary: string;
  readonly inputs: (total: number) => string;
  readonly endings: Readonly<Record<Ending, string>>;
  readonly behind: (count: number) => string;
  readonly incidents: (count: number) => string;
  readonly cases: (count: number, closed: number, open: number) => string;
  readonly limits: (onTime: number, late: number, open: number) => string;
  readonly leads: string;
  readonly settled: string;
  readonly escalated: (count: number) => string;
  readonly escalation: (row: EscalationRow) => string;
  readonly more: (count: number) => string;
  readonly letters: (count: number) => string;
  readonly stories: string;
  readonly fireLane: string;
  readonly smoke: string;
  readonly leak: string;
  readonly place: string;
  readonly rule: string;
  readonly assigned: (role: string, cell: string) => string;
  readonly standsIn: (role: string, cell: string, heldIn: string) => string;
  readonly vacant: (role: string) => string;
  readonly backstop: string;
  readonly history: string;
  readonly convention: string;
  readonly suggestions: (given: number, kept: number) => string;
  readonly clauses: (count: number) => string;
  readonly published: (day: string) => string;
  readonly refusedRows: string;
  readonly mendedCells: string;
  readonly badRule: (
    file: string,
    rule: number | undefined,
    column: string | undefined,
    code: string,
  ) => string;
  readonly otherDay: string;
  readonly unusable: (
    file: string,
    row: number,
    column: string | undefined,
    code: string,
  ) => string;
}

/** One case that went up. */
interface EscalationRow {
  readonly category: string;
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly told: string;
}

const zh: DemoWords = {
  opening: (file) => `打开 ${file}`,
  resuming: (upTo, total) => `接着上次继续：${total} 条输入中的前 ${upTo} 条已经办过，不会重复。`,
  complete: (total) => `上次已经全部办完（${total} 条输入）：本次接续，没有新增，也没有重复。`,
  progress: '重放一天',
  summary: '这一天',
  inputs: (total) => `输入 ${total} 条，每条只有一个去向：`,
  endings: {
    case: '立为案件',
    merged: '并入同一案件',
    reading: '设备读数',
    heartbeat: '设备心跳',
    alarm: '报警变化',
    duplicate: '重复报文或重复上报',
    letter: '未能受理（已封存留因）',
  },
  behind: (count) =>
    `其中 ${count} 条报文的时间比收到早一刻钟以上（迟到，或设备时钟倒拨），按其自报时间保留`,
  incidents: (count) => `警情 ${count} 起`,
  cases: (count, closed, open) => `案件 ${count} 件：结案 ${closed} 件，在办 ${open} 件`,
  limits: (onTime, late, open) => `按期结案 ${onTime} 件，超期 ${late} 件，其中仍在办 ${open} 件`,
  leads: '由谁牵头',
  settled: '在哪一级办结',
  escalated: (count) => `升级 ${count} 次`,
  escalation: ({ category, place, from, to, told }) =>
    `${category} · ${place}：${from} → ${to}，告知${told}`,
  more: (count) => `……另有 ${count} 次`,
  letters: (count) => `未能受理 ${count} 条，按原因：`,
  stories: '三件事',
  fireLane: '一、小车堵住消防通道',
  smoke: '二、深夜烟感报警',
  leak: '三、楼上漏水，邻里调解',
  place: '位置',
  rule: '为什么派给他',
  assigned: (role, cell) => `派给${role}，${cell}`,
  standsIn: (role, cell, heldIn) => `${cell}的${role}暂缺，由${heldIn}代理`,
  vacant: (role) => `${role}无人任职`,
  backstop: '没有规则命中，由兜底岗位接办。',
  history: '经过',
  convention: '公约：从话题到表决',
  suggestions: (given, kept) => `意见建议 ${given} 条，采纳 ${kept} 条`,
  clauses: (count) => `公约 ${count} 条`,
  published: (day) => `自 ${day} 起公示`,
  refusedRows: '没有读懂的行（其余照常办理）：',
  mendedCells: '地图中有误、已修补或未采用的网格（其余照常使用）：',
  badRule: (file, rule, column, code) =>
    [
      file,
      rule === undefined ? '' : ` 第 ${rule + 1} 条规则`,
      column === undefined ? '' : `，列 ${column}`,
      `：${code}`,
    ].join(''),
  otherDay: '这个文件里是另外一天：换一个 --file，或用 --fresh 重新开始。',
  unusable: (file, row, column, code) =>
    `${file} 第 ${row} 行${column === undefined ? '' : `，列 ${column}`}：${code}`,
};

const en: DemoWords = {
  opening: (file) => `Opening ${file}`,
  resuming: (upTo, total) =>
    `Resuming: the first ${upTo} of ${total} inputs were done before; nothing is done twice.`,
  complete: (total) =>
    `Resuming: all ${total} inputs were done before. Nothing is new and nothing is doubled.`,
  progress: 'Replaying the day',
  summary: 'The day',
  inputs: (total) => `${total} inputs, each with exactly one ending:`,
  endings: {
    case: 'opened a case',
    merged: 'joined a case about the same matter',
    reading: 'readings of devices',
    heartbeat: 'heartbeats of devices',
    alarm: 'changes of alarms',
    duplicate: 'messages that came twice',
    letter: 'refused, kept sealed with the reason',
  },
  behind: (count) =>
    `${count} messages told of a time more than a quarter of an hour before they came (late, or a clock set back); each is kept under its own time`,
  incidents: (count) => `${count} incidents`,
  cases: (count, closed, open) => `${count} cases: ${closed} closed, ${open} open`,
  limits: (onTime, late, open) =>
    `closed within the limit ${onTime}, overdue ${late}, of these still open ${open}`,
  leads: 'Who leads',
  settled: 'Where they were settled',
  escalated: (count) => `Escalated ${count} times`,
  escalation: ({ category, place, from, to, told }) =>
    `${category} · ${place}: ${from} → ${to}, told: ${told}`,
  more: (count) => `… and ${count} more`,
  letters: (count) => `${count} refused, by reason:`,
  stories: 'Three matters',
  fireLane: '1. A car on the fire lane',
  smoke: '2. A smoke alarm at night',
  leak: '3. A leak between neighbours, mediated',
  place: 'Place',
  rule: 'Why it went there',
  assigned: (role, cell) => `given to the ${role}, ${cell}`,
  standsIn: (role, cell, heldIn) =>
    `the post of ${role} of ${cell} is vacant; ${heldIn} acts for it`,
  vacant: (role) => `nobody holds the post of ${role}`,
  backstop: 'No rule matched: the backstop takes it.',
  history: 'What happened',
  convention: 'A convention, from the topic to the vote',
  suggestions: (given, kept) => `${given} suggestions, ${kept} kept`,
  clauses: (count) => `${count} clauses`,
  published: (day) => `on the notice board from ${day}`,
  refusedRows: 'Rows that could not be read (the rest went on):',
  mendedCells: 'Cells of the map that were mended or left out (the rest is used):',
  badRule: (file, rule, column, code) =>
    [
      file,
      rule === undefined ? '' : `, rule ${rule + 1}`,
      column === undefined ? '' : `, column ${column}`,
      `: ${code}`,
    ].join(''),
  otherDay: 'This file holds another day: take another --file, or begin anew with --fresh.',
  unusable: (file, row, column, code) =>
    `${file}, row ${row}${column === undefined ? '' : `, column ${column}`}: ${code}`,
};

const catalogue: Readonly<Record<Language, DemoWords>> = { zh, en };

/** The sentences in a language. */
export function demoWords(language: Language): DemoWords {
  return catalogue[language];
}

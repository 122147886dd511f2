import type { FoundType } from '@civigrid/devices/mapping';
import type { Language } from '../language.ts';

/** The sentences of `civigrid try-mapping`. */
export interface TryMappingWords {
  readonly meant: (mapping: string) => string;
  readonly notMeant: (mapping: string) => string;
  readonly noMapping: string;
  readonly tests: Readonly<Record<'protocol' | 'topic' | 'equals' | 'has', string>>;
  readonly wanted: (wanted: string, found: string) => string;
  readonly event: (at: string, element: string | undefined) => string;
  readonly notAsked: string;
  readonly noEvent: string;
  readonly property: (property: string) => string;
  readonly nothing: string;
  readonly constant: string;
  readonly types: Readonly<Record<FoundType, string>>;
  readonly key: string;
  readonly issues: string;
  readonly levels: Readonly<Record<'info' | 'warning' | 'error', string>>;
  readonly unread: string;
  readonly unknown: string;
  readonly line: (file: string, line: number) => string;
  readonly unreadable: string;
}

const zh: TryMappingWords = {
  meant: (mapping) => `映射“${mapping}”适用于该消息`,
  notMeant: (mapping) => `没有适用的映射，最接近的是“${mapping}”`,
  noMapping: '文件中没有映射',
  tests: { protocol: '协议', topic: '主题', equals: '等于', has: '存在' },
  wanted: (wanted, found) => `应为 ${wanted}，实为 ${found}`,
  event: (at, element) =>
    `事件${at === '' ? '' : ` ${at}`}${element === undefined ? '' : `（元素 ${element}）`}`,
  notAsked: '条件不满足，不产生事件',
  noEvent: '不产生事件',
  property: (property) => `观测值 ${property}`,
  nothing: '无',
  constant: '固定值',
  types: {
    missing: '缺失',
    text: '文本',
    number: '数字',
    truth: '真假',
    null: '空',
    list: '列表',
    object: '对象',
  },
  key: '消息键',
  issues: '问题',
  levels: { info: '提示', warning: '警告', error: '错误' },
  unread: '没有用到的字段',
  unknown: '映射语言中没有的词（不起作用）',
  line: (file, line) => `${file} 第 ${line} 行`,
  unreadable: '文件读不出来。',
};

const en: TryMappingWords = {
  meant: (mapping) => `The mapping “${mapping}” is meant for this message`,
  notMeant: (mapping) => `No mapping is meant for this message; the nearest is “${mapping}”`,
  noMapping: 'There is no mapping in the file',
  tests: { protocol: 'protocol', topic: 'topic', equals: 'equals', has: 'has' },
  wanted: (wanted, found) => `${wanted} wanted, ${found} found`,
  event: (at, element) =>
    `Event${at === '' ? '' : ` ${at}`}${element === undefined ? '' : ` (element ${element})`}`,
  notAsked: 'a condition does not hold, no event is meant',
  noEvent: 'no event',
  property: (property) => `observation ${property}`,
  nothing: 'nothing',
  constant: 'constant',
  types: {
    missing: 'missing',
    text: 'text',
    number: 'number',
    truth: 'true or false',
    null: 'null',
    list: 'list',
    object: 'object',
  },
  key: 'message key',
  issues: 'Issues',
  levels: { info: 'info', warning: 'warning', error: 'error' },
  unread: 'Members that nothing read',
  unknown: 'Words that the language does not know (they do nothing)',
  line: (file, line) => `${file}, line ${line}`,
  unreadable: 'The file cannot be read.',
};

/** The words of a language. */
export const tryMappingWords: Readonly<Record<Language, TryMappingWords>> = { zh, en };

import type { DeviceEvent, DeviceIssueCode } from '@civigrid/devices';
import type {
  DispatchTest,
  FieldTrace,
  Lookup,
  MappingTrace,
  TracedEvent,
} from '@civigrid/devices/mapping';
import { issueMessages, kindName, phaseNames, severityNames } from '@civigrid/devices/messages';
import type { GuardIssueCode } from '@civigrid/guard';
import { guardMessage } from '@civigrid/guard/messages';
import type { Language } from '../language.ts';
import { tryMappingWords } from './try-mapping-words.ts';

const tag = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en');

/** What people read for a code of an issue of a message. */
export function issueText(code: string, language: Language): string {
  if (code.startsWith('guard/'))
    return guardMessage({ code: code as GuardIssueCode }, tag(language));
  return issueMessages[code as DeviceIssueCode]?.[tag(language)] ?? code;
}

/** Controls would move the cursor of whoever reads. */
const plain = (text: string) =>
  text.replace(/\p{Cc}/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

const shown = (value: unknown) => plain(JSON.stringify(value));

function lookText({ pointer, type, value }: Lookup, language: Language): string {
  const { types } = tryMappingWords[language];
  const what =
    value === undefined || value === null ? types[type] : `${shown(value)} ${types[type]}`;
  return `${plain(pointer)} ${what}`;
}

function testLine(
  { test, holds, wanted, found, looked }: DispatchTest,
  language: Language,
): string {
  const words = tryMappingWords[language];
  const sign = holds ? '✓' : '✗';
  const place = looked === undefined ? '' : ` ${plain(looked.pointer)}`;
  const actual =
    looked === undefined
      ? found === undefined
        ? words.nothing
        : shown(found)
      : looked.value === undefined
        ? words.types[looked.type]
        : shown(looked.value);
  const told = wanted === undefined ? actual : words.wanted(shown(wanted), actual);
  return `  ${sign} ${words.tests[test]}${place}: ${told}`;
}

/** `20` of `/time` is no instant that people read. */
function becameText({ field, became, failed }: FieldTrace, language: Language): string {
  const words = tryMappingWords[language];
  if (failed !== undefined) return `✗ ${issueText(failed, language)} (${failed})`;
  if (became === undefined) return words.nothing;
  if (became === null) return words.noEvent;
  if (/\/time$/.test(field) && typeof became === 'number') return new Date(became).toISOString();
  return shown(became);
}

/** Columns of East Asian text are two wide. */
const width = (text: string) =>
  [...text].reduce(
    (sum, c) =>
      sum + (/[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(c) ? 2 : 1),
    0,
  );

/** Rows with their columns under one another. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1].map((i) =>
    Math.min(60, Math.max(0, ...rows.map((row) => width(row[i] ?? '')))),
  );
  return rows.map((row) =>
    `  ${row.map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - width(cell)))).join('  ')}`.trimEnd(),
  );
}

function fieldRow(field: FieldTrace, language: Language): readonly string[] {
  const words = tryMappingWords[language];
  const { property } = field;
  const name = property === undefined ? '' : ` ${words.property(plain(property))}`;
  const from =
    field.looked.length === 0
      ? words.constant
      : field.looked.map((one) => lookText(one, language)).join(', ');
  return [`${field.field}${name}`, from, `→ ${becameText(field, language)}`];
}

function eventText(
  { kind, phase, severity, device, messageKey }: DeviceEvent,
  language: Language,
): string {
  const { key } = tryMappingWords[language];
  const names = [
    kindName(kind, tag(language)),
    phaseNames[phase][tag(language)],
    severityNames[severity][tag(language)],
  ];
  return `  = ${plain(device)}: ${kind} ${phase} (${names.join(', ')}), ${key} ${shown(messageKey)}`;
}

function eventLines(
  { at, element, when, fields, event }: TracedEvent,
  language: Language,
): readonly string[] {
  const words = tryMappingWords[language];
  const failed = when.filter(({ holds }) => !holds);
  const head = words.event(at, element === undefined ? undefined : plain(element));
  if (failed.length > 0)
    return [`${head}: ${words.notAsked}`, ...failed.map((test) => testLine(test, language))];
  return [
    head,
    ...table(fields.map((field) => fieldRow(field, language))),
    event === undefined ? `  = ${words.noEvent}` : eventText(event, language),
  ];
}

/** A trace as people read it. */
export function traceLines(trace: MappingTrace, language: Language): readonly string[] {
  const words = tryMappingWords[language];
  const { mapping, matched, dispatch, events, issues, unread } = trace;
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
  return [
    matched ? words.meant(mapping) : words.notMeant(mapping),
    ...dispatch.map((test) => testLine(test, language)),
    ...events.flatMap((event) => ['', ...eventLines(event, language)]),
    ...list(
      words.issues,
      issues.map(({ level, code, path, byte }) => {
        const place = path ?? (byte === undefined ? '' : `@${byte}`);
        return `${words.levels[level]} ${plain(place)}: ${issueText(code, language)} (${code})`;
      }),
    ),
    ...list(words.unread, unread.map(plain)),
  ];
}

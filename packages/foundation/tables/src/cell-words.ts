import { findZone, isInstant, zonedTime } from '@civigrid/calendar';
import { type Cell, isInputRef, type RangeCell, type WeekTimeCell } from './cell.ts';
import type { CellVerdict } from './rule-verdict.ts';

/** How columns and their values are called in a town (列与值的叫法). */
export interface ColumnWords {
  /** What a column is called. */
  readonly column?: (name: string) => string;
  /** What one of its values is called. */
  readonly value?: (column: string, value: string | number | boolean) => string;
}

/** What the words depend on. */
interface Speech {
  readonly language: 'zh-CN' | 'en';
  readonly words?: ColumnWords;
}

type Verdict = Pick<CellVerdict, 'column' | 'type' | 'cell' | 'value' | 'fate'>;

const weekdays = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

/** A condition in words, with the value that satisfied it: `类别属于 noise（noise.night）`. */
export function cellText(verdict: Verdict, zone: string, speech: Speech): string {
  const zh = speech.language === 'zh-CN';
  const asked = `${nameOf(verdict.column, speech)}${zh ? '' : ' '}${conditionText(verdict, speech)}`;
  if (verdict.fate !== 'met') return asked;
  const value = valueText(verdict, zone, speech);
  return zh ? `${asked}（${value}）` : `${asked} (${value})`;
}

/** The value that a condition met, in words. */
export function valueText(verdict: Verdict, zone: string, speech: Speech): string {
  const { column, type, value, fate } = verdict;
  const zh = speech.language === 'zh-CN';
  if (fate === 'missing') return zh ? '空' : 'nothing';
  if (value === undefined) return zh ? '不能识别的值' : 'a value of another type';
  if (type === 'weekTime' && fate !== 'wrongType') return instantText(Number(value), zone, speech);
  const said = speech.words?.value?.(column, value) ?? String(value);
  if (fate === 'wrongType') return zh ? `类型不符的 ${said}` : `${said}, of another type`;
  return said;
}

/** What a column is called. */
export function nameOf(column: string, { words, language }: Speech): string {
  const said = words?.column?.(column);
  if (said !== undefined) return said;
  return language === 'zh-CN' ? `“${column}”` : column;
}

function conditionText({ column, cell }: Verdict, speech: Speech): string {
  const zh = speech.language === 'zh-CN';
  const item = (value: unknown) => itemText(column, value, speech);
  const list = (values: readonly unknown[]) => values.map(item).join(zh ? '、' : ', ');
  const part = (inner: Cell) => conditionText({ column, cell: inner } as Verdict, speech).trim();
  if ('within' in cell) return zh ? `属于 ${list(cell.within)}` : `lies in ${list(cell.within)}`;
  if ('is' in cell) return zh ? `是 ${list(cell.is)}` : `is ${list(cell.is)}`;
  if ('any' in cell) return cell.any.map(part).join(zh ? '，或' : ', or ');
  if ('not' in cell) {
    if ('length' in cell.not) return zh ? `不是 ${list(cell.not)}` : `is not ${list(cell.not)}`;
    return zh ? `不满足（${part(cell.not)}）` : `fails that it ${part(cell.not)}`;
  }
  if ('between' in cell) return windowText(cell, speech);
  return rangeText(cell as RangeCell<unknown>, item, zh);
}

function itemText(column: string, value: unknown, speech: Speech): string {
  if (isInputRef(value)) return nameOf(value.input.join('.'), speech);
  const plain = value as string | number | boolean;
  return speech.words?.value?.(column, plain) ?? String(plain);
}

function rangeText(
  { gte, gt, lte, lt }: RangeCell<unknown>,
  item: (value: unknown) => string,
  zh: boolean,
): string {
  const bounds = [
    ...(gte === undefined ? [] : [`≥ ${item(gte)}`]),
    ...(gt === undefined ? [] : [`> ${item(gt)}`]),
    ...(lte === undefined ? [] : [`≤ ${item(lte)}`]),
    ...(lt === undefined ? [] : [`< ${item(lt)}`]),
  ];
  if (bounds.length === 0) return zh ? '有值' : 'has a value';
  return zh ? ` ${bounds.join(' 且 ')}` : `is ${bounds.join(' and ')}`;
}

function windowText({ between: [from, to], days }: WeekTimeCell, { language }: Speech): string {
  const names = days?.map((day) => weekdays[language][day - 1] ?? '');
  if (language === 'zh-CN') return `在${names ? names.join('、') : '每日'} ${from}–${to} 之间`;
  return `lies in ${from}–${to}${names ? ` on ${names.join(', ')}` : ''}`;
}

function instantText(at: number, zone: string, { language }: Speech): string {
  const where = findZone(zone);
  const whole = Math.floor(at);
  if (!where || !isInstant(whole)) return String(at);
  const { date, minute, weekday } = zonedTime(whole, where);
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  return `${date} ${weekdays[language][weekday - 1] ?? ''} ${clock}`;
}

import { dateOf } from '@civigrid/calendar';
import type { Names } from '../catalogue.ts';
import type { MessageLanguage } from '../messages.ts';
import type { HotSpot } from './find-hot-spots.ts';
import type { HotSpotErrorCode } from './hot-spot-error.ts';
import type { PlaceRowIssueCode } from './place-row.ts';
import type { Recurrence } from './recurrences.ts';

const hour = 3_600_000;
const day = 24 * hour;

const faults: Readonly<
  Record<MessageLanguage, Readonly<Record<HotSpotErrorCode | PlaceRowIssueCode, string>>>
> = {
  'zh-CN': {
    'cases/invalid-hot-spot-policy': '热点规则有误。',
    'cases/invalid-recurrence-policy': '反复发生规则有误。',
    'cases/invalid-row': '此行有误，未计入。',
    'cases/repeated-row': '同一案件重复出现，只计一次。',
  },
  en: {
    'cases/invalid-hot-spot-policy': 'The rules for hot spots cannot be meant.',
    'cases/invalid-recurrence-policy': 'The rules for recurrences cannot be meant.',
    'cases/invalid-row': 'The row cannot be read and was left out.',
    'cases/repeated-row': 'The case occurs twice and was counted once.',
  },
};

/** A probability with two digits that count. */
const chance = (p: number) => (p < 1e-300 ? '< 1e-300' : String(Number(p.toPrecision(2))));

/** Tells a hot spot with its reasons: counted, expected, how likely by chance. */
export function tellHotSpot(spot: HotSpot, language: MessageLanguage, names?: Names): string {
  const { observed, expected, p, area, cells } = spot;
  const grid = names?.('grid', spot.grid) ?? spot.grid;
  const category = names?.('category', spot.category) ?? spot.category;
  const usual = String(Number(expected.toFixed(1)));
  const around = cells.length - 1;
  if (language === 'zh-CN') {
    const where = area === 'cell' ? grid : `${grid}及相邻${around}个网格`;
    return `热点：${where}，${category}${observed}件，按以往约${usual}件，偶然出现的概率${chance(p)}`;
  }
  const where =
    area === 'cell' ? grid : `${grid} and ${around} ${around === 1 ? 'cell' : 'cells'} around it`;
  return `Hot spot: ${where}, ${category}: ${observed} cases where ${usual} were to be expected, by chance with a probability of ${chance(p)}`;
}

/**
 * Tells what came again, how often, and when it may come next: as an estimate. The day is that of a local time ahead of
 * UTC by `offsetMs`, Beijing's eight hours if left out.
 */
export function tellRecurrence(
  recurrence: Recurrence,
  language: MessageLanguage,
  names?: Names,
  offsetMs: number = 8 * hour,
): string {
  const { count, unsettled, medianIntervalMs, next } = recurrence;
  const grid = names?.('grid', recurrence.grid) ?? recurrence.grid;
  const category = names?.('category', recurrence.category) ?? recurrence.category;
  const days = String(Number((medianIntervalMs / day).toFixed(1)));
  const date = next === undefined ? '' : dateOf(Math.floor((next.at + offsetMs) / day));
  if (language === 'zh-CN') {
    const open = unsettled === 0 ? '' : `，其中${unsettled}次未解决即结案`;
    const then =
      next === undefined ? '' : `；估计下次约在${date}（仅据此前${next.intervals}次间隔推算）`;
    return `反复发生：${grid}，${category}共${count}次${open}，间隔中位数${days}天${then}`;
  }
  const open = unsettled === 0 ? '' : `, ${unsettled} of them closed without a solution`;
  const then =
    next === undefined
      ? ''
      : `; the next one, estimated from ${next.intervals} intervals alone, about ${date}`;
  return `Again and again: ${grid}, ${category}: ${count} times${open}, every ${days} days by the median${then}`;
}

/** Tells why a search was refused, or what was wrong with a row. */
export function tellPlaceFault(
  code: HotSpotErrorCode | PlaceRowIssueCode,
  language: MessageLanguage,
): string {
  return faults[language][code];
}

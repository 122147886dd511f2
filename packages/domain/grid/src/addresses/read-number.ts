import type { AddressLevel } from './address-token.ts';
import { chineseNumber, isNumeral } from './chinese-number.ts';
import { isAlphanumeric } from './clean-text.ts';

/** A number in an address, and what it counts. */
export interface AddressNumber {
  /** As its groups between hyphens: 3-2-501. */
  readonly groups: readonly string[];
  /** Where each group ends; the last one behind what it counts. */
  readonly ends: readonly number[];
  /** What is counted; undefined where nothing is said. */
  readonly level?: AddressLevel;
  /** Whether a Chinese number of this kind stands only where a number stood before: 三房 can be a name as well. */
  readonly wavers: boolean;
}

/** Longest first; those that waver may also be part of a name. */
const units: readonly (readonly [string, AddressLevel, 'firm' | 'wavers'])[] = [
  ['号楼', 'building', 'firm'],
  ['号院', 'door', 'firm'],
  ['号房', 'room', 'firm'],
  ['号室', 'room', 'firm'],
  ['单元', 'unit', 'firm'],
  ['#楼', 'building', 'firm'],
  ['房间', 'room', 'wavers'],
  ['号', 'door', 'firm'],
  ['栋', 'building', 'firm'],
  ['幢', 'building', 'firm'],
  ['座', 'building', 'wavers'],
  ['#', 'building', 'firm'],
  ['梯', 'unit', 'wavers'],
  ['门', 'unit', 'wavers'],
  ['层', 'floor', 'wavers'],
  ['楼', 'floor', 'wavers'],
  ['室', 'room', 'wavers'],
  ['房', 'room', 'wavers'],
  ['户', 'room', 'wavers'],
  ['弄', 'lane', 'wavers'],
  ['巷', 'lane', 'wavers'],
];

const stems = '甲乙丙丁戊';

function unitAt(text: string, at: number) {
  return units.find(([unit]) => text.startsWith(unit, at));
}

function counted(groups: readonly string[], ends: readonly number[], text: string): AddressNumber {
  const end = ends[ends.length - 1] ?? 0;
  const unit = unitAt(text, end);
  if (!unit) return { groups, ends, wavers: true };
  const behind = [...ends.slice(0, -1), end + unit[0].length];
  return { groups, ends: behind, level: unit[1], wavers: unit[2] === 'wavers' };
}

/** 03 and 3 are one number. */
const written = (group: string): string => group.replace(/^0+(?=\d)/, '');

/** Where letters and digits end that began at a place. */
function endOf(text: string, from: number): number {
  let end = from;
  while (isAlphanumeric(text.charAt(end))) end++;
  return end;
}

function arabicAt(text: string, from: number): AddressNumber | undefined {
  const stem = stems.includes(text.charAt(from)) ? text.charAt(from) : '';
  let at = from + stem.length;
  if (stem !== '' && !/^[0-9]$/.test(text.charAt(at))) return undefined;
  const groups: string[] = [];
  const ends: number[] = [];
  while (endOf(text, at) > at) {
    const end = endOf(text, at);
    groups.push(written(text.slice(at, end)));
    ends.push(end);
    at = text.charAt(end) === '-' ? end + 1 : end;
    if (at === end) break;
  }
  const last = groups.length - 1;
  // A word of several letters is a name: SOHO2号楼.
  if (last < 0 || /^[A-Z]{2}/.test(groups[0] ?? '')) return undefined;
  groups[0] = stem + groups[0];
  const end = ends[last] as number;
  if (stems.includes(text.charAt(end)) && text.charAt(end) !== '' && unitAt(text, end + 1)) {
    groups[last] += text.charAt(end);
    ends[last] = end + 1;
  }
  const found = counted(groups, ends, text);
  // Letters that count nothing are a name.
  return found.level === undefined && !groups.some((group) => /\d/.test(group)) ? undefined : found;
}

function chineseAt(text: string, from: number): AddressNumber | undefined {
  let end = from;
  while (isNumeral(text.charAt(end) || undefined)) end++;
  const number = end > from ? chineseNumber(text.slice(from, end)) : undefined;
  const found = number === undefined ? undefined : counted([written(number)], [end], text);
  return found?.level === undefined ? undefined : found;
}

/** Reads the number that begins at a place of a clean text: 3幢, 三号楼, 12甲号, A座, 第三单元, 3-2-501. */
export function numberAt(text: string, at: number): AddressNumber | undefined {
  const from = text.charAt(at) === '第' ? at + 1 : at;
  const arabic = arabicAt(text, from);
  if (arabic)
    return from > at && arabic.level === undefined ? undefined : { ...arabic, wavers: false };
  return chineseAt(text, from);
}

import { type AddressLevel, orderOf } from './address-token.ts';

/** How a name ends, how that is written in one form, and what it then is. */
interface Ending {
  readonly text: string;
  readonly written: string;
  readonly level: AddressLevel;
}

const ending = (level: AddressLevel, written: string, ...texts: string[]): readonly Ending[] =>
  [written, ...texts].map((text) => ({ text, written, level }));

/** Longest first. */
const endings: readonly Ending[] = [
  ...ending('province', '省'),
  ...ending('province', '自治区'),
  ...ending('city', '市'),
  ...ending('city', '自治州'),
  ...ending('city', '地区'),
  ...ending('district', '区'),
  ...ending('district', '县'),
  ...ending('township', '街道', '街道办', '街道办事处'),
  ...ending('township', '镇'),
  ...ending('township', '乡'),
  ...ending('community', '社区', '社区居委会', '社区居民委员会', '居委会', '居民委员会'),
  ...ending('community', '村', '村委会', '村民委员会', '村村委会', '村村民委员会'),
  ...['路', '街', '大道', '大街', '胡同', '巷', '弄'].flatMap((text) => ending('lane', text)),
  ...['小区', '园区', '校区', '厂区', '景区'].flatMap((text) => ending('place', text)),
].sort((a, b) => b.text.length - a.text.length);

/** The ending that a text has at a place. */
export function endingAt(text: string, at: number): Ending | undefined {
  return endings.find((found) => text.startsWith(found.text, at));
}

/** One name out of several that are written together. */
export interface NamePart {
  readonly level: AddressLevel;
  readonly text: string;
  /** Where it begins and ends in the names. */
  readonly from: number;
  readonly to: number;
}

/** The level of an ending below what has been named: the second 市 of an address is a county. Undefined if it cannot lie there. */
function levelBelow({ text, level }: Ending, named: number): AddressLevel | undefined {
  if (text === '市' && named === orderOf('city')) return 'district';
  return level === 'lane' || level === 'place' || orderOf(level) > named ? level : undefined;
}

/** Whether a name goes on behind an ending: 新村 in 新村路, 景德镇 in 景德镇市, 临洮街 in 临洮街街道. */
function goesOn(names: string, level: AddressLevel, end: number): boolean {
  const following = endingAt(names, end);
  if (!following) return false;
  // No name begins with 街道 or 社区, as one does with 市 or 镇: 新市区 in 新市区街道.
  if (following.level === 'lane' || following.text.length > 1) return true;
  // 金华市市民路: what follows a city may begin with 市.
  if (level === 'city' && following.text === '市') return false;
  return orderOf(following.level) <= orderOf(level);
}

/**
 * Parts names that are written together: 三江街道东莱社区宾虹路. `named` is how far down the address has come; a lane
 * before the last 街道 or 社区 belongs to its name (铁路东村街道).
 */
export function splitName(names: string, named: number): readonly NamePart[] {
  const firm = Math.max(names.lastIndexOf('街道'), names.lastIndexOf('社区'));
  const parts: NamePart[] = [];
  let from = 0;
  let reached = named;
  for (let i = 1; i < names.length; i++) {
    const found = i > from ? endingAt(names, i) : undefined;
    const level = found && levelBelow(found, reached);
    // 津市市, 沙市区: no city has a name of one character.
    if (!found || !level || (found.text === '市' && i - from === 1)) continue;
    const to = i + found.text.length;
    if ((level === 'lane' && i < firm) || goesOn(names, level, to)) continue;
    parts.push({ level, text: names.slice(from, i) + found.written, from, to });
    reached = Math.max(reached, orderOf(level));
    from = to;
    i = to - 1;
  }
  if (from < names.length)
    parts.push({ level: 'place', text: names.slice(from), from, to: names.length });
  return parts;
}

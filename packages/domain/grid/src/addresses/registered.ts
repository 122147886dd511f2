import type { GridCode } from '@civigrid/kernel';
import { type AddressLevel, type AddressToken, isDivision } from './address-token.ts';

/** An address that is known to lie in a cell. */
export interface AddressEntry {
  readonly address: string;
  readonly cell: GridCode;
  /** The code of the building (楼栋编码), where it has one. */
  readonly building?: string;
}

/** What parts of an address say that stand before those which are compared. */
export type Said = ReadonlyMap<AddressLevel, string>;

/** An entry from one of its parts on. */
export interface Registered {
  readonly entry: AddressEntry;
  /** The parts before. */
  readonly said: Said;
}

/**
 * What is compared: names letter by letter, for whether 水乡花园 is one name or two may depend on what stands before;
 * a number as a whole, for 12号 is not 1号.
 */
export function elementsOf({ level, text, isName }: AddressToken): readonly string[] {
  return isName ? Array.from(text) : [`${level} ${text}`];
}

/** One form of all parts: equal addresses have equal ones. */
export function canonical(tokens: readonly AddressToken[]): string {
  return tokens.flatMap(elementsOf).join('\n');
}

/** What the parts before an index say, each level in one text. */
export function saidBefore(tokens: readonly AddressToken[], index: number): Said {
  const said = new Map<AddressLevel, string>();
  for (const { level, text } of tokens.slice(0, index)) {
    const before = said.get(level);
    said.set(level, before === undefined ? text : `${before}\n${text}`);
  }
  return said;
}

/**
 * Where an address may begin when people leave out what is above: at a name behind nothing but divisions (宾虹路12号),
 * and at the name of a courtyard or estate (阳光花园3幢).
 */
export function beginnings(tokens: readonly AddressToken[]): readonly number[] {
  const firm = tokens.findIndex((token) => !isDivision(token));
  const divisions = firm < 0 ? tokens.length : firm;
  return tokens.flatMap(({ isName, level }, i) =>
    isName && (i <= divisions || level === 'place') ? [i] : [],
  );
}

/** Those beginnings under which an address is registered: from its lowest division down. */
export function registeredBeginnings(tokens: readonly AddressToken[]): readonly number[] {
  const all = beginnings(tokens);
  const lowest = all.filter((i) => isDivision(tokens[i] as AddressToken)).pop();
  return all.filter((i) => !isDivision(tokens[i] as AddressToken) || i === lowest);
}

/**
 * How many names two addresses share; -1 where they contradict each other: they say different things of one level. 义乌市
 * is a city where nothing stands before and a county behind 金华市, so a name that the other has at any level is shared.
 */
export function agreement(one: Said, other: Said): number {
  const [ours, theirs] = [new Set(one.values()), new Set(other.values())];
  let shared = 0;
  for (const [level, text] of one) {
    const beside = other.get(level);
    if (beside === text || (isNamed(level) && theirs.has(text))) shared++;
    else if (beside !== undefined && !ours.has(beside)) return -1;
  }
  return shared;
}

const isNamed = (level: AddressLevel): boolean => level === 'city' || level === 'district';

import { type AddressToken, orderOf } from './address-token.ts';
import { chineseNumber, isNumeral, isPositional } from './chinese-number.ts';
import { cleanText, pause } from './clean-text.ts';
import { type AddressNumber, numberAt } from './read-number.ts';
import { endingAt, splitName } from './split-name.ts';
import { spreadNumber } from './spread-number.ts';

/** A name that is being read: its characters, and where each ends in the text. */
interface Name {
  text: string;
  ends: number[];
}

/** The second road of a name, 中山三路 or 中山3路, in one writing. */
function numberInName(text: string, at: number): { written: string; end: number } | undefined {
  let end = at;
  while (isNumeral(text.charAt(end) || undefined)) end++;
  const numeral = text.slice(at, end);
  if (numeral === '' || !isPositional(numeral) || endingAt(text, end)?.level !== 'lane')
    return undefined;
  const written = chineseNumber(numeral);
  return written === undefined ? undefined : { written, end };
}

/** 3楼2单元: what looked like a floor is a building; a floor above a room says nothing new. */
function withoutFloors(tokens: readonly AddressToken[]): readonly AddressToken[] {
  const hasBuilding = tokens.some(({ level }) => level === 'building');
  return tokens.flatMap((token, i) => {
    const next = tokens[i + 1]?.level;
    if (token.level !== 'floor' || next === undefined) return [token];
    if (next === 'unit' && !hasBuilding) return [{ ...token, level: 'building' as const }];
    return next === 'room' ? [] : [token];
  });
}

/** Reads an address part by part, from large to small. The same place in another writing has the same parts. */
export function readAddress(address: string): readonly AddressToken[] {
  const { characters, places } = cleanText(address);
  const text = characters.join('');
  const tokens: AddressToken[] = [];
  const name: Name = { text: '', ends: [] };
  let named = -1;
  let numbered = 0;
  const placeOf = (end: number): number => (places[end - 1] ?? -1) + 1;
  const add = (written: string, end: number) => {
    name.text += written;
    for (let i = 0; i < written.length; i++) name.ends.push(placeOf(end));
  };
  const closeName = () => {
    for (const { level, text: written, to } of splitName(name.text, named)) {
      tokens.push({ level, text: written, isName: true, end: name.ends[to - 1] as number });
      named = Math.max(named, orderOf(level));
    }
    name.text = '';
    name.ends = [];
  };
  const isBehindLane = (): boolean => {
    const parts = splitName(name.text, named);
    return (parts[parts.length - 1] ?? tokens[tokens.length - 1])?.level === 'lane';
  };
  const stands = ({ level, wavers, ends }: AddressNumber): boolean => {
    if (level !== undefined) return !wavers || numbered > 0 || (level === 'lane' && isBehindLane());
    // A bare number within a name is part of it, but behind a lane it is the door: 宾虹路12阳光花园.
    const end = ends[ends.length - 1] ?? 0;
    const isLast = end === text.length || text.charAt(end) === pause || text.charAt(end) === '-';
    if (endingAt(text, end)?.level === 'lane') return false;
    return isLast || numberAt(text, end) !== undefined || isBehindLane();
  };
  const addNumber = (number: AddressNumber) => {
    closeName();
    const last = tokens[tokens.length - 1];
    for (const token of spreadNumber(number, { last, numbered }, placeOf)) {
      tokens.push(token);
      if (token.level !== 'lane') numbered = Math.max(numbered, orderOf(token.level));
      named = Math.max(named, orderOf('lane'));
    }
    return number.ends[number.ends.length - 1] as number;
  };
  const addName = (at: number, number: AddressNumber | undefined) => {
    const inName = numberInName(text, at);
    const end = inName?.end ?? endOfName(text, at, number);
    add(inName?.written ?? text.slice(at, end), end);
    return end;
  };
  for (let i = 0; i < text.length; ) {
    const character = text.charAt(i);
    if (character === pause || character === '-') {
      closeName();
      i++;
    } else {
      const number = numberAt(text, i);
      i = number && stands(number) ? addNumber(number) : addName(i, number);
    }
  }
  closeName();
  return withoutFloors(tokens);
}

/** A number within a name is not read again from its middle, nor is a word of letters. */
function endOfName(text: string, at: number, number: AddressNumber | undefined): number {
  if (number && number.level === undefined) return number.ends[number.ends.length - 1] ?? at + 1;
  let end = at + 1;
  if (/[A-Z]/.test(text.charAt(at))) while (/[A-Z]/.test(text.charAt(end))) end++;
  return end;
}

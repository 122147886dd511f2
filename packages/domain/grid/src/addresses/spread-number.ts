import { type AddressLevel, type AddressToken, orderOf } from './address-token.ts';
import type { AddressNumber } from './read-number.ts';

/** What stands before a number. */
export interface Before {
  readonly last: AddressToken | undefined;
  /** How far down numbers have come: 0, or the order of door, building, unit, floor or room. */
  readonly numbered: number;
}

/** A number that counts nothing said: 宾虹路12, 阳光花园3, 3幢501. */
function bareLevel(text: string, { last, numbered }: Before): AddressLevel {
  if (numbered >= orderOf('building')) return 'room';
  if (numbered > 0) return text.length >= 3 ? 'room' : 'building';
  return last?.level === 'place' ? 'building' : 'door';
}

/** The levels of numbers between hyphens: 3-2-501 is a building, a unit and a room. */
function spread(count: number, numbered: number): readonly AddressLevel[] {
  if (numbered >= orderOf('unit')) return ['room'];
  if (numbered >= orderOf('building')) return count === 2 ? ['unit', 'room'] : ['room'];
  if (count === 2) return ['building', 'room'];
  if (count === 3) return ['building', 'unit', 'room'];
  return count === 4 && numbered === 0 ? ['door', 'building', 'unit', 'room'] : ['room'];
}

function levelsOf({ groups, level }: AddressNumber, before: Before): readonly AddressLevel[] {
  const count = groups.length;
  const { last, numbered } = before;
  if (count === 1) return [level ?? bareLevel(groups[0] ?? '', before)];
  const isDoor = count === 2 && numbered === 0 && last?.level === 'lane';
  if (level === undefined) return isDoor ? ['door'] : spread(count, numbered);
  if (level === 'building' && isDoor) return ['door', 'building'];
  if (level === 'room' || (level === 'door' && (count > 2 || numbered > 0)))
    return spread(count, numbered);
  return level === 'unit' && count === 2 && numbered < orderOf('building')
    ? ['building', 'unit']
    : [level];
}

/** The parts of an address that a number makes: one, or one for each group between hyphens. */
export function spreadNumber(
  number: AddressNumber,
  before: Before,
  placeOf: (end: number) => number,
): readonly AddressToken[] {
  const { groups, ends } = number;
  const levels = levelsOf(number, before);
  const end = ends[ends.length - 1] ?? 0;
  return levels.length === 1
    ? [
        {
          level: levels[0] as AddressLevel,
          text: groups.join('-'),
          isName: false,
          end: placeOf(end),
        },
      ]
    : levels.map((level, i) => ({
        level,
        text: groups[i] as string,
        isName: false,
        end: placeOf(ends[i] as number),
      }));
}

/** The parts of an address from large to small, after GB/T 39609 (division, lane and courtyard, door and building, unit and room). */
const addressLevels = [
  'province',
  'city',
  'district',
  'township',
  'community',
  'lane',
  'door',
  'place',
  'building',
  'unit',
  'floor',
  'room',
] as const;

/** What a part of an address is. */
export type AddressLevel = (typeof addressLevels)[number];

/** One part of an address: a name (宾虹路), or a number with what it counts (3幢). */
export interface AddressToken {
  readonly level: AddressLevel;
  /** In its one form: the name, or the number without what it counts. */
  readonly text: string;
  readonly isName: boolean;
  /** Where it ends in the text as it was given. */
  readonly end: number;
}

const orders: ReadonlyMap<AddressLevel, number> = new Map(
  addressLevels.map((level, order) => [level, order]),
);

/** How far down a level lies; 0 is the largest. */
export function orderOf(level: AddressLevel): number {
  return orders.get(level) ?? 0;
}

/** Whether a part is an administrative division (行政区划). */
export function isDivision({ level, isName }: AddressToken): boolean {
  return isName && orderOf(level) <= orderOf('community');
}

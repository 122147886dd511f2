import { checkOwners, type OwnersRegister } from '../electorate/register.ts';

/**
 * An owners' register laid flat: the units of one owner side by side, owners of a single unit first. Made once for a
 * register and kept.
 */
export interface OwnersIndex {
  /** Of the whole register, in 0.01 m². */
  readonly area: number;
  readonly owners: number;
  /** So many owners have one unit; they come first. */
  readonly singles: number;
  /** Row of the register, by place. */
  readonly rowAt: Int32Array;
  /** Place, by row of the register. */
  readonly placeOf: Int32Array;
  /** Area by place. */
  readonly areas: Float64Array;
  /** Owner by place: from 0, in the order of the places. */
  readonly ownerAt: Int32Array;
  /** Where an owner's places begin; one more than there are owners. */
  readonly starts: Int32Array;
  /** The row of a unit, or undefined. */
  row(unit: string): number | undefined;
}

/** Lays a register flat. Refuses with `conventions/invalid-register` one that nothing can be counted on. */
export function ownersIndex(register: OwnersRegister): OwnersIndex {
  checkOwners(register);
  const { units } = register;
  const rows = new Map(units.map(({ unit }, row) => [unit, row]));
  const numbers = new Map<string, number>();
  const ownerOf = new Int32Array(units.length);
  const sizes: number[] = [];
  let area = 0;
  for (let row = 0; row < units.length; row++) {
    const { owner, area: own } = units[row] as OwnersRegister['units'][number];
    let number = numbers.get(owner);
    if (number === undefined) {
      number = sizes.push(0) - 1;
      numbers.set(owner, number);
    }
    sizes[number] = (sizes[number] as number) + 1;
    ownerOf[row] = number;
    area += own;
  }
  const owners = sizes.length;
  const isSingle = (number: number) => sizes[number] === 1;
  const singles = sizes.filter((size) => size === 1).length;
  const starts = new Int32Array(owners + 1);
  // The new number of each owner: singles first, otherwise in order of appearance.
  const renumbered = new Int32Array(owners);
  for (let number = 0, single = 0, several = singles; number < owners; number++) {
    const own = isSingle(number) ? single++ : several++;
    renumbered[number] = own;
    starts[own + 1] = sizes[number] as number;
  }
  for (let owner = 0; owner < owners; owner++)
    starts[owner + 1] = (starts[owner + 1] as number) + (starts[owner] as number);
  const next = starts.slice();
  const rowAt = new Int32Array(units.length);
  const placeOf = new Int32Array(units.length);
  const areas = new Float64Array(units.length);
  const ownerAt = new Int32Array(units.length);
  for (let row = 0; row < units.length; row++) {
    const owner = renumbered[ownerOf[row] as number] as number;
    const place = next[owner] as number;
    next[owner] = place + 1;
    rowAt[place] = row;
    placeOf[row] = place;
    ownerAt[place] = owner;
    areas[place] = (units[row] as OwnersRegister['units'][number]).area;
  }
  return {
    area,
    owners,
    singles,
    rowAt,
    placeOf,
    areas,
    ownerAt,
    starts,
    row: (unit) => rows.get(unit),
  };
}

/** The posts of a role in a cell, as a range of numbers: `ends[group]` follows the last. */
export interface PostIndex {
  /** The group of a role and a cell, or -1. */
  groupOf(role: number, cell: number): number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

function slotOf(role: number, cell: number, mask: number): number {
  const mixed = Math.imul(role + 1, 0x9e3779b1) ^ Math.imul(cell + 1, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & mask;
}

/** So many places for roles and cells are looked up directly; more would be mostly empty and out of the caches. */
const mostPlaces = 1 << 20;

/** Indexes posts that stand in order of role and cell, without any text being built for a question. */
export function postIndex(roles: Int32Array, cells: Int32Array, cellCount: number): PostIndex {
  const starts: number[] = [];
  for (let i = 0; i < roles.length; i++)
    if (i === 0 || roles[i] !== roles[i - 1] || cells[i] !== cells[i - 1]) starts.push(i);
  // in order of role: the last has the highest
  const places = ((roles.at(-1) ?? -1) + 1) * cellCount;
  const make = places <= mostPlaces ? directly : hashed;
  return {
    starts: Int32Array.from(starts),
    ends: Int32Array.from([...starts.slice(1), roles.length]),
    groupOf: make(starts, roles, cells, cellCount),
  };
}

/** A place for every role in every cell. */
function directly(
  starts: readonly number[],
  roles: Int32Array,
  cells: Int32Array,
  cellCount: number,
): PostIndex['groupOf'] {
  const groups = new Int32Array(((roles.at(-1) ?? -1) + 1) * cellCount).fill(-1);
  for (const [group, start] of starts.entries())
    groups[(roles[start] as number) * cellCount + (cells[start] as number)] = group;
  return (role, cell) => (cell < 0 ? -1 : (groups[role * cellCount + cell] ?? -1));
}

/** An open-addressed table. */
function hashed(
  starts: readonly number[],
  roles: Int32Array,
  cells: Int32Array,
): PostIndex['groupOf'] {
  let size = 8;
  while (size < 2 * starts.length) size *= 2;
  const mask = size - 1;
  const table = new Int32Array(3 * size).fill(-1);
  for (const [group, start] of starts.entries()) {
    const [role, cell] = [roles[start] as number, cells[start] as number];
    let slot = slotOf(role, cell, mask);
    while (table[3 * slot + 2] !== -1) slot = (slot + 1) & mask;
    table.set([role, cell, group], 3 * slot);
  }
  return (role, cell) => {
    let slot = slotOf(role, cell, mask);
    for (;;) {
      const group = table[3 * slot + 2] as number;
      if (group === -1 || (table[3 * slot] === role && table[3 * slot + 1] === cell)) return group;
      slot = (slot + 1) & mask;
    }
  };
}

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

/** Indexes posts that stand in order of role and cell: an open-addressed table, which no text has to be built for. */
export function postIndex(roles: Int32Array, cells: Int32Array): PostIndex {
  const starts: number[] = [];
  for (let i = 0; i < roles.length; i++)
    if (i === 0 || roles[i] !== roles[i - 1] || cells[i] !== cells[i - 1]) starts.push(i);
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
  return {
    starts: Int32Array.from(starts),
    ends: Int32Array.from([...starts.slice(1), roles.length]),
    groupOf(role, cell) {
      let slot = slotOf(role, cell, mask);
      for (;;) {
        const group = table[3 * slot + 2] as number;
        if (group === -1 || (table[3 * slot] === role && table[3 * slot + 1] === cell))
          return group;
        slot = (slot + 1) & mask;
      }
    },
  };
}

import type { Area } from './area.ts';

/** Tells whether a group stays connected without one of its atoms, and counts what the telling took. */
export interface Connection {
  holdsWithout(groupOf: Int32Array, atom: number): boolean;
  visited: number;
}

/** Searches from one neighbour within the group until all others are found. */
export function connection({ graph: { start, to } }: Area): Connection {
  const size = start.length - 1;
  const seen = new Int32Array(size);
  const wanted = new Int32Array(size);
  const queue = new Int32Array(size);
  let round = 0;
  const self: Connection = {
    visited: 0,
    holdsWithout: (groupOf, atom) => {
      const group = groupOf[atom];
      let missing = -1;
      let tail = 0;
      round++;
      for (let i = start[atom] as number; i < (start[atom + 1] as number); i++) {
        const u = to[i] as number;
        if (groupOf[u] !== group) continue;
        wanted[u] = round;
        queue[0] = u;
        tail = 1;
        missing++;
      }
      if (missing <= 0) return missing === 0;
      seen[atom] = round;
      seen[queue[0] as number] = round;
      for (let head = 0; head < tail; head++) {
        const v = queue[head] as number;
        for (let i = start[v] as number; i < (start[v + 1] as number); i++) {
          const u = to[i] as number;
          if (groupOf[u] !== group || seen[u] === round) continue;
          seen[u] = round;
          if (wanted[u] === round && --missing === 0) {
            self.visited += tail;
            return true;
          }
          queue[tail++] = u;
        }
      }
      self.visited += tail;
      return false;
    },
  };
  return self;
}

import { type BitSet, both, either, isEmpty, sameSet, without } from './bit-set.ts';
import { type Cause, gapCause } from './cause.ts';
import type { CellTree } from './cell-tree.ts';
import type { Frame } from './frame.ts';
import type { Memory } from './memory.ts';
import type { Station } from './station.ts';

/** Who is reached in a role from a cell: at its own station, or above. Cells without a station share their parent's. */
export interface Reach {
  /** The cell of the nearest station; -1 where there is none. */
  readonly cell: number;
  readonly station: Station | undefined;
  readonly above: Reach | undefined;
  /** Exactly one answers. */
  readonly clear: BitSet;
  /** Of these: at the station itself. */
  readonly own: BitSet;
  /** Exactly one answers at every hour. */
  readonly whole: boolean;
  /** Why not, in the other hours; no hour is in two of them. */
  readonly lacks: ReadonlyMap<Cause, BitSet>;
}

/** Nobody is reached, because there is no post of the role. */
export function noReach(frame: Frame, memory: Memory, role: number): Reach {
  return {
    cell: -1,
    station: undefined,
    above: undefined,
    clear: frame.never,
    own: frame.never,
    whole: false,
    lacks: new Map([[gapCause(memory.causes, 'noPost', memory.roles[role]), frame.always]]),
  };
}

function reachAt(
  frame: Frame,
  memory: Memory,
  at: { readonly role: number; readonly cell: number; readonly station: Station },
  above: Reach,
): Reach {
  const { cell, station } = at;
  const passes = frame.fallback === 'anyAbove' && above.cell >= 0;
  const open = without(frame.always, station.answered);
  const lacks = new Map<Cause, BitSet>(station.conflicts);
  let clear = station.clear;
  let nobody = open;
  if (passes) {
    clear = either(clear, both(open, above.clear));
    nobody = without(nobody, above.clear);
    for (const [cause, hours] of above.lacks) {
      if (cause.kind === 'gap') continue;
      const found = both(open, hours);
      nobody = without(nobody, found);
      if (isEmpty(found)) continue;
      const known = lacks.get(cause);
      lacks.set(cause, known ? either(known, found) : found);
    }
  }
  const role = memory.roles[at.role];
  const lack = (why: 'vacantPost' | 'offDuty' | 'onLeave', hours: BitSet): void => {
    const found = both(nobody, hours);
    if (!isEmpty(found)) lacks.set(gapCause(memory.causes, why, role), found);
  };
  lack('vacantPost', station.vacant);
  lack('offDuty', station.offDuty);
  lack('onLeave', station.away);
  return {
    cell,
    station,
    above,
    clear,
    own: station.clear,
    whole: lacks.size === 0,
    lacks,
  };
}

function sameReach(one: Reach, other: Reach): boolean {
  return (
    one.cell === other.cell &&
    sameSet(one.clear, other.clear) &&
    sameSet(one.own, other.own) &&
    one.lacks.size === other.lacks.size &&
    [...one.lacks].every(([cause, hours]) => {
      const known = other.lacks.get(cause);
      return known !== undefined && sameSet(hours, known);
    })
  );
}

/** The posts of one role, by number of the cell. */
interface RoleStations {
  readonly role: number;
  readonly stations: readonly (Station | undefined)[];
  /** The reach of cells that have no station at or above them. */
  readonly nowhere: Reach;
}

/** The reach of one role from every cell, by number; what is as it was before stays the same object. */
export function reachesOf(
  frame: Frame,
  memory: Memory,
  cells: CellTree,
  { role, stations, nowhere }: RoleStations,
  before: readonly (Reach | undefined)[] | undefined,
): readonly (Reach | undefined)[] {
  const found: (Reach | undefined)[] = [];
  for (const cell of cells.downwards) {
    const parent = cells.parents[cell] as number;
    const above = parent < 0 ? nowhere : (found[parent] as Reach);
    const station = stations[cell];
    if (!station) {
      found[cell] = frame.fallback === 'none' ? nowhere : above;
      continue;
    }
    const known = before?.[cell];
    if (known?.cell === cell && known.station === station && known.above === above)
      found[cell] = known;
    else {
      const fresh = reachAt(frame, memory, { role, cell, station }, above);
      found[cell] = known && sameReach(known, fresh) ? known : fresh;
    }
  }
  return found;
}

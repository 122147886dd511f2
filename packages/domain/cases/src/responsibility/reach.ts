import { type BitSet, both, either, isEmpty, sameSet, without } from './bit-set.ts';
import { type Cause, gapCause } from './cause.ts';
import type { CellTree } from './cell-tree.ts';
import type { Frame } from './frame.ts';
import type { Memory } from './memory.ts';
import type { Station } from './station.ts';
import type { Stations } from './stations.ts';

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

/** The causes for which nobody is reached in a role. */
interface GapCauses {
  readonly vacant: Cause;
  readonly offDuty: Cause;
  readonly away: Cause;
}

const noLacks: ReadonlyMap<Cause, BitSet> = new Map();

function reachAt(
  frame: Frame,
  causes: GapCauses,
  at: { readonly cell: number; readonly station: Station },
  above: Reach,
): Reach {
  const { cell, station } = at;
  const { open } = station;
  const passes = frame.fallback === 'anyAbove' && above.cell >= 0;
  const self = { cell, station, above, own: station.clear };
  if (station.conflicts.size === 0 && (isEmpty(open) || (passes && above.whole)))
    return { ...self, clear: frame.always, whole: true, lacks: noLacks };
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
  const lack = (cause: Cause, hours: BitSet): void => {
    const found = both(nobody, hours);
    if (!isEmpty(found)) lacks.set(cause, found);
  };
  lack(causes.vacant, station.vacant);
  lack(causes.offDuty, station.offDuty);
  lack(causes.away, station.away);
  return { ...self, clear, whole: lacks.size === 0, lacks };
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

/** What is known of one role, by number of the cell. */
export interface RoleView {
  readonly stations: Stations;
  /** The reach of cells that have no station at or above them. */
  readonly nowhere: Reach;
  readonly reaches: readonly (Reach | undefined)[];
}

/** Whether nothing changed from which a cell's reach follows; told by identity, without a look into any of it. */
function settled(
  before: { readonly cells: CellTree; readonly view: RoleView },
  cells: CellTree,
  cell: number,
  stations: Stations,
  found: readonly (Reach | undefined)[],
): boolean {
  const { view } = before;
  const parent = cells.parents[cell] as number;
  return (
    view.reaches[cell] !== undefined &&
    before.cells.parents[cell] === parent &&
    stations[cell] === view.stations[cell] &&
    (parent < 0 || found[parent] === view.reaches[parent])
  );
}

/** The reach of one role from every cell; what is as it was before stays the same object. */
export function reachesOf(
  frame: Frame,
  memory: Memory,
  cells: CellTree,
  at: { readonly role: number; readonly stations: Stations; readonly nowhere: Reach },
  before: { readonly cells: CellTree; readonly view: RoleView } | undefined,
): readonly (Reach | undefined)[] {
  const { stations, nowhere } = at;
  const role = memory.roles[at.role];
  const causes = {
    vacant: gapCause(memory.causes, 'vacantPost', role),
    offDuty: gapCause(memory.causes, 'offDuty', role),
    away: gapCause(memory.causes, 'onLeave', role),
  };
  const found: (Reach | undefined)[] = [];
  for (const cell of cells.living) found[cell] = undefined;
  for (const cell of cells.downwards) {
    const parent = cells.parents[cell] as number;
    const above = parent < 0 ? nowhere : (found[parent] as Reach);
    const station = stations[cell];
    if (before && settled(before, cells, cell, stations, found)) {
      found[cell] = before.view.reaches[cell];
      continue;
    }
    if (!station) {
      found[cell] = frame.fallback === 'none' ? nowhere : above;
      continue;
    }
    const known = before?.view.reaches[cell];
    const fresh = reachAt(frame, causes, { cell, station }, above);
    found[cell] = known && sameReach(known, fresh) ? known : fresh;
  }
  return found;
}

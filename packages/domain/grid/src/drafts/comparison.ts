import type { GridCode } from '@civigrid/kernel';
import { areaSquareMetres, type Datum, type Point } from '@civigrid/spatial';
import { followed, type Succession } from '../division/succession.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';

/** Something that lies in today's division: a household, a device, a post, an open case. The key means nothing here. */
export type PlacedThing =
  | { readonly key: string; readonly point: Point; readonly datum?: Datum }
  | { readonly key: string; readonly cell: GridCode };

/** A cell that comes or ceases. */
export interface CellArea {
  readonly code: GridCode;
  /** Left out where nothing is drawn. */
  readonly squareMetres?: number;
}

/** Something that would lie in another cell. */
export interface ThingMove {
  readonly key: string;
  /** Left out where it lies in nobody's cell today. */
  readonly from?: GridCode;
  /** None where it would lie in nobody's; several where only its cell is known, and that cell is cut. */
  readonly to: readonly GridCode[];
}

/** What a proposal would change (与现状比较). Codes come lowest first, things in their own order. */
export interface DivisionComparison {
  readonly ceased: readonly CellArea[];
  readonly came: readonly CellArea[];
  readonly transferred: readonly {
    readonly code: GridCode;
    readonly from?: GridCode;
    readonly to?: GridCode;
  }[];
  /** Cells that stay and become larger or smaller, by a square metre at least. */
  readonly resized: readonly {
    readonly code: GridCode;
    readonly fromSquareMetres: number;
    readonly toSquareMetres: number;
  }[];
  readonly moves: readonly ThingMove[];
  /** How many things move from which cell to which; of a thing that could go to several nothing is counted here. */
  readonly flows: readonly {
    readonly from?: GridCode;
    readonly to?: GridCode;
    readonly count: number;
  }[];
  /** Keys of things in a cell that today's division does not have. */
  readonly unknown: readonly string[];
  readonly totals: {
    readonly things: number;
    readonly stay: number;
    readonly move: number;
    /** Things of which only the cell is known, and that cell is cut. */
    readonly undecided: number;
    readonly unknown: number;
  };
}

/** Below this a difference of areas is that of a vertex on a common border. */
const sameSquareMetres = 1;

function areaOf(hierarchy: GridHierarchy, code: GridCode): number | undefined {
  const geometry = hierarchy.geometry(code);
  return geometry && areaSquareMetres(geometry);
}

function areas(hierarchy: GridHierarchy, codes: readonly GridCode[]): readonly CellArea[] {
  return codes.map((code) => {
    const squareMetres = areaOf(hierarchy, code);
    return { code, ...(squareMetres === undefined ? {} : { squareMetres }) };
  });
}

/** The touched cells that stay, with all above them. */
function staying(
  today: GridHierarchy,
  proposed: GridHierarchy,
  touched: Iterable<GridCode>,
): readonly GridCode[] {
  const found = new Set<GridCode>();
  for (const code of touched)
    for (const hierarchy of [today, proposed])
      for (const one of hierarchy.has(code) ? hierarchy.path(code) : [])
        if (today.has(one) && proposed.has(one)) found.add(one);
  return [...found].sort();
}

/** Where one thing lies today, and where it would. */
interface ThingWay {
  readonly from: GridCode | undefined;
  readonly to: readonly GridCode[];
}

/** Finds the way of a thing; undefined where today's division does not have its cell. */
function wayFinder(
  today: GridHierarchy,
  proposed: GridHierarchy,
  lineage: readonly (readonly Succession[])[],
): (thing: PlacedThing) => ThingWay | undefined {
  const successors = new Map<GridCode, readonly GridCode[]>();
  return (thing) => {
    if ('cell' in thing) {
      if (!today.has(thing.cell)) return undefined;
      const to = successors.get(thing.cell) ?? [...followed(new Set([thing.cell]), lineage)].sort();
      successors.set(thing.cell, to);
      return { from: thing.cell, to };
    }
    const options = thing.datum ? { datum: thing.datum } : {};
    const to = proposed.locate(thing.point, options)?.leaf;
    return {
      from: today.locate(thing.point, options)?.leaf,
      to: to === undefined ? [] : [to],
    };
  };
}

type Flow = DivisionComparison['flows'][number];

function flowsOf(moves: readonly ThingMove[]): readonly Flow[] {
  const flows = new Map<string, { -readonly [Key in keyof Flow]: Flow[Key] }>();
  for (const { from, to } of moves) {
    if (to.length > 1) continue;
    const [only] = to;
    const way = JSON.stringify([from ?? null, only ?? null]);
    const flow = flows.get(way) ?? {
      ...(from === undefined ? {} : { from }),
      ...(only === undefined ? {} : { to: only }),
      count: 0,
    };
    flow.count++;
    flows.set(way, flow);
  }
  return [...flows.values()];
}

function compareThings(
  wayOf: (thing: PlacedThing) => ThingWay | undefined,
  all: Iterable<PlacedThing>,
): Pick<DivisionComparison, 'moves' | 'flows' | 'unknown' | 'totals'> {
  const moves: ThingMove[] = [];
  const unknown: string[] = [];
  let things = 0;
  for (const thing of all) {
    things++;
    const way = wayOf(thing);
    if (way === undefined) unknown.push(thing.key);
    else if (way.to.length > 1 || way.to[0] !== way.from) {
      const { from, to } = way;
      moves.push({ key: thing.key, ...(from === undefined ? {} : { from }), to });
    }
  }
  const undecided = moves.filter(({ to }) => to.length > 1).length;
  const stay = things - moves.length - unknown.length;
  const totals = {
    things,
    stay,
    move: moves.length - undecided,
    undecided,
    unknown: unknown.length,
  };
  return { moves, flows: flowsOf(moves), unknown, totals };
}

/** Compares a proposal with today's division; `touched` are the codes that it retires or draws. */
export function compared(
  today: GridHierarchy,
  proposed: GridHierarchy,
  touched: ReadonlySet<GridCode>,
  lineage: readonly (readonly Succession[])[],
  things: Iterable<PlacedThing>,
): DivisionComparison {
  const codes = [...touched].sort();
  const stay = staying(today, proposed, codes);
  return {
    ceased: areas(
      today,
      codes.filter((code) => today.has(code) && !proposed.has(code)),
    ),
    came: areas(
      proposed,
      codes.filter((code) => proposed.has(code) && !today.has(code)),
    ),
    transferred: stay.flatMap((code) => {
      const [from, to] = [today.cell(code)?.parent, proposed.cell(code)?.parent];
      if (from === to) return [];
      return [{ code, ...(from ? { from } : {}), ...(to ? { to } : {}) }];
    }),
    resized: stay.flatMap((code) => {
      const [before = 0, after = 0] = [areaOf(today, code), areaOf(proposed, code)];
      if (Math.abs(after - before) < sameSquareMetres) return [];
      return [{ code, fromSquareMetres: before, toSquareMetres: after }];
    }),
    ...compareThings(wayFinder(today, proposed, lineage), things),
  };
}

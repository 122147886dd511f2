import { type Box, boxOf } from './box.ts';
import { loopsOf } from './loops.ts';
import type { Point } from './point.ts';
import { type Ring, type RingFault, readRing, wound } from './ring.ts';
import { type RingArena, singly } from './ring-arena.ts';

/** An area in quanta: parts (a cell and its exclaves), each a shell followed by its holes. */
export interface Shape {
  readonly parts: readonly (readonly Ring[])[];
  readonly box: Box;
}

/** One thing that was wrong with a geometry, and where: part, ring and position by number. */
export interface ShapeFault {
  readonly fault: RingFault | 'not-an-area';
  readonly path: readonly [part: number, ring: number, position: number];
  /** The place of the fault, where it can be told. */
  readonly at?: Point;
}

/** The usable part of a geometry, if there is one, and what was wrong. */
export interface ReadShape {
  readonly shape?: Shape;
  readonly faults: readonly ShapeFault[];
}

/** A shape of parts whose rings are in quanta already, and well wound. */
export function shapeOf(parts: readonly (readonly Ring[])[]): Shape {
  const [only] = parts;
  const shells =
    only && parts.length === 1
      ? only.slice(0, 1)
      : parts.flatMap(([shell]) => (shell ? [shell] : []));
  return { parts, box: boxOf(shells) };
}

/** The border of a shape by simple loops, each with the area on its left. */
export function bordersOf({ parts }: Shape): readonly Ring[] {
  return parts.flatMap((rings) => rings.flatMap((ring, index) => loopsOf(ring, index > 0)));
}

function pointOf(position: unknown): Point | undefined {
  if (!Array.isArray(position)) return undefined;
  const [lng, lat]: readonly unknown[] = position;
  return Number.isFinite(lng) && Number.isFinite(lat) ? [lng as number, lat as number] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Reads the rings of one part; what is left of them, shell first, or nothing where the shell is refused. */
function readPart(
  drawn: unknown,
  part: number,
  faults: ShapeFault[],
  arena: RingArena,
): readonly Ring[] {
  const rings = listOf(drawn);
  if (rings.length === 0) faults.push({ fault: 'not-a-ring', path: [part, 0, 0] });
  const kept: Ring[] = [];
  for (let index = 0; index < rings.length; index++) {
    const positions = rings[index];
    const read = readRing(positions, arena);
    for (const { fault, position } of read.faults) {
      const at = pointOf(listOf(positions)[position]);
      const told: ShapeFault = { fault, path: [part, index, position] };
      faults.push(at ? Object.assign(told, { at }) : told);
    }
    if (!read.ring && index === 0) return [];
    if (read.ring) kept.push(wound(read.ring, index > 0));
  }
  return kept;
}

function drawnParts(geometry: unknown): readonly unknown[] {
  const { type, coordinates } = (
    typeof geometry === 'object' && geometry !== null ? geometry : {}
  ) as { readonly type?: unknown; readonly coordinates?: unknown };
  if (type === 'Polygon') return [coordinates];
  return type === 'MultiPolygon' ? listOf(coordinates) : [];
}

/**
 * Reads a GeoJSON Polygon or MultiPolygon of any make: winds rings by their area, never by the file, drops what cannot
 * be used and says so. Never throws. A part whose shell is refused is dropped with its holes. Who reads many gives an
 * arena to keep their rings in.
 */
export function readShape(geometry: unknown, arena: RingArena = singly): ReadShape {
  const faults: ShapeFault[] = [];
  const parts: (readonly Ring[])[] = [];
  for (const [part, rings] of drawnParts(geometry).entries()) {
    const kept = readPart(rings, part, faults, arena);
    if (kept.length > 0) parts.push(kept);
  }
  if (parts.length === 0 && faults.length === 0)
    faults.push({ fault: 'not-an-area', path: [0, 0, 0] });
  if (parts.length === 0) return { faults };
  return { shape: shapeOf(parts), faults };
}

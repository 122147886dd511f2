import { type GridCode, gridCode, type JsonObject } from '@civigrid/kernel';
import type { AreaGeometry } from '@civigrid/spatial';
import type { Placement } from '../division/change.ts';
import type { EstablishedCell, NewCell } from '../division/sketch.ts';
import type { Cut } from '../division/split-cell.ts';
import { refuse } from './draft-error.ts';
import type { DraftStep } from './draft-step.ts';

/** An own property of anything. */
export function own(value: unknown, key: string): unknown {
  return Object.getOwnPropertyDescriptor(Object(value), key)?.value;
}

/** A list, or a refusal. */
export function listIn(value: unknown, key: string): readonly unknown[] {
  const list = own(value, key);
  if (Array.isArray(list)) return list;
  throw refuse('bad-draft', 'A list is missing in the draft.', { key });
}

/** A list, which may be left out. */
function optional(value: unknown, key: string): readonly unknown[] {
  return own(value, key) === undefined ? [] : listIn(value, key);
}

/** A code, or a refusal. */
function readCode(value: unknown): GridCode {
  if (typeof value === 'string' && value !== '') return gridCode(value);
  throw refuse('bad-draft', 'A code is missing in the draft.');
}

function readNewCell(value: unknown): NewCell {
  const code = readCode(own(value, 'code'));
  const properties = own(value, 'properties');
  if (properties === undefined) return { code };
  if (typeof properties === 'object' && properties !== null && !Array.isArray(properties))
    return { code, properties: properties as JsonObject };
  throw refuse('bad-draft', 'The properties of a new cell are no object.', { code });
}

function readPlacement(value: unknown): Placement {
  return { code: readCode(own(value, 'code')), parent: readCode(own(value, 'parent')) };
}

function readEstablished(value: unknown): EstablishedCell {
  const cell = { ...readNewCell(value), ...readPlacement(value) };
  const level = own(value, 'level');
  if (level === undefined) return cell;
  if (typeof level === 'string' || typeof level === 'number') return { ...cell, level };
  throw refuse('bad-draft', 'The level of a new cell is neither a word nor a number.', {
    code: cell.code,
  });
}

/** What is wrong with an area itself is told by the operation that reads it. */
function readArea(value: unknown): AreaGeometry {
  const type = own(value, 'type');
  if (type === 'Polygon' || type === 'MultiPolygon') return value as AreaGeometry;
  throw refuse('bad-draft', 'An area is missing in the draft.');
}

function readCut(value: unknown): Cut {
  // The positions of a line are read by the cut itself.
  if (Array.isArray(own(value, 'line')))
    return { line: listIn(value, 'line') as Extract<Cut, { readonly line: unknown }>['line'] };
  if (Array.isArray(own(value, 'pieces'))) return { pieces: listIn(value, 'pieces').map(readArea) };
  const groups = listIn(value, 'children').map((group) => listIn({ group }, 'group'));
  return { children: groups.map((group) => group.map(readCode)) };
}

interface BorderWords {
  readonly from?: unknown;
  readonly to?: unknown;
  readonly area?: unknown;
}

/** Reads a step that was saved; refuses with `grid/bad-draft` what is none. */
export function readStep(value: unknown): DraftStep {
  const type = own(value, 'type');
  switch (type) {
    case 'split': {
      const into = listIn(value, 'into').map(readNewCell);
      return { type, code: readCode(own(value, 'code')), cut: readCut(own(value, 'cut')), into };
    }
    case 'merge': {
      const codes = listIn(value, 'codes').map(readCode);
      return { type, codes, into: readNewCell(own(value, 'into')) };
    }
    case 'transfer':
      return {
        type,
        code: readCode(own(value, 'code')),
        parent: readCode(own(value, 'parent')),
      };
    case 'moveBorder': {
      const { from, to, area }: BorderWords = { ...Object(value) };
      return { type, from: readCode(from), to: readCode(to), area: readArea(area) };
    }
    case 'renumber':
      return {
        type,
        code: readCode(own(value, 'code')),
        into: readNewCell(own(value, 'into')),
      };
    case 'rearrange':
      return {
        type,
        moves: listIn(value, 'moves').map(readPlacement),
        establish: optional(value, 'establish').map(readEstablished),
        abolish: optional(value, 'abolish').map(readCode),
      };
    case 'establish': {
      const geometry = own(value, 'geometry');
      const cell = readEstablished(own(value, 'cell'));
      return { type, cell, geometry: geometry === null ? null : readArea(geometry) };
    }
    case 'abolish':
      return { type, code: readCode(own(value, 'code')) };
    default:
      throw refuse('bad-draft', 'A step of the draft is of no known type.');
  }
}

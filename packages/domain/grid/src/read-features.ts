import { type GridCode, gridCode, isDomainError, type JsonObject } from '@civigrid/kernel';
import { readShape } from '@civigrid/spatial';
import type { DrawnCell, GridLevel } from './cell.ts';
import type { GridIssue } from './issue.ts';

/** The names of the properties that hold a cell's code, its parent's code and its level. */
export interface PropertyNames {
  readonly code: string;
  readonly parent: string;
  readonly level: string;
}

/** What was read: cells of distinct codes in the order of the input, and what was wrong. */
export interface ReadFeatures {
  readonly cells: readonly DrawnCell[];
  readonly issues: readonly GridIssue[];
}

/** An own property, so that `__proto__` and `constructor` are ordinary names. */
function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

function codeOf(value: unknown): GridCode | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  try {
    return gridCode(text);
  } catch (error) {
    if (isDomainError(error, 'kernel/invalid-id')) return undefined;
    throw error;
  }
}

function levelOf(value: unknown): GridLevel | undefined {
  return typeof value === 'string' || Number.isFinite(value) ? (value as GridLevel) : undefined;
}

/** A parent that is there but no text stays a name that nobody bears: an orphan. */
function parentOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : (textOf(value) ?? '');
}

function readGeometry(geometry: unknown, code: GridCode, feature: number, issues: GridIssue[]) {
  if (geometry === undefined || geometry === null) return { refused: false };
  const { shape, faults } = readShape(geometry);
  for (const { fault, path, at } of faults)
    issues.push({
      code: 'invalid-ring',
      cell: code,
      fault,
      path: ['features', feature, 'geometry', 'coordinates', ...path],
      ...(at ? { at } : {}),
    });
  return { refused: !shape, ...(shape ? { shape } : {}) };
}

function readLevel(drawn: unknown, code: GridCode, path: GridIssue['path'], issues: GridIssue[]) {
  if (drawn === undefined || drawn === null) return {};
  const level = levelOf(drawn);
  if (level !== undefined) return { level };
  issues.push({ code: 'bad-level', cell: code, path });
  return {};
}

function readFeature(
  feature: unknown,
  index: number,
  names: PropertyNames,
  issues: GridIssue[],
): DrawnCell | undefined {
  const path = ['features', index];
  const properties = own(feature, 'properties');
  if (own(feature, 'type') !== 'Feature' || typeof properties !== 'object' || properties === null) {
    issues.push({ code: 'not-a-feature', path });
    return undefined;
  }
  const code = codeOf(own(properties, names.code));
  if (code === undefined) {
    issues.push({ code: 'no-code', path: [...path, 'properties', names.code] });
    return undefined;
  }
  const parent = parentOf(own(properties, names.parent));
  const name = own(properties, 'name');
  return {
    code,
    ...(parent === undefined ? {} : { parent }),
    ...readLevel(own(properties, names.level), code, [...path, 'properties', names.level], issues),
    ...(typeof name === 'string' ? { name } : {}),
    properties: properties as JsonObject,
    ...readGeometry(own(feature, 'geometry'), code, index, issues),
    feature: index,
  };
}

/** Reads a GeoJSON FeatureCollection of any make. Never throws. */
export function readFeatures(collection: unknown, names: PropertyNames): ReadFeatures {
  const features = own(collection, 'features');
  if (!Array.isArray(features))
    return { cells: [], issues: [{ code: 'not-a-collection', path: [] }] };
  const issues: GridIssue[] = [];
  const cells = new Map<string, DrawnCell>();
  for (let i = 0; i < features.length; i++) {
    const found: GridIssue[] = [];
    const cell = readFeature(features[i], i, names, found);
    if (cell && cells.has(cell.code))
      issues.push({ code: 'duplicate-code', cell: cell.code, path: ['features', i] });
    else issues.push(...found);
    if (cell && !cells.has(cell.code)) cells.set(cell.code, cell);
  }
  return { cells: [...cells.values()], issues };
}

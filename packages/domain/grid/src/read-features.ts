import { type GridCode, gridCode, isDomainError, type JsonObject } from '@civigrid/kernel';
import { type RingArena, readShape, ringArena, type Shape } from '@civigrid/spatial';
import { type CellKind, cellKinds, type DrawnCell, type GridLevel } from './cell.ts';
import type { GridIssue } from './issue.ts';
import type { LevelScheme } from './level-scheme.ts';

/** How features are read: the names of the properties that hold a cell's code, its parent's code and its level, and the levels. */
export interface Reading {
  readonly code: string;
  readonly parent: string;
  readonly level: string;
  readonly levels: LevelScheme;
}

/** What was read: cells of distinct codes in the order of the input, and what was wrong. */
export interface ReadFeatures {
  readonly cells: readonly DrawnCell[];
  readonly issues: readonly GridIssue[];
}

/** An own property, so that `__proto__` and `constructor` are ordinary names. */
export function own(value: unknown, key: string): unknown {
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

/** The name of the parent that a feature's properties hold. */
export function parentName(properties: JsonObject, { parent }: Reading): string | undefined {
  return parentOf(own(properties, parent));
}

function readGeometry(
  geometry: unknown,
  code: GridCode,
  feature: number,
  arena: RingArena,
  issues: GridIssue[],
): Shape | undefined {
  if (geometry === undefined || geometry === null) return undefined;
  const { shape, faults } = readShape(geometry, arena);
  for (const { fault, path, at } of faults) {
    const issue: GridIssue = {
      code: 'invalid-ring',
      cell: code,
      fault,
      path: ['features', feature, 'geometry', 'coordinates', ...path],
    };
    issues.push(at ? Object.assign(issue, { at }) : issue);
  }
  return shape;
}

function readLevel(
  drawn: unknown,
  code: GridCode,
  path: GridIssue['path'],
  issues: GridIssue[],
): GridLevel | undefined {
  if (drawn === undefined || drawn === null) return undefined;
  const level = levelOf(drawn);
  if (level === undefined) issues.push({ code: 'bad-level', cell: code, path });
  return level;
}

function readKind(
  drawn: unknown,
  code: GridCode,
  path: GridIssue['path'],
  issues: GridIssue[],
): CellKind {
  if (drawn === undefined || drawn === null) return 'base';
  const kind = cellKinds.find((known) => known === drawn);
  if (!kind) issues.push({ code: 'bad-kind', cell: code, path });
  return kind ?? 'base';
}

function readFeature(
  feature: unknown,
  index: number,
  reading: Reading,
  arena: RingArena,
  issues: GridIssue[],
): DrawnCell | undefined {
  const path = ['features', index];
  const properties = own(feature, 'properties');
  if (own(feature, 'type') !== 'Feature' || typeof properties !== 'object' || properties === null) {
    issues.push({ code: 'not-a-feature', path });
    return undefined;
  }
  const code = codeOf(own(properties, reading.code));
  if (code === undefined) {
    issues.push({ code: 'no-code', path: [...path, 'properties', reading.code] });
    return undefined;
  }
  const parent = parentOf(own(properties, reading.parent));
  const level = readLevel(
    own(properties, reading.level),
    code,
    [...path, 'properties', reading.level],
    issues,
  );
  const kind = readKind(own(properties, 'kind'), code, [...path, 'properties', 'kind'], issues);
  // a chat group is nowhere, whatever was drawn for it
  const drawn = kind === 'virtual' ? undefined : own(feature, 'geometry');
  const shape = readGeometry(drawn, code, index, arena, issues);
  return {
    code,
    parent,
    level,
    kind,
    isWithin: reading.levels.some((rule) => rule.level === level && rule.form === 'within'),
    properties: properties as JsonObject,
    shape,
    refused: drawn !== undefined && drawn !== null && !shape,
    feature: index,
  };
}

/** Reads a GeoJSON FeatureCollection of any make. Never throws. */
export function readFeatures(collection: unknown, reading: Reading): ReadFeatures {
  const features = own(collection, 'features');
  if (!Array.isArray(features))
    return { cells: [], issues: [{ code: 'not-a-collection', path: [] }] };
  const issues: GridIssue[] = [];
  const cells = new Map<string, DrawnCell>();
  const arena = ringArena();
  for (let i = 0; i < features.length; i++) {
    const found: GridIssue[] = [];
    const cell = readFeature(features[i], i, reading, arena, found);
    if (cell && cells.has(cell.code))
      issues.push({ code: 'duplicate-code', cell: cell.code, path: ['features', i] });
    else for (const issue of found) issues.push(issue);
    if (cell && !cells.has(cell.code)) cells.set(cell.code, cell);
  }
  return { cells: [...cells.values()], issues };
}

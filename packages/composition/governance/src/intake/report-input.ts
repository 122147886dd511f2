import type { CaseSource } from '@civigrid/cases';
import { type GridCode, isWellFormed, type JsonObject } from '@civigrid/kernel';

/** A photo as it comes in. */
export interface PhotoInput {
  /** The media type, such as `image/jpeg`. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Who reports, and how they can be reached; sealed before it is stored. */
export interface ReporterInput {
  readonly name?: string;
  readonly phone?: string;
}

/** What somebody reports (上报). Words, exact place and reporter are sealed; the record keeps the grid. */
export interface ReportInput {
  /** Dotted code of the category. */
  readonly category: string;
  readonly text: string;
  /** `[longitude, latitude]` in the datum of the town's grid. */
  readonly point?: readonly [number, number];
  /** How far the point may be off. */
  readonly accuracyMetres?: number;
  /** The code of the cell, where there is no point. */
  readonly grid?: string;
  readonly reporter?: ReporterInput;
  readonly photos?: readonly PhotoInput[];
  /** `resident` if left out. */
  readonly source?: CaseSource;
  /** 0 to 4. */
  readonly severity?: number;
  /** When it was said: UTC milliseconds; the town's clock if left out. */
  readonly at?: number;
  /** The message's own key at its source: the same one is taken once. */
  readonly id?: string;
  /** Whatever else came with it; sealed like the words. */
  readonly attributes?: JsonObject;
}

const sources: readonly string[] = ['resident', 'hotline', 'patrol', 'device', 'superior'];
const longestText = 10_000;

/** The members of a report that cannot be taken, by their paths; none where it can. Takes anything. */
export function reportFaults(input: unknown): readonly string[] {
  if (typeof input !== 'object' || input === null) return [''];
  const { category, text, point, accuracyMetres, grid, photos, source, severity, at, id } =
    input as { readonly [Key in keyof ReportInput]?: unknown };
  const isText = (value: unknown) =>
    typeof value === 'string' && value !== '' && isWellFormed(value);
  const optional = (value: unknown, fits: (value: unknown) => boolean) =>
    value === undefined || fits(value);
  const isPoint = (value: unknown) =>
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((each) => Number.isFinite(each)) &&
    Math.abs(value[0]) <= 180 &&
    Math.abs(value[1]) <= 90;
  const isPhoto = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    isText((value as PhotoInput).type) &&
    ArrayBuffer.isView((value as PhotoInput).bytes);
  const checks: readonly (readonly [string, boolean])[] = [
    ['/category', isText(category)],
    ['/text', typeof text === 'string' && text.length <= longestText && isWellFormed(text)],
    ['/point', optional(point, isPoint)],
    [
      '/accuracyMetres',
      optional(accuracyMetres, (value) => typeof value === 'number' && value >= 0),
    ],
    ['/grid', optional(grid, isText)],
    ['/photos', optional(photos, (value) => Array.isArray(value) && value.every(isPhoto))],
    ['/source', optional(source, (value) => sources.includes(value as string))],
    ['/severity', optional(severity, (value) => [0, 1, 2, 3, 4].includes(value as number))],
    [
      '/at',
      optional(at, (value) => Number.isInteger(value) && Math.abs(value as number) <= 8.64e15),
    ],
    ['/id', optional(id, isText)],
  ];
  return checks.flatMap(([path, fits]) => (fits ? [] : [path]));
}

/** Where a report lies: a leaf and its ancestors, a cell that was named, or nowhere known. */
export interface ReportPlace {
  readonly grid?: GridCode;
  readonly path: readonly GridCode[];
}

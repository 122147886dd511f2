import type { CaseSource } from '@civigrid/cases';
import {
  canonicalJson,
  type GridCode,
  isDomainError,
  isWellFormed,
  type JsonObject,
} from '@civigrid/kernel';

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
  /** Dotted code of the category: a code of the town's, at most 128 characters, never somebody's words. */
  readonly category: string;
  /** At most 10,000 characters. */
  readonly text: string;
  /** `[longitude, latitude]` in the datum of the town's grid. */
  readonly point?: readonly [number, number];
  /** How far the point may be off. */
  readonly accuracyMetres?: number;
  /** The code of the cell, where there is no point or the point lies nowhere. */
  readonly grid?: string;
  readonly reporter?: ReporterInput;
  /** At most 20. */
  readonly photos?: readonly PhotoInput[];
  /** `resident` if left out. */
  readonly source?: CaseSource;
  /** 0 to 4. */
  readonly severity?: number;
  /** When it was said: UTC milliseconds, from 1970 to 2199; the town's clock if left out. */
  readonly at?: number;
  /** The message's own key at its source: the same one is taken once, whenever it comes again. */
  readonly id?: string;
  /** Whatever else came with it, at most 64 KiB of JSON; sealed like the words. */
  readonly attributes?: JsonObject;
}

const sources: readonly string[] = ['resident', 'hotline', 'patrol', 'device', 'superior'];
const longest = { text: 10_000, code: 128, name: 200, attributes: 65_536, photos: 20 } as const;
const lastInstant = Date.UTC(2200, 0);
const mediaType = /^[\w.+-]+\/[\w.+-]+$/;

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= most && isWellFormed(value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isPoint(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [lng, lat] = value as readonly unknown[];
  return (
    typeof lng === 'number' &&
    typeof lat === 'number' &&
    Math.abs(lng) <= 180 &&
    Math.abs(lat) <= 90
  );
}

function isReporter(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { name, phone } = value;
  const fits = (part: unknown) => part === undefined || part === '' || isText(part, longest.name);
  return fits(name) && fits(phone);
}

function isPhoto(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { type, bytes } = value;
  return isText(type, longest.code) && mediaType.test(type) && bytes instanceof Uint8Array;
}

function isAttributes(value: unknown): boolean {
  if (!isRecord(value)) return false;
  try {
    return canonicalJson(value).length <= longest.attributes;
  } catch (error) {
    if (isDomainError(error)) return false;
    throw error;
  }
}

const isInstant = (value: unknown) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < lastInstant;

/** By member: what it must be where it is there. */
const optional: Readonly<Record<string, (value: unknown) => boolean>> = {
  point: isPoint,
  accuracyMetres: (value) =>
    typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY,
  grid: (value) => isText(value, longest.text),
  reporter: isReporter,
  photos: (value) =>
    Array.isArray(value) && value.length <= longest.photos && Array.from(value).every(isPhoto),
  source: (value) => sources.includes(value as string),
  severity: (value) => [0, 1, 2, 3, 4].includes(value as number),
  at: isInstant,
  id: (value) => isText(value, longest.text),
  attributes: isAttributes,
};

/** The members of a report that cannot be taken, by their paths; none where it can. Takes anything. */
export function reportFaults(input: unknown): readonly string[] {
  if (!isRecord(input)) return [''];
  const { category, text } = input;
  const faults = Object.entries(optional).flatMap(([name, fits]) => {
    const value = input[name];
    return value === undefined || fits(value) ? [] : [`/${name}`];
  });
  if (!isText(category, longest.code)) faults.unshift('/category');
  if (text !== '' && !isText(text, longest.text)) faults.unshift('/text');
  return faults;
}

/** Where a report lies: a leaf and its ancestors, a cell that was named, or nowhere known. */
export interface ReportPlace {
  readonly grid?: GridCode;
  readonly path: readonly GridCode[];
}

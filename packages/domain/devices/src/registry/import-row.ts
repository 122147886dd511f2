import {
  type DeviceId,
  defined,
  type GridCode,
  isWellFormed,
  type SubjectRef,
} from '@civigrid/kernel';
import { kindInfo } from '../event/kinds.ts';
import { isHeartbeat, isPoint, sortedGroups } from './device.ts';
import type { DevicePoint } from './device-command.ts';
import type { RegisteredDevice } from './device-registry.ts';
import type { ImportIssue, ImportIssueCode } from './import-issue.ts';
import { isDay, type Maintenance } from './maintenance.ts';

/** What a list may say of a device, each in a column of its own. */
export const deviceColumns = [
  'device',
  'category',
  'grid',
  'model',
  'inputKind',
  'heartbeat',
  'building',
  'floor',
  'point',
  'owner',
  'organisation',
  'groups',
  'maintainer',
  'serviceEveryDays',
  'nextService',
  'lastService',
  'warrantyUntil',
] as const;

/** One column of a list of devices. */
export type DeviceColumn = (typeof deviceColumns)[number];

/** A closed list; a `Set` is one. */
export interface KnownTexts {
  /** Whether it stands in the list. */
  has(text: string): boolean;
}

/** What a list is checked against; what is left out is not checked. */
export interface ImportChecks {
  /** What the list calls its columns; their own names if left out. */
  readonly columns?: Readonly<Partial<Record<DeviceColumn, string>>>;
  /** The cells of the town. */
  readonly grids?: KnownTexts;
  readonly categories?: KnownTexts;
  readonly models?: KnownTexts;
  /** Whose reference a cell of the column `owner` means. Without it nobody is found: a name never gets into the register. */
  readonly owners?: (text: string) => SubjectRef | undefined;
}

/** The longest text that a cell may hold. */
const longestCell = 1_000;

/** What CSV and Excel take for a formula when they see it again. */
const formula = /^(?:[=@＝＠]|[+\-＋－](?![\d.]+$))/;

const hasOwn = (record: object, name: string) => Object.hasOwn(record, name);

/** Reads the cells of one row; everything wrong with them is in `issues`. */
function cellsOf(row: object, at: number, checks: ImportChecks, issues: ImportIssue[]) {
  const nameOf = (column: DeviceColumn) => checks.columns?.[column] ?? column;

  function say(
    code: ImportIssueCode,
    column: DeviceColumn,
    message: string,
    level: ImportIssue['level'] = 'error',
  ): undefined {
    issues.push({ code, level, row: at, column: nameOf(column), message });
    return undefined;
  }

  /** The text of a cell; undefined where it is empty. */
  function text(column: DeviceColumn): string | undefined {
    const name = nameOf(column);
    const cell: unknown = hasOwn(row, name) ? (row as Record<string, unknown>)[name] : undefined;
    if (cell === undefined || cell === null) return undefined;
    const found = typeof cell === 'number' && Number.isFinite(cell) ? String(cell) : cell;
    if (typeof found !== 'string' || found.length > longestCell || !isWellFormed(found))
      return say('devices/cell-not-text', column, 'A cell holds text, at most 1,000 characters.');
    const trimmed = found.trim();
    return trimmed === '' ? undefined : trimmed;
  }

  /** A word that is kept as it stands, also where it looks like a formula. */
  function word(column: DeviceColumn): string | undefined {
    const found = text(column);
    if (found !== undefined && formula.test(found))
      say(
        'devices/formula-text',
        column,
        'It looks like a formula and is kept as text.',
        'warning',
      );
    return found;
  }

  /** A word of a closed list. */
  function known(
    column: DeviceColumn,
    list: KnownTexts | undefined,
    code: ImportIssueCode,
  ): string | undefined {
    const found = word(column);
    if (found === undefined || list === undefined || list.has(found)) return found;
    return say(code, column, 'The town does not know it.');
  }

  /** A text in which digits and signs have one form. */
  const plain = (column: DeviceColumn) => text(column)?.normalize('NFKC');

  return { text, word, known, plain, say };
}

type Cells = ReturnType<typeof cellsOf>;

const numeral = /^[+-]?\d{1,3}(?:\.\d{1,15})?$/;

/** `'119.655,29.085'`: longitude first. */
function pointOf({ plain, say }: Cells): DevicePoint | undefined {
  const found = plain('point');
  if (found === undefined) return undefined;
  const parts = found.split(/\s*[,，、;；\s]\s*/);
  const [longitude = '', latitude = ''] = parts;
  const point: DevicePoint = [Number(longitude), Number(latitude)];
  if (parts.length === 2 && parts.every((part) => numeral.test(part)) && isPoint(point))
    return point;
  return say('devices/impossible-point', 'point', 'A point is longitude and latitude in degrees.');
}

const units: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** `'30min'`, `'24h'`; without a unit milliseconds. */
function heartbeatOf({ plain, say }: Cells): number | undefined {
  const found = plain('heartbeat');
  if (found === undefined) return undefined;
  const parts = /^(\d{1,15})\s*(ms|s|min|h|d)?$/.exec(found);
  const milliseconds = Number(parts?.[1]) * (units.get(parts?.[2] ?? 'ms') ?? 1);
  if (isHeartbeat(milliseconds)) return milliseconds;
  return say('devices/invalid-heartbeat', 'heartbeat', 'It is a whole number, as 30min or 24h.');
}

/** `'2026-06-05'`, also as `2026/6/5`, `2026.6.5`, `2026年6月5日`. */
function dayOf({ plain, say }: Cells, column: DeviceColumn): string | undefined {
  const found = plain(column);
  if (found === undefined) return undefined;
  const parts = /^(\d{4})([-/.年])(\d{1,2})(?:\2|月)(\d{1,2})日?$/.exec(found);
  const [, year = '', , month = '', day = ''] = parts ?? [];
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : say('devices/invalid-day', column, 'It is a day as 2026-06-05.');
}

function everyOf({ plain, say }: Cells): number | undefined {
  const found = plain('serviceEveryDays');
  if (found === undefined) return undefined;
  const days = /^\d{1,5}$/.test(found) ? Number(found) : 0;
  return days > 0
    ? days
    : say('devices/invalid-number', 'serviceEveryDays', 'It is a whole number of days.');
}

function maintenanceOf(cells: Cells): Maintenance | undefined {
  const by = cells.word('maintainer');
  const everyDays = everyOf(cells);
  const next = dayOf(cells, 'nextService');
  const last = dayOf(cells, 'lastService');
  const warrantyUntil = dayOf(cells, 'warrantyUntil');
  const more = defined<Omit<Maintenance, 'by'>>({ everyDays, next, last, warrantyUntil });
  if (by !== undefined) return { by, ...more };
  if (Object.keys(more).length === 0) return undefined;
  return cells.say(
    'devices/maintenance-without-organisation',
    'maintainer',
    'Days of maintenance need the organisation that looks after the device.',
  );
}

function ownerOf({ text, say }: Cells, { owners }: ImportChecks): SubjectRef | undefined {
  const found = text('owner');
  if (found === undefined) return undefined;
  const owner = owners?.(found);
  return owner ?? say('devices/unknown-owner', 'owner', 'Nobody is known by it.');
}

/** The device of one row, or undefined where something is wrong with it; what is wrong is in `issues`. */
export function readRow(
  row: unknown,
  at: number,
  checks: ImportChecks,
  issues: ImportIssue[],
): RegisteredDevice | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    const message = 'A row is a record of cells by the names of their columns.';
    issues.push({ code: 'devices/row-not-a-record', level: 'error', row: at, message });
    return undefined;
  }
  const own: ImportIssue[] = [];
  const cells = cellsOf(row, at, checks, own);
  const { word, known, say } = cells;
  const needed = (column: 'device' | 'category' | 'grid', found: string | undefined) => {
    const said = own.some((each) => each.column === (checks.columns?.[column] ?? column));
    if (found === undefined && !said) say('devices/cell-missing', column, 'It must be filled in.');
    return found ?? '';
  };
  const device = needed('device', word('device'));
  const category = needed(
    'category',
    known('category', checks.categories, 'devices/unknown-category'),
  );
  const grid = needed('grid', known('grid', checks.grids, 'devices/unknown-grid'));
  const model = known('model', checks.models, 'devices/unknown-model');
  const inputs = { has: (kind: string) => kindInfo(kind) !== undefined };
  const inputKind = known('inputKind', inputs, 'devices/unknown-input-kind');
  const heartbeatMs = heartbeatOf(cells);
  const building = word('building');
  const floor = word('floor');
  const point = pointOf(cells);
  const owner = ownerOf(cells, checks);
  const organisation = word('organisation');
  if (owner !== undefined && organisation !== undefined)
    say('devices/two-owners', 'organisation', 'A person owns it, or an organisation.');
  const groups = sortedGroups((word('groups') ?? '').split(/\s*[;；、|]\s*/).filter(Boolean));
  const maintenance = maintenanceOf(cells);
  issues.push(...own);
  if (own.some(({ level }) => level === 'error')) return undefined;
  return defined<RegisteredDevice>({
    device: device as DeviceId,
    category,
    model,
    inputKind,
    heartbeatMs,
    grid: grid as GridCode,
    building,
    floor,
    point,
    owner,
    organisation,
    groups: groups.length === 0 ? undefined : groups,
    maintenance,
  });
}

import { isInstant, type Zone, zone, zonedTime } from '@civigrid/calendar';
import { checkLimits } from './check-limits.ts';
import { type NoLimitReason, refusal } from './limit-error.ts';
import { holdsAt } from './limit-hours.ts';
import type { LimitData, LimitRow } from './limit-row.ts';

/** Limits that were checked and are ready to be asked (时限表); the data is taken as it is and must not be changed behind it. */
export interface LimitTable {
  readonly data: LimitData;
  /** The indexes of the rows, by jurisdiction and category. */
  readonly byPlace: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** The jurisdiction above, by its code. */
  readonly above: ReadonlyMap<string, string>;
  /** The category above a local code, by jurisdiction and code. */
  readonly local: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly zone: Zone;
}

/** What is asked of a table. */
export interface LimitQuestion {
  readonly jurisdiction: string;
  readonly category: string;
  /** The instant that counts, of the report as a rule: UTC milliseconds. */
  readonly at: number;
}

/** The row that gives the limits, and by which code it was found; or why there is none. */
export type LimitAnswer =
  | {
      readonly ok: true;
      readonly row: LimitRow;
      /** Its index. */
      readonly index: number;
      readonly version: string;
      readonly source: string;
      /** The jurisdiction and the category of the row: they may lie above those that were asked about. */
      readonly jurisdiction: string;
      readonly category: string;
    }
  | { readonly ok: false; readonly code: 'cases/no-limit'; readonly why: NoLimitReason };

/** Makes a table; refuses with `cases/invalid-limits`, the issues of `checkLimits` in its details. */
export function limitTable(data: LimitData): LimitTable {
  const issues = checkLimits(data);
  if (issues.length > 0)
    throw refusal('cases/invalid-limits', 'These limits cannot be used.', {
      issues: issues.map(({ code, index, other, path }) => ({
        code,
        path,
        ...(index === undefined ? {} : { index }),
        ...(other === undefined ? {} : { other }),
      })),
    });
  const byPlace = new Map<string, Map<string, number[]>>();
  for (const [index, { jurisdiction, category }] of data.rows.entries()) {
    const rows = byPlace.get(jurisdiction) ?? new Map<string, number[]>();
    rows.set(category, [...(rows.get(category) ?? []), index]);
    byPlace.set(jurisdiction, rows);
  }
  const local = new Map<string, Map<string, string>>();
  for (const { jurisdiction, code, under } of data.localCodes ?? []) {
    const codes = local.get(jurisdiction) ?? new Map<string, string>();
    local.set(jurisdiction, codes.set(code, under));
  }
  return Object.freeze({
    data,
    byPlace,
    above: new Map((data.jurisdictions ?? []).map(({ code, under }) => [code, under])),
    local,
    zone: zone(data.zone ?? 'Asia/Shanghai'),
  });
}

/** The jurisdiction and all above it. */
function placesOf(jurisdiction: string, above: LimitTable['above']): readonly string[] {
  const places: string[] = [];
  for (let at: string | undefined = jurisdiction; at !== undefined; at = above.get(at))
    places.push(at);
  return places;
}

/** The code and all above it: a local code of the nearest place first, then its own parts. */
function upwards(code: string, locals: readonly ReadonlyMap<string, string>[]): readonly string[] {
  const codes = new Set<string>();
  let at: string | undefined = code;
  // A way that leads back ends there, whatever the table says.
  while (at !== undefined && !codes.has(at)) {
    codes.add(at);
    const known: string = at;
    const dot = known.lastIndexOf('.');
    const under = locals.find((local) => local.has(known))?.get(known);
    at = under ?? (dot < 0 ? undefined : known.slice(0, dot));
  }
  return [...codes];
}

/**
 * The row in force at an instant: of the nearest jurisdiction that has any, and there the one of the longest prefix
 * of the category. A row of a day or an hour that has passed is as if it were not there.
 */
export function limitsFor(table: LimitTable, question: LimitQuestion): LimitAnswer {
  const { jurisdiction, category, at } = question;
  if (!isInstant(at))
    throw refusal(
      'cases/invalid-instant',
      'An instant is whole milliseconds within the years 1 to 9998.',
    );
  const { byPlace, above, local, zone: where } = table;
  const { date, minute } = zonedTime(at, where);
  let why: NoLimitReason = 'unknownJurisdiction';
  const places = placesOf(jurisdiction, above);
  const codes = upwards(
    category,
    places.flatMap((place) => local.get(place) ?? []),
  );
  for (const place of places) {
    const rows = byPlace.get(place);
    if (rows === undefined) continue;
    if (why === 'unknownJurisdiction') why = 'noRow';
    for (const code of codes) {
      const indexes = rows.get(code);
      if (indexes === undefined) continue;
      const index = indexes.find((each) => inForce(table.data.rows[each], date, minute));
      if (index !== undefined) return found(table, index);
      why = 'notInForce';
    }
  }
  return { ok: false, code: 'cases/no-limit', why };
}

function inForce(row: LimitRow | undefined, date: string, minute: number): boolean {
  if (row === undefined || row.from > date || date > (row.to ?? '9999-12-31')) return false;
  return holdsAt(row.hours, minute);
}

function found({ data }: LimitTable, index: number): LimitAnswer {
  const row = data.rows[index] as LimitRow;
  const { version, source, jurisdiction, category } = row;
  return { ok: true, row, index, version, source, jurisdiction, category };
}

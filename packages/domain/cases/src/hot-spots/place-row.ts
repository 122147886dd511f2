import { type CaseId, type GridCode, isInstant } from '@civigrid/kernel';
import { isPoint, type Point } from '../point.ts';
import { isText } from '../unread.ts';

/** One case as far as it says something about a place: who reported it has no room here. */
export interface PlaceRow {
  readonly case: CaseId;
  /** Dotted code of the category. */
  readonly category: string;
  /** The home grid (属地). */
  readonly grid: GridCode;
  /** When it was reported: UTC milliseconds. */
  readonly at: number;
  /** Only where the matter itself is public: a manhole cover, a lamp. */
  readonly point?: Point;
  /** UTC milliseconds; an open case has none. */
  readonly closedAt?: number;
  /** Whether the closure settled the matter; false where it was closed without a solution. */
  readonly settled?: boolean;
}

/** What is wrong with a row. */
export type PlaceRowIssueCode = 'cases/invalid-row' | 'cases/repeated-row';

/** A row that was left out, and where it is wrong. */
export interface PlaceRowIssue {
  readonly code: PlaceRowIssueCode;
  /** Its index. */
  readonly row: number;
  readonly path: string;
}

/** Rows that can be counted, and what was wrong with the others. */
export interface ReadRows {
  readonly accepted: readonly PlaceRow[];
  readonly issues: readonly PlaceRowIssue[];
}

function fault(row: PlaceRow | null | undefined): string | undefined {
  if (typeof row !== 'object' || row === null) return '';
  const { at, closedAt, point } = row;
  if (!isText(row.case)) return '/case';
  if (!isText(row.category)) return '/category';
  if (!isText(row.grid)) return '/grid';
  if (!isInstant(at)) return '/at';
  if (closedAt !== undefined && !(isInstant(closedAt) && closedAt >= at)) return '/closedAt';
  if (point !== undefined && !(Array.isArray(point) && isPoint(point))) return '/point';
  return undefined;
}

/** Reads rows; a wrong one and the second one of a case are left out and told. */
export function readRows(rows: Iterable<PlaceRow>): ReadRows {
  const accepted: PlaceRow[] = [];
  const issues: PlaceRowIssue[] = [];
  const seen = new Set<CaseId>();
  let index = 0;
  for (const row of rows) {
    const path = fault(row);
    if (path !== undefined) issues.push({ code: 'cases/invalid-row', row: index, path });
    else if (seen.has(row.case))
      issues.push({ code: 'cases/repeated-row', row: index, path: '/case' });
    else {
      seen.add(row.case);
      accepted.push(row);
    }
    index++;
  }
  return { accepted, issues };
}

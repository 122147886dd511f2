import type { GuardIssue } from '@civigrid/guard';
import type { Datum } from '@civigrid/spatial';
import type { GeoReading, GridFeature } from './feature.ts';
import type { GeoIssue, GeoPart } from './issue.ts';
import { type GeoLimits, withDefaults } from './limits.ts';

/** One reading on its way: what was found so far, and how much of the limits is used up. */
export interface Intake {
  readonly limits: Required<GeoLimits>;
  readonly features: GridFeature[];
  readonly issues: GeoIssue[];
  /** Features seen, those included that were left out. */
  seen: number;
  positions: number;
  /** Issues that are not told one by one any more. */
  untold: number;
  datum: Datum | undefined;
  /** Nothing more is read: a limit was passed or the file was refused. */
  stopped: boolean;
}

/** A reading that has not begun. */
export function intake(limits: GeoLimits | undefined): Intake {
  return {
    limits: withDefaults(limits),
    features: [],
    issues: [],
    seen: 0,
    positions: 0,
    untold: 0,
    datum: undefined,
    stopped: false,
  };
}

/** Tells an issue. Beyond the limit reading goes on, and one last issue says that more was wrong than is told. */
export function report(into: Intake, issue: GeoIssue): void {
  const { maxIssues } = into.limits;
  if (into.untold > 0) into.untold += 1;
  else if (into.issues.length < maxIssues) into.issues.push(issue);
  else {
    into.issues.push({ code: 'geofiles/too-many-issues', limit: maxIssues });
    into.untold = 1;
  }
}

/** Tells an issue, whatever the limit, and ends the reading. */
export function stop(into: Intake, issue: GeoIssue): void {
  if (!into.stopped) into.issues.push(issue);
  into.stopped = true;
}

/** Tells what a reader of guard refused and ends the reading. */
export function stopByGuard(into: Intake, issues: readonly GuardIssue[], part?: GeoPart): void {
  for (const issue of issues) stop(into, part === undefined ? issue : { ...issue, part });
}

/** Whether one more feature may be read; ends the reading where not. */
export function nextFeature(into: Intake): boolean {
  if (into.stopped) return false;
  const { maxFeatures } = into.limits;
  if (into.seen < maxFeatures) {
    into.seen++;
    return true;
  }
  stop(into, { code: 'geofiles/too-many-features', limit: maxFeatures });
  return false;
}

/** Whether so many more positions may be read; ends the reading where not. */
export function countPositions(into: Intake, count: number): boolean {
  into.positions += count;
  const { maxPositions } = into.limits;
  if (into.positions <= maxPositions) return true;
  stop(into, {
    code: 'geofiles/too-many-positions',
    feature: Math.max(0, into.seen - 1),
    limit: maxPositions,
  });
  return false;
}

/** What a finished reading gives. */
export function readingOf(from: Intake): GeoReading {
  return {
    collection: { type: 'FeatureCollection', features: from.features },
    ...(from.datum === undefined ? {} : { datum: from.datum }),
    issues: from.issues,
  };
}

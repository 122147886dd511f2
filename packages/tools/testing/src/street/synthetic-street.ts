import type { GridCode } from '@civigrid/kernel';
import { seededRandom } from '../seeded-random.ts';
import type { Bilingual } from './bilingual.ts';
import {
  type AlarmRule,
  alarmRules,
  type CaseCategory,
  caseCategories,
  deviceMappings,
  escalationLadders,
  type RoutingTable,
  routingTable,
  type StreetLadder,
  type StreetMapping,
} from './catalogue.ts';
import { type StreetCells, streetCells, streetName } from './cells.ts';
import { type StreetDevice, smokeGrid, streetDevices } from './devices.ts';
import { type DogConvention, dogConvention } from './dog-convention.ts';
import type { StreetInput } from './input.ts';
import type { InventedPerson } from './invented-person.ts';
import { type StreetRoster, streetStaff } from './posts.ts';
import { dayReports, type ReportCounts } from './reports.ts';
import { type StaffPlan, staffPlan } from './staff-plan.ts';
import { type PayloadCounts, telemetry } from './telemetry.ts';

/** What was put into the day, to check sums against. */
export interface DayCounts extends ReportCounts, PayloadCounts {
  /** All reports and payloads. */
  readonly inputs: number;
}

/** Where the three stories of the day begin. */
export interface StreetStories {
  /** Id of the report: a car on the fire lane (小车堵住消防通道). */
  readonly fireLane: string;
  /** Id of the report: a leak between neighbours (楼上漏水到楼下). */
  readonly leak: string;
  /** The micro-grid in which three smoke detectors speak at 02:13. */
  readonly smokeGrid: GridCode;
}

/** A whole invented street (合成街道): the same seed gives the same bytes. */
export interface SyntheticStreet {
  readonly seed: string;
  readonly name: Bilingual;
  /** 1 street, 15 communities, 55 grids, 1,623 micro-grids as GeoJSON (CGCS2000). */
  readonly cells: StreetCells;
  /** 5,000 devices of 12 categories. */
  readonly devices: readonly StreetDevice[];
  readonly roster: StreetRoster;
  /** Who the holders are; private, invented. */
  readonly persons: readonly InventedPerson[];
  /** Posts that nobody holds on the day. */
  readonly vacant: readonly string[];
  readonly routing: RoutingTable;
  readonly ladders: readonly StreetLadder[];
  readonly categories: readonly CaseCategory[];
  readonly mappings: readonly StreetMapping[];
  /** By kind of device event. */
  readonly alarms: Readonly<Record<string, AlarmRule>>;
  readonly stories: StreetStories;
  readonly convention: DogConvention;
  /** From when to when the day lasts: UTC ms, 2026-06-15 00:00 to 24:00 +08:00. */
  readonly dayFrom: number;
  readonly dayUntil: number;
  /** What was put into the day. */
  readonly expected: DayCounts;
  /** The inputs of the day in order of arrival. */
  day(): readonly StreetInput[];
  /** How the holder of a role will go about a case; `key` is whatever names the case for the caller. */
  staffPlan(key: string, role: string): StaffPlan;
}

/** Monday, 2026-06-15 00:00 +08:00. */
const midnight = Date.UTC(2026, 5, 14, 16);

/**
 * Makes the synthetic street. Pure: no file, no clock, no chance but the seed (`'liushu'` if left out).
 *
 * @example
 * const street = syntheticStreet({ seed: 'liushu' });
 * const hierarchy = gridHierarchy(street.cells);
 */
export function syntheticStreet(
  options: { readonly seed?: string | number } = {},
): SyntheticStreet {
  const seed = String(options.seed ?? 'liushu');
  const random = seededRandom(`street/${seed}`);
  const cells = streetCells(random.fork('cells'));
  const devices = streetDevices(cells, random.fork('devices'));
  const { roster, persons, vacant } = streetStaff(cells, random.fork('staff'));
  const { reports, counts, stories } = dayReports(cells, midnight, random.fork('reports'));
  const wires = telemetry(devices, midnight, random.fork('telemetry'));
  const inputs: readonly StreetInput[] = [...reports, ...wires.payloads].toSorted(
    (a, b) => a.at - b.at,
  );
  return {
    seed,
    name: streetName,
    cells,
    devices,
    roster,
    persons,
    vacant,
    routing: routingTable,
    ladders: escalationLadders,
    categories: caseCategories,
    mappings: deviceMappings,
    alarms: alarmRules,
    stories: { ...stories, smokeGrid },
    convention: dogConvention(random.fork('convention')),
    dayFrom: midnight,
    dayUntil: midnight + 86_400_000,
    expected: { inputs: inputs.length, ...counts, ...wires.counts },
    day: () => inputs,
    staffPlan: (key, role) => staffPlan(seed, key, role),
  };
}

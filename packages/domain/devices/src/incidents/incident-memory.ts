import { DomainError, type GridCode, type Json, type TenantId } from '@civigrid/kernel';
import type { DevicesErrorCode } from '../refusal-code.ts';
import type { IncidentPlace } from './incident-rule.ts';

/** One incident, while it can be joined or one of its alarms lasts. */
export interface IncidentEntry {
  readonly id: string;
  readonly tenant: TenantId;
  readonly cause: string;
  readonly place?: GridCode;
  /** Which incidents it lies among: those of one cause and place. */
  readonly among: string;
  firstAt: number;
  lastAt: number;
  /** How many of its alarms last. */
  lasting: number;
}

/** The incident in which a condition was raised last. */
export interface IncidentMember {
  readonly entry: IncidentEntry;
  active: boolean;
  since: number;
  until: number | null;
}

/** What is remembered of incidents: plain Maps, changed in place. */
export interface IncidentMemory {
  readonly size: number;
  member(key: string): IncidentMember | undefined;
  entry(tenant: TenantId, id: string): IncidentEntry | undefined;
  /** The incident that an alarm at an instant joins: the nearest of its cause and place within the window. */
  nearest(among: string, at: number, windowMs: number): IncidentEntry | undefined;
  open(entry: Omit<IncidentEntry, 'firstAt' | 'lastAt' | 'lasting'>, at: number): IncidentEntry;
  /** A condition begins in an incident; wherever it stood before it stands no more. */
  begin(key: string, entry: IncidentEntry, at: number, lasts: boolean): void;
  end(member: IncidentMember, at: number | null): void;
  /** It lasts after all. */
  resume(member: IncidentMember): void;
  move(member: IncidentMember, at: number): void;
  snapshot(): Json;
}

/** Incidents of which nothing lasts are joined no more after so long; a device may be a day behind. */
const keptMs = 2 * 86_400_000;

/** Alarms of a cause lie together by their place; those that nobody can place, by their device. */
export function amongOf(
  tenant: TenantId,
  { cause, place }: Pick<IncidentPlace, 'cause' | 'place'>,
  device: string,
): string {
  return `${tenant}\n${cause}\n${place === undefined ? `#${device}` : `@${place}`}`;
}

const idOf = (tenant: TenantId, id: string): string => `${tenant}\n${id}`;

interface Written {
  readonly form?: number;
  readonly incidents?: readonly (Omit<IncidentEntry, 'lasting' | 'place'> & {
    readonly place: GridCode | null;
  })[];
  readonly alarms?: readonly (readonly [
    key: string,
    incident: number,
    active: boolean,
    since: number,
    until: number | null,
  ])[];
}

/** Remembers incidents, going on from a snapshot. Refuses with `devices/invalid-snapshot` what no index wrote. */
export function incidentMemory(snapshot?: Json): IncidentMemory {
  const byAmong = new Map<string, IncidentEntry[]>();
  const byId = new Map<string, IncidentEntry>();
  const members = new Map<string, IncidentMember>();
  let newest = Number.NEGATIVE_INFINITY;
  let roof = 4096;

  const gone = ({ lasting, lastAt }: IncidentEntry): boolean =>
    lasting === 0 && lastAt < newest - keptMs;

  function place(entry: IncidentEntry): IncidentEntry {
    byId.set(idOf(entry.tenant, entry.id), entry);
    const same = byAmong.get(entry.among) ?? [];
    // Looking for the nearest must not take longer from day to day.
    const over = same.findIndex((other) => !gone(other));
    same.splice(0, over < 0 ? same.length : over);
    same.push(entry);
    byAmong.set(entry.among, same);
    return entry;
  }

  function sweepPlaces(): void {
    for (const [among, entries] of byAmong) {
      const left = entries.filter((entry) => !gone(entry));
      if (left.length === 0) byAmong.delete(among);
      else byAmong.set(among, left);
    }
  }

  /** Forgets what nothing can join or end any more: now and then, so that each alarm pays a little. */
  function sweep(): void {
    if (members.size + byId.size <= roof) return;
    for (const [key, { entry }] of members) if (gone(entry)) members.delete(key);
    for (const [key, entry] of byId) if (gone(entry)) byId.delete(key);
    sweepPlaces();
    roof = Math.max(4096, 2 * (members.size + byId.size));
  }

  function reach(entry: IncidentEntry, at: number): void {
    entry.firstAt = Math.min(entry.firstAt, at);
    entry.lastAt = Math.max(entry.lastAt, at);
    newest = Math.max(newest, at);
  }

  function end(member: IncidentMember, at: number | null): void {
    if (member.active) member.entry.lasting--;
    member.active = false;
    member.until = at;
  }

  if (snapshot !== undefined) {
    const { form, incidents, alarms } = (snapshot ?? {}) as unknown as Written;
    if (form !== 1 || !Array.isArray(incidents) || !Array.isArray(alarms))
      throw new DomainError(
        'devices/invalid-snapshot' satisfies DevicesErrorCode,
        'This is no snapshot of an index of incidents.',
      );
    const entries = (incidents as NonNullable<Written['incidents']>).map(
      ({ place: cell, ...known }) =>
        place({ ...known, ...(cell === null ? {} : { place: cell }), lasting: 0 }),
    );
    for (const [key, i, active, since, until] of alarms as NonNullable<Written['alarms']>) {
      const entry = entries[i];
      if (entry === undefined) continue;
      members.set(key, { entry, active, since, until });
      if (active) entry.lasting++;
    }
    for (const { lastAt } of entries) newest = Math.max(newest, lastAt);
    roof = Math.max(roof, 2 * (members.size + byId.size));
  }

  return {
    get size() {
      return byId.size;
    },
    member: (key) => members.get(key),
    entry: (tenant, id) => byId.get(idOf(tenant, id)),
    nearest: (among, at, windowMs) => {
      const entries = byAmong.get(among) ?? [];
      let best: IncidentEntry | undefined;
      let least = windowMs;
      for (let i = entries.length - 1; i >= 0; i--) {
        const entry = entries[i] as IncidentEntry;
        const away = Math.max(0, entry.firstAt - at, at - entry.lastAt);
        if (away > least || (best !== undefined && away === least)) continue;
        best = entry;
        least = away;
        if (away === 0) break;
      }
      return best;
    },
    open: (entry, at) => {
      const opened = place({ ...entry, firstAt: at, lastAt: at, lasting: 0 });
      newest = Math.max(newest, at);
      sweep();
      return opened;
    },
    begin: (key, entry, at, lasts) => {
      const before = members.get(key);
      if (before?.active === true) before.entry.lasting--;
      reach(entry, at);
      members.set(key, { entry, active: lasts, since: at, until: lasts ? null : at });
      if (lasts) entry.lasting++;
      sweep();
    },
    end,
    resume: (member) => {
      if (!member.active) member.entry.lasting++;
      member.active = true;
      member.until = null;
    },
    move: (member, at) => {
      member.since = at;
      reach(member.entry, at);
    },
    snapshot: () => {
      const numbers = new Map([...byId.values()].map((entry, i) => [entry, i]));
      return {
        form: 1,
        incidents: Array.from(byId.values(), ({ lasting: _, place: cell, ...known }) => ({
          ...known,
          place: cell ?? null,
        })),
        alarms: Array.from(members, ([key, { entry, active, since, until }]) => [
          key,
          numbers.get(entry) ?? -1,
          active,
          since,
          until,
        ]),
      };
    },
  };
}

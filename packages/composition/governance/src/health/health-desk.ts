import type { TaskId } from '@civigrid/cases/tasks';
import { type DeviceEvent, redact } from '@civigrid/devices';
import {
  type HealthFinding,
  type HealthGround,
  healthAssessor,
  healthVisitPurpose,
  isHealthEvent,
  type VisitUrgency,
} from '@civigrid/devices/health';
import {
  actorId,
  type CommandMeta,
  correlationId,
  type GridCode,
  intakeCommandId,
  isDomainError,
  type PostId,
  type Reader,
  type SubjectRef,
} from '@civigrid/kernel';
import { done } from '../case-office.ts';
import type { HealthRefusalCode } from '../governance-error.ts';
import { type OpenedPart, openedParts } from '../personal-parts.ts';
import { pathOf, responsible } from '../responsibility.ts';
import type { TaskOffice } from '../task-office.ts';
import type { TownParts } from '../town-parts.ts';
import { findingStream } from './finding-stream.ts';
import type { FindingView } from './finding-view.ts';
import type { TownHealth } from './health-options.ts';
import { visitSteps } from './visit.ts';

/** How often what became of events of the kiosks since the town was opened; counts of events, of nobody in particular. */
export interface HealthCounts {
  readonly events: number;
  /** Events in which something was found. */
  readonly abnormal: number;
  readonly visits: number;
  /** Findings of somebody who is to be visited at least as soon anyway. */
  readonly joined: number;
  /** Readings of which nothing can be said, by code. */
  readonly unread: ReadonlyMap<string, number>;
  /** Findings that went nowhere, by the code of the reason. */
  readonly refused: ReadonlyMap<string, number>;
}

/** The findings behind visits (健康异常), for those who may read them. */
export interface HealthDesk {
  /** What was found: the part of the purpose `health-finding`; nothing for any other purpose, `'forgotten'` once the visit is over. */
  finding(task: TaskId, reader: Reader): Promise<readonly OpenedPart[]>;
  /** On what ground a visit stands, also once it is over. */
  basis(task: TaskId): HealthGround | undefined;
  /** What became of the events of the kiosks so far. */
  counts(): HealthCounts;
}

/** Something to be done for a condition. */
interface HealthWork {
  readonly condition: string;
  readonly work: () => Promise<void>;
}

/** Takes what is of health out of the stream of events. */
export interface HealthIntake {
  /**
   * The events for everybody else, those of health without a value and moving no alarm; and what is to be done about
   * those of health, which may be given up and asked again.
   */
  take(fresh: readonly DeviceEvent[]): {
    readonly events: readonly DeviceEvent[];
    readonly works: readonly HealthWork[];
  };
}

/** What the desk stands on. */
export interface HealthDeskPorts {
  readonly parts: TownParts;
  readonly health: TownHealth | undefined;
  readonly findings: FindingView;
  readonly office: TaskOffice;
  /** Brings the views up to the log. */
  readonly look: () => Promise<unknown>;
  readonly refused: (code: string) => void;
}

const hours = (value: number) => ({ value, unit: 'hour' }) as const;
const usualTimes: Required<TownHealth>['within'] = { prompt: hours(2), soon: hours(24) };

/** An event of health as everybody else may see it: that a device has spoken. */
function withheld(event: DeviceEvent): DeviceEvent {
  const phase = event.phase === 'heartbeat' ? 'heartbeat' : 'reading';
  return { ...redact(event), phase, severity: 0 };
}

function raised(counts: Map<string, number>, code: string): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

/** Opens the desk of the health kiosks: reading, finding, legal basis, visit. Refuses thresholds with `devices/invalid-threshold`. */
export function healthDesk(ports: HealthDeskPorts): HealthDesk & HealthIntake {
  const { parts, health, findings: kept, office, look, refused } = ports;
  const { tenant, digest, subjects, handler } = parts;
  const assessor = healthAssessor(health?.thresholds);
  const counts = { events: 0, abnormal: 0, visits: 0, joined: 0 };
  const unread = new Map<string, number>();
  const refusals = new Map<string, number>();

  function refuse(code: string): void {
    raised(refusals, code);
    refused(code);
  }

  /** Whom the event is about, if the town knows them. Nobody is entered by being measured. */
  async function subjectOf(event: DeviceEvent, { identity, identityKind }: TownHealth) {
    const name = identity ?? 'subject';
    const said = event.observations.find(({ property }) => property === name)?.value;
    if (said === undefined || said === '') return undefined;
    return subjects.find(tenant, identityKind ?? 'health-card', String(said));
  }

  /** Whether somebody goes there anyway, as soon as that. */
  function isVisited(subject: SubjectRef, visit: VisitUrgency): boolean {
    return kept.of(subject).some(({ state }) => visit === 'soon' || state.visit === 'prompt');
  }

  /** Where the visit goes, and whose it is; a code where there is no such place or nobody. */
  async function placeOf(
    subject: SubjectRef,
    event: DeviceEvent,
    { home, carer = 'carer' }: TownHealth,
  ): Promise<HealthRefusalCode | { readonly grid: GridCode; readonly post: PostId }> {
    const at = event.time.received;
    const grid = (await home?.(subject, at)) ?? event.place?.grid;
    if (grid === undefined || !parts.grid.has(grid)) return 'governance/no-cell';
    const { post } = responsible(parts, carer, pathOf(parts, grid), at);
    return post === undefined ? 'governance/no-carer' : { grid, post };
  }

  async function plan(
    event: DeviceEvent,
    found: readonly HealthFinding[],
    town: TownHealth,
  ): Promise<HealthRefusalCode | undefined> {
    const { occurred, received: at } = event.time;
    const subject = await subjectOf(event, town);
    if (subject === undefined) return 'governance/unknown-subject';
    const question = { tenant, subject, purpose: healthVisitPurpose, at };
    const permission = await town.basis.permits(question);
    if (!permission.permitted) return 'governance/no-basis';
    const place = await placeOf(subject, event, town);
    if (typeof place === 'string') return place;
    const urgent = found.some(({ level }) => level === 'urgent');
    const visit: VisitUrgency = urgent ? 'prompt' : 'soon';
    await look();
    if (isVisited(subject, visit)) {
      counts.joined++;
      return undefined;
    }
    const key = { source: 'health', message: event.messageKey, at: occurred };
    const id = intakeCommandId(tenant, key, digest);
    // Neither kiosk nor person acts: where somebody was measured is theirs.
    const actor = actorId('policy:health');
    const meta: CommandMeta = { id, tenant, at, actor, correlation: correlationId(id) };
    const budget = (town.within ?? usualTimes)[visit];
    const { basis } = permission;
    const asked = { ...place, subject, visit, budget, basis, findings: found };
    const handled = await handler.handle(meta, visitSteps(parts, office, meta, asked));
    if (done(handled).outcome === 'appended') counts.visits++;
    return undefined;
  }

  async function follow(event: DeviceEvent, found: readonly HealthFinding[]): Promise<void> {
    try {
      const code = health === undefined ? 'governance/no-basis' : await plan(event, found, health);
      if (code !== undefined) refuse(code);
    } catch (error) {
      // What the domain refuses is over; what is a fault is asked again.
      if (!isDomainError(error)) throw error;
      refuse(error.code);
    }
  }

  function worksOf(event: DeviceEvent): readonly HealthWork[] {
    counts.events++;
    const { findings: found, issues } = assessor.assess(event);
    for (const { code } of issues) raised(unread, code);
    if (found.length === 0) return [];
    counts.abnormal++;
    return [{ condition: event.conditionKey, work: () => follow(event, found) }];
  }

  return {
    take: (fresh) => ({
      events: fresh.map((event) => (isHealthEvent(event) ? withheld(event) : event)),
      works: fresh.filter(isHealthEvent).flatMap(worksOf),
    }),
    finding: (task, reader) => openedParts(parts, findingStream(task), reader),
    basis: (task) => kept.get(task)?.state.basis,
    counts: () => ({ ...counts, unread: new Map(unread), refused: new Map(refusals) }),
  };
}

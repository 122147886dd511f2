import {
  type AlarmSignal,
  type AlarmTransition,
  type IncidentCommand,
  type IncidentFact,
  type IncidentState,
  incidentDecider,
  joinIncident,
} from '@civigrid/devices';
import {
  actorId,
  type CommandMeta,
  commandId,
  correlationId,
  derivedId,
  type GridCode,
  type Handling,
  intakeCommandId,
  newThingId,
  step,
  streamId,
} from '@civigrid/kernel';
import { done } from '../case-office.ts';
import type { IncidentView } from '../incident-view.ts';
import type { TownParts } from '../town-parts.ts';

/** Writes down what becomes of alarms: their incidents (警情). */
export interface IncidentOffice {
  /** Begins an alarm in the incident that it belongs to, or in a new one; a momentary one is over at once. */
  raise(signal: AlarmSignal, momentary: boolean): Promise<void>;
  /** What a tracker has said; staleness, silence and repeats are told and not written down. */
  follow(transition: AlarmTransition): Promise<void>;
}

const tenMinutes = 600_000;

const incidentHandling: Handling<IncidentState, IncidentCommand, IncidentFact> = {
  decider: incidentDecider,
};

/** The office at which incidents are kept; its commands are derived from the messages, so that a repeat changes nothing. */
export function incidentOffice(
  parts: TownParts,
  incidents: IncidentView,
  settle: () => Promise<void>,
): IncidentOffice {
  const { tenant, digest, handler } = parts;

  function metaOf(signal: AlarmSignal, condition: string): CommandMeta {
    const { messageKey: message, occurred: at, received, device } = signal;
    const id = intakeCommandId(tenant, { source: 'devices', message, condition, at }, digest);
    const actor = actorId(`device:${device}`);
    return { id, tenant, at: received, actor, correlation: correlationId(id) };
  }

  async function give(
    meta: CommandMeta,
    incident: string,
    grid: string | undefined,
    command: IncidentCommand,
  ): Promise<void> {
    const stream = streamId('incident', incident);
    const partition = parts.partition(grid as GridCode | undefined);
    const correlation = correlationId(incident);
    const asked = step({ handling: incidentHandling, stream, partition, command });
    done(await handler.handle({ ...meta, correlation }, [asked]));
  }

  async function raise(signal: AlarmSignal, momentary: boolean): Promise<void> {
    const meta = metaOf(signal, `raise/${signal.conditionKey}`);
    // A repeated message has found its incident before, and must find the same one again.
    if ((await parts.store.first(tenant, meta.id)) !== undefined) return;
    const near = signal.grid === undefined ? [] : incidents.in(signal.grid);
    const joined = joinIncident(signal, near, tenMinutes)?.id;
    const incident = joined ?? newThingId(tenant, meta.id, 'incident', meta.at, digest);
    await give(meta, incident, signal.grid, { type: 'raise', at: meta.at, signal, momentary });
    await settle();
  }

  async function follow(transition: AlarmTransition): Promise<void> {
    const { conditionKey } = transition;
    switch (transition.type) {
      case 'raised':
        return raise(transition.signal, false);
      case 'cleared': {
        const { signal } = transition;
        const known = incidents.holding(conditionKey);
        if (known === undefined) return;
        const { occurred, received } = signal;
        const meta = metaOf(signal, `clear/${conditionKey}`);
        const command = { type: 'clear', at: received, conditionKey, occurred, received } as const;
        return give(meta, known.id, known.grid, command);
      }
      case 'corrected': {
        const known = incidents.holding(conditionKey);
        if (known === undefined) return;
        const { of, was, at: occurred } = transition;
        const parted = [conditionKey, of, was, occurred ?? 'never'];
        const at = occurred ?? was;
        const id = derivedId({ tenant, at, kind: 'intake', parts: ['correct', ...parted] }, digest);
        const meta = {
          id: commandId(id),
          tenant,
          at,
          actor: actorId('devices'),
          correlation: correlationId(known.id),
        };
        const right = occurred === undefined ? {} : { occurred };
        return give(meta, known.id, known.grid, {
          type: 'correct',
          at,
          conditionKey,
          of,
          was,
          ...right,
        });
      }
      default:
        return undefined;
    }
  }

  return { raise, follow };
}

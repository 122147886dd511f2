import { DomainError, type GridCode, type Json, type TenantId } from '@civigrid/kernel';
import type { AlarmSignal, AlarmTransition, Corrected } from '../alarms/alarm-transition.ts';
import { isProtectedKind } from '../event/kinds.ts';
import type { DevicesErrorCode } from '../refusal-code.ts';
import type { CorrectAlarm, IncidentCommand } from './incident-command.ts';
import type { AlarmRaised, IncidentFact } from './incident-fact.ts';
import {
  amongOf,
  type IncidentEntry,
  type IncidentMember,
  incidentMemory,
} from './incident-memory.ts';
import {
  type AncestorAt,
  checkIncidentRules,
  defaultIncidentRules,
  type IncidentPlace,
  type IncidentRule,
  placesOf,
} from './incident-rule.ts';

/** One incident as an index knows it. */
export interface Incident {
  readonly id: string;
  readonly tenant: TenantId;
  readonly cause: string;
  /** The cell over which it stretches; absent where nobody knows where its device stands. */
  readonly place?: GridCode;
  /** When its first alarm began: UTC milliseconds. */
  readonly firstAt: number;
  /** When its last alarm began: UTC milliseconds. */
  readonly lastAt: number;
}

/** What an alarm means for an incident. */
export interface IncidentStep {
  /** As it stands with this step. */
  readonly incident: Incident;
  /** It is the first alarm of a new one. */
  readonly opened: boolean;
  /** How long after the first alarm of the incident this one began, in milliseconds; only where one begins. */
  readonly leadMs?: number;
  /** What `incidentDecider` is to be asked. */
  readonly command: IncidentCommand;
}

/** How an index groups. */
export interface IncidentIndexOptions {
  /** {@link defaultIncidentRules} if left out. */
  readonly rules?: readonly IncidentRule[];
  /** For rules that name a level; without it the place is the cell of the alarm itself. */
  readonly ancestorAt?: AncestorAt;
  /** Names a new incident by its first alarm; cause, place and instant if left out. */
  readonly nameOf?: (signal: AlarmSignal, place: IncidentPlace) => string;
}

/** What an index knows, as plain JSON: give it back to go on where it was taken. */
export type IncidentSnapshot = Json;

/** Groups alarms into incidents (警情归并): one look-up an alarm, whatever the storm. */
export interface IncidentIndex {
  /** What a step in the life of an alarm means for an incident; undefined where it means nothing, as for all that is withheld. */
  follow(transition: AlarmTransition): IncidentStep | undefined;
  /** The same for what is over as soon as it began: the signal of an `instant`. */
  momentary(signal: AlarmSignal): IncidentStep;
  /** Learns what the record of an incident holds; what it knows already changes nothing. */
  learn(incident: { readonly tenant: TenantId; readonly id: string }, fact: IncidentFact): void;
  /** Where the alarms of a kind in a cell belong. */
  placeOf(kind: string, grid?: GridCode): IncidentPlace;
  /** How many incidents it holds: those with an alarm that lasts, and those of the last two days. */
  readonly size: number;
  /** All that it knows. */
  snapshot(): IncidentSnapshot;
}

const keyOf = (tenant: TenantId, conditionKey: string): string => `${tenant}\n${conditionKey}`;

function named({ tenant, device, occurred }: AlarmSignal, { cause, place }: IncidentPlace): string {
  return `${amongOf(tenant, { cause, ...(place === undefined ? {} : { place }) }, device)}\n${occurred}`;
}

function told({ id, tenant, cause, place, firstAt, lastAt }: IncidentEntry): Incident {
  return { id, tenant, cause, firstAt, lastAt, ...(place === undefined ? {} : { place }) };
}

function correctCommand({ conditionKey, of, was, at }: Corrected): CorrectAlarm {
  const right = at === undefined ? {} : { occurred: at };
  return { type: 'correct', at: at ?? was, conditionKey, of, was, ...right };
}

/** What lasts, or began no later than what is known, was told before; one of a protected kind may be told late. */
function wasTold({ active, since }: IncidentMember, { kind, occurred }: AlarmSignal): boolean {
  return active || since === occurred || (since > occurred && !isProtectedKind(kind));
}

/**
 * An index of incidents. An alarm joins the nearest incident of its cause and place whose first or last alarm lies
 * within the window, else it opens one: in order of occurrence these are the alarms between which no gap is longer
 * than the window. They are the same in any order of arrival in which an alarm comes at most D behind a later one, if
 * within an incident no gap is longer than the window less D. Refuses with `devices/invalid-rules` and
 * `devices/invalid-snapshot`.
 */
export function incidentIndex(
  options: IncidentIndexOptions = {},
  snapshot?: IncidentSnapshot,
): IncidentIndex {
  const { rules = defaultIncidentRules, ancestorAt, nameOf = named } = options;
  const [wrong] = checkIncidentRules(rules);
  if (wrong !== undefined)
    throw new DomainError(
      'devices/invalid-rules' satisfies DevicesErrorCode,
      'The rules of incidents have errors.',
      { ...wrong },
    );
  const placeOf = placesOf(rules, ancestorAt);
  const memory = incidentMemory(snapshot);

  function join(signal: AlarmSignal): { readonly entry: IncidentEntry; readonly opened: boolean } {
    const { tenant, device, kind, grid, occurred } = signal;
    const found = placeOf(kind, grid);
    const { cause, place, windowMs } = found;
    const among = amongOf(tenant, found, device);
    const near = memory.nearest(among, occurred, windowMs);
    if (near !== undefined) return { entry: near, opened: false };
    const id = nameOf(signal, found);
    const opens = { id, tenant, cause, among, ...(place === undefined ? {} : { place }) };
    return { entry: memory.open(opens, occurred), opened: true };
  }

  function begun(signal: AlarmSignal, lasts: boolean, command: IncidentCommand): IncidentStep {
    const { entry, opened } = join(signal);
    memory.begin(keyOf(signal.tenant, signal.conditionKey), entry, signal.occurred, lasts);
    const leadMs = signal.occurred - entry.firstAt;
    return { incident: told(entry), opened, leadMs, command };
  }

  /** An alarm that lasts; what lasts already, or is no newer than its last raise, was told before. */
  function raise(
    signal: AlarmSignal,
    at: number,
    despite: 'outOfService' | undefined,
  ): IncidentStep | undefined {
    const known = memory.member(keyOf(signal.tenant, signal.conditionKey));
    if (known !== undefined && wasTold(known, signal)) return undefined;
    const marked = despite === undefined ? {} : { despite };
    return begun(signal, true, { type: 'raise', at, signal, ...marked });
  }

  function ofMember(
    { signal: { tenant }, conditionKey }: AlarmTransition,
    step: (member: IncidentMember) => IncidentCommand | undefined,
  ): IncidentStep | undefined {
    const member = memory.member(keyOf(tenant, conditionKey));
    const command = member === undefined ? undefined : step(member);
    if (member === undefined || command === undefined) return undefined;
    return { incident: told(member.entry), opened: false, command };
  }

  function correct(member: IncidentMember, { of, was, at }: Pick<Corrected, 'of' | 'was' | 'at'>) {
    if ((of === 'raised' ? member.since : member.until) !== was) return false;
    if (of === 'cleared') {
      if (at === undefined) memory.resume(member);
      else memory.end(member, at);
    } else if (at === undefined) memory.end(member, null);
    else memory.move(member, at);
    return true;
  }

  function follow(transition: AlarmTransition): IncidentStep | undefined {
    const { signal, conditionKey } = transition;
    switch (transition.type) {
      case 'raised':
        if (transition.withheld !== undefined) return undefined;
        return raise(signal, signal.received, transition.despite);
      case 'unshelved':
      case 'unsuppressed':
      case 'inService':
      case 'steady':
        return transition.active ? raise(signal, transition.at, undefined) : undefined;
      case 'cleared':
        return ofMember(transition, (member) => {
          const { received } = signal;
          const { at: occurred } = transition;
          // An end before its beginning is of an earlier life, told again after a restart.
          if (!member.active || occurred < member.since) return undefined;
          memory.end(member, occurred);
          // What ends by an acknowledgement ends later than the last that its device said.
          const at = occurred === signal.occurred ? received : Math.max(received, occurred);
          return { type: 'clear', at, conditionKey, occurred, received };
        });
      case 'latched':
        return ofMember(transition, ({ active, since }) => {
          if (!active || transition.at < since) return undefined;
          return { type: 'latch', at: signal.received, conditionKey, occurred: transition.at };
        });
      case 'corrected':
        return ofMember(transition, (member) =>
          correct(member, transition) ? correctCommand(transition) : undefined,
        );
      case 'acknowledged':
        return ofMember(transition, () => ({
          type: 'acknowledge',
          at: transition.at,
          conditionKey,
        }));
      case 'repeated':
      case 'late':
      case 'stale':
      case 'silent':
      case 'shelved':
      case 'suppressed':
      case 'outOfService':
      case 'chattering':
      case 'flood':
      case 'floodOver':
        return undefined;
    }
  }

  function learnRaise(tenant: TenantId, id: string, data: AlarmRaised['data']): void {
    const { kind, device, grid, conditionKey, occurred, momentary } = data;
    const found = placeOf(kind, grid === null ? undefined : (grid as GridCode));
    const { cause, place } = found;
    const opens = { id, tenant, cause, among: amongOf(tenant, found, device) };
    const entry =
      memory.entry(tenant, id) ??
      memory.open({ ...opens, ...(place === undefined ? {} : { place }) }, occurred);
    const key = keyOf(tenant, conditionKey);
    const known = memory.member(key);
    if (known === undefined || known.since < occurred)
      memory.begin(key, entry, occurred, !momentary);
  }

  function learn(
    { tenant, id }: { readonly tenant: TenantId; readonly id: string },
    fact: IncidentFact,
  ): void {
    if (fact.type === 'devices/alarm-raised') {
      learnRaise(tenant, id, fact.data);
      return;
    }
    const member = memory.member(keyOf(tenant, fact.data.conditionKey));
    if (member === undefined || member.entry.id !== id) return;
    if (fact.type === 'devices/alarm-corrected') {
      const { of, was, occurred } = fact.data;
      correct(member, { of, was, ...(occurred === null ? {} : { at: occurred }) });
    } else if (fact.type === 'devices/alarm-cleared') {
      const { occurred } = fact.data;
      if (member.active && occurred >= member.since) memory.end(member, occurred);
    }
  }

  return {
    follow,
    momentary: (signal) => {
      const { received: at } = signal;
      return begun(signal, false, { type: 'raise', at, signal, momentary: true });
    },
    learn,
    placeOf,
    get size() {
      return memory.size;
    },
    snapshot: memory.snapshot,
  };
}

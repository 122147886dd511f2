import { type Decider, DomainError, type Happened } from '@civigrid/kernel';
import type { Severity } from '../event/device-event.ts';
import type { DevicesErrorCode } from '../refusal-code.ts';
import type { IncidentCommand, RaiseAlarm, RaiseAlarms } from './incident-command.ts';
import type { AlarmCorrected, AlarmPlace, AlarmRaised, IncidentFact } from './incident-fact.ts';

/** One alarm of an incident. */
export interface IncidentAlarm {
  readonly conditionKey: string;
  readonly device: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly active: boolean;
  readonly acknowledged: boolean;
  /** When it began, as the device claims: UTC milliseconds. */
  readonly since: number;
  /** Its cause was gone then; it stays until somebody has acknowledged it. */
  readonly latched?: number;
  /** When it ended; a correction may move it. */
  readonly until?: number;
}

/** One incident (警情): alarms of one cause in one place. `over` means that none of them lasts; a new one opens it again. */
export type IncidentState =
  | { readonly status: 'none' }
  | { readonly status: 'open' | 'over'; readonly alarms: readonly IncidentAlarm[] };

function refuse(code: DevicesErrorCode, message: string): DomainError<DevicesErrorCode> {
  return new DomainError(code, message);
}

const placeOf = ({ device, kind, severity, conditionKey }: IncidentAlarm): AlarmPlace => ({
  device,
  kind,
  severity,
  conditionKey,
});

function raisedFact({
  signal,
  momentary = false,
  despite,
}: Omit<RaiseAlarm, 'type' | 'at'>): AlarmRaised {
  const { device, kind, severity, conditionKey, messageKey, occurred, received, grid } = signal;
  const data = { device, kind, severity, conditionKey, messageKey, occurred, received };
  const told = { ...data, grid: grid ?? null, momentary };
  return {
    type: 'devices/alarm-raised',
    schema: 1,
    data: despite === undefined ? told : { ...told, despite },
  };
}

function raise(command: RaiseAlarm, state: IncidentState): readonly IncidentFact[] {
  const { conditionKey } = command.signal;
  const active =
    state.status !== 'none' &&
    state.alarms.some((alarm) => alarm.conditionKey === conditionKey && alarm.active);
  return active ? [] : [raisedFact(command)];
}

function raiseAll({ signals }: RaiseAlarms, state: IncidentState): readonly IncidentFact[] {
  const asked = new Set(signals.map(({ conditionKey }) => conditionKey));
  const since = new Map<string, number>();
  const lasting = new Set<string>();
  for (const { conditionKey, since: at, active } of state.status === 'none' ? [] : state.alarms)
    if (asked.has(conditionKey)) {
      since.set(conditionKey, at);
      if (active) lasting.add(conditionKey);
    }
  const facts: IncidentFact[] = [];
  for (const signal of signals) {
    const { conditionKey, occurred } = signal;
    const before = since.get(conditionKey) ?? Number.NEGATIVE_INFINITY;
    if (lasting.has(conditionKey) || occurred <= before) continue;
    lasting.add(conditionKey);
    facts.push(raisedFact({ signal }));
  }
  return facts;
}

function alarmsOf(state: IncidentState): readonly IncidentAlarm[] {
  if (state.status !== 'none') return state.alarms;
  throw refuse('devices/no-incident', 'No alarm was raised here yet.');
}

function alarmOf(state: IncidentState, conditionKey: string): IncidentAlarm {
  const found = alarmsOf(state).find((alarm) => alarm.conditionKey === conditionKey);
  if (found !== undefined) return found;
  throw refuse('devices/unknown-condition', 'The alarm does not belong to this incident.');
}

function decide(command: IncidentCommand, state: IncidentState): readonly IncidentFact[] {
  switch (command.type) {
    case 'raise':
      return raise(command, state);
    case 'raiseAll':
      return raiseAll(command, state);
    case 'latch': {
      const alarm = alarmOf(state, command.conditionKey);
      if (!alarm.active || alarm.latched !== undefined) return [];
      const data = { ...placeOf(alarm), occurred: command.occurred };
      return [{ type: 'devices/alarm-latched', schema: 1, data }];
    }
    case 'clear': {
      const alarm = alarmOf(state, command.conditionKey);
      if (!alarm.active) return [];
      const { occurred, received } = command;
      const data = { ...placeOf(alarm), occurred, received };
      return [{ type: 'devices/alarm-cleared', schema: 1, data }];
    }
    case 'acknowledge': {
      const { conditionKey } = command;
      const asked = conditionKey === undefined ? alarmsOf(state) : [alarmOf(state, conditionKey)];
      return asked
        .filter(({ acknowledged }) => !acknowledged)
        .map((alarm) => ({ type: 'devices/alarm-acknowledged', schema: 1, data: placeOf(alarm) }));
    }
    case 'correct': {
      const alarm = alarmOf(state, command.conditionKey);
      const { of, was, occurred = null } = command;
      if ((of === 'raised' ? alarm.since : alarm.until) !== was) return [];
      const data = { ...placeOf(alarm), of, was, occurred };
      return [{ type: 'devices/alarm-corrected', schema: 1, data }];
    }
  }
}

function withAlarms(alarms: readonly IncidentAlarm[]): IncidentState {
  return { status: alarms.some(({ active }) => active) ? 'open' : 'over', alarms };
}

function changed(
  alarms: readonly IncidentAlarm[],
  conditionKey: string,
  change: (alarm: IncidentAlarm) => IncidentAlarm,
): readonly IncidentAlarm[] {
  return alarms.map((alarm) => (alarm.conditionKey === conditionKey ? change(alarm) : alarm));
}

function raised(alarms: readonly IncidentAlarm[], data: AlarmRaised['data']): IncidentState {
  const { device, kind, severity, conditionKey, occurred, momentary } = data;
  const alarm: IncidentAlarm = {
    conditionKey,
    device,
    kind,
    severity,
    active: !momentary,
    acknowledged: false,
    since: occurred,
    ...(momentary ? { until: occurred } : {}),
  };
  return alarms.some((other) => other.conditionKey === conditionKey)
    ? withAlarms(changed(alarms, conditionKey, () => alarm))
    : withAlarms([...alarms, alarm]);
}

function corrected(alarm: IncidentAlarm, { of, occurred }: AlarmCorrected['data']): IncidentAlarm {
  const { until, ...begun } = alarm;
  if (of === 'raised')
    return occurred === null ? { ...alarm, active: false } : { ...alarm, since: occurred };
  return occurred === null ? { ...begun, active: true } : { ...alarm, until: occurred };
}

function evolve(state: IncidentState, happened: Happened<IncidentFact>): IncidentState {
  const alarms = state.status === 'none' ? [] : state.alarms;
  const { conditionKey } = happened.data;
  switch (happened.type) {
    case 'devices/alarm-raised':
      return raised(alarms, happened.data);
    case 'devices/alarm-latched': {
      const { occurred: latched } = happened.data;
      return withAlarms(changed(alarms, conditionKey, (alarm) => ({ ...alarm, latched })));
    }
    case 'devices/alarm-cleared': {
      const { occurred: until } = happened.data;
      return withAlarms(
        changed(alarms, conditionKey, (alarm) => ({ ...alarm, active: false, until })),
      );
    }
    case 'devices/alarm-acknowledged':
      return withAlarms(
        changed(alarms, conditionKey, (alarm) => ({ ...alarm, acknowledged: true })),
      );
    case 'devices/alarm-corrected': {
      const { data } = happened;
      return withAlarms(changed(alarms, conditionKey, (alarm) => corrected(alarm, data)));
    }
  }
}

/**
 * The life of an incident (stream kind `incident`): raise, latch, clear, acknowledge, correct. Raising what is raised and
 * clearing what is cleared is nothing to do. Refuses with `devices/no-incident` and `devices/unknown-condition`.
 */
export const incidentDecider: Decider<IncidentState, IncidentCommand, IncidentFact> = {
  initial: { status: 'none' },
  decide,
  evolve,
};

import { type Decider, DomainError, type Happened } from '@civigrid/kernel';
import type { AlarmSignal } from '../alarms/alarm-transition.ts';
import type { Severity } from '../event/device-event.ts';
import type { DevicesErrorCode } from '../refusal-code.ts';

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
  /** When it ended; a correction may move it. */
  readonly until?: number;
}

/** One incident (警情): alarms of one cause in one place. `over` means that none of them lasts; a new one opens it again. */
export type IncidentState =
  | { readonly status: 'none' }
  | { readonly status: 'open' | 'over'; readonly alarms: readonly IncidentAlarm[] };

/** An alarm began: the signal of a `raised` transition, or of an `instant` event. */
export interface RaiseAlarm {
  readonly type: 'raise';
  readonly at: number;
  readonly signal: AlarmSignal;
  /** It is over as soon as it began: an `instant`, which no clear will ever follow. */
  readonly momentary?: boolean;
}

/** An alarm ended: the signal of a `cleared` transition. */
export interface ClearAlarm {
  readonly type: 'clear';
  readonly at: number;
  readonly conditionKey: string;
  /** UTC milliseconds. */
  readonly occurred: number;
  /** UTC milliseconds. */
  readonly received: number;
}

/** Somebody has taken note (确认): of one alarm, or of all. Who it was is the actor of the command. */
export interface AcknowledgeAlarm {
  readonly type: 'acknowledge';
  readonly at: number;
  readonly conditionKey?: string;
}

/** What was recorded is otherwise: a `corrected` transition. */
export interface CorrectAlarm {
  readonly type: 'correct';
  readonly at: number;
  readonly conditionKey: string;
  readonly of: 'raised' | 'cleared';
  readonly was: number;
  /** The right instant; it never was if left out. */
  readonly occurred?: number;
}

/** What can be asked of an incident. */
export type IncidentCommand = RaiseAlarm | ClearAlarm | AcknowledgeAlarm | CorrectAlarm;

/** An alarm was raised. */
export interface AlarmRaised {
  readonly type: 'devices/alarm-raised';
  readonly schema: 1;
  readonly data: {
    readonly device: string;
    readonly kind: string;
    readonly severity: Severity;
    readonly conditionKey: string;
    readonly messageKey: string;
    readonly occurred: number;
    readonly received: number;
    readonly grid: string | null;
    readonly momentary: boolean;
  };
}

/** An alarm was cleared. */
export interface AlarmCleared {
  readonly type: 'devices/alarm-cleared';
  readonly schema: 1;
  readonly data: AlarmPlace & { readonly occurred: number; readonly received: number };
}

/** An alarm was acknowledged. */
export interface AlarmAcknowledged {
  readonly type: 'devices/alarm-acknowledged';
  readonly schema: 1;
  readonly data: AlarmPlace;
}

/** What was said of an alarm was corrected; `occurred` is null where it never was. */
export interface AlarmCorrected {
  readonly type: 'devices/alarm-corrected';
  readonly schema: 1;
  readonly data: AlarmPlace & {
    readonly of: 'raised' | 'cleared';
    readonly was: number;
    readonly occurred: number | null;
  };
}

/** Which alarm a fact is about. */
export type AlarmPlace = {
  readonly device: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly conditionKey: string;
};

/** What happens to an incident. */
export type IncidentFact = AlarmRaised | AlarmCleared | AlarmAcknowledged | AlarmCorrected;

function refuse(code: DevicesErrorCode, message: string): DomainError<DevicesErrorCode> {
  return new DomainError(code, message);
}

const placeOf = ({ device, kind, severity, conditionKey }: IncidentAlarm): AlarmPlace => ({
  device,
  kind,
  severity,
  conditionKey,
});

function raise(
  { signal, momentary = false }: RaiseAlarm,
  state: IncidentState,
): readonly IncidentFact[] {
  const { device, kind, severity, conditionKey, messageKey, occurred, received, grid } = signal;
  const active =
    state.status !== 'none' &&
    state.alarms.some((alarm) => alarm.conditionKey === conditionKey && alarm.active);
  if (active) return [];
  const data = { device, kind, severity, conditionKey, messageKey, occurred, received };
  return [
    { type: 'devices/alarm-raised', schema: 1, data: { ...data, grid: grid ?? null, momentary } },
  ];
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
 * The life of an incident (stream kind `incident`): raise, clear, acknowledge, correct. Raising what is raised and
 * clearing what is cleared is nothing to do. Refuses with `devices/no-incident` and `devices/unknown-condition`.
 */
export const incidentDecider: Decider<IncidentState, IncidentCommand, IncidentFact> = {
  initial: { status: 'none' },
  decide,
  evolve,
};

import type { MediaReference, Observation, Phase, Severity } from '../event/device-event.ts';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { kindInfo } from '../event/kinds.ts';
import type { DecodedEvent } from '../intake/codec.ts';
import { readInstant, type TimeForm } from '../intake/instant.ts';
import type { Found, MappingReads, ReadForm } from './found.ts';
import type { DeviceMapping, MappingDefaults } from './mapping.ts';
import { missing, wrong } from './mapping-issue.ts';
import {
  type ChoicePlan,
  chosen,
  planChoice,
  planText,
  type TextPlan,
  textOf,
} from './text-plan.ts';

interface TimePlan {
  readonly at: number;
  readonly pointer: string;
  readonly form: TimeForm;
}

interface ObservationPlan {
  readonly at: number;
  readonly pointer: string;
  readonly property: string;
  readonly unit: string | undefined;
  readonly personal: boolean;
  readonly optional: boolean;
}

interface MediaPlan {
  readonly at: number;
  readonly pointer: string;
  readonly type: string;
}

/** How one event is made of what the pointers found: a mapping made ready. */
export interface EventPlan {
  readonly device: TextPlan | undefined;
  readonly kind: TextPlan;
  readonly phase: TextPlan;
  readonly message: TextPlan | undefined;
  readonly zone: TextPlan | undefined;
  readonly time: TimePlan | undefined;
  readonly severity: ChoicePlan<number> | number | undefined;
  readonly observations: readonly ObservationPlan[];
  readonly media: readonly MediaPlan[];
}

/** Milliseconds and seconds are numbers; all others are written out. */
function wanted(form: TimeForm): ReadForm {
  return form === 'ms' || form === 's' ? 'value' : form;
}

/** Makes the parts of a mapping ready; `reads` learns the pointers. */
export function planEvent(mapping: DeviceMapping, reads: MappingReads): EventPlan {
  const { device, message, zone, time, severity, observations = [], media = [] } = mapping;
  return {
    device: device === undefined ? undefined : planText(device, reads, 'repeated', 'device'),
    kind: planText(mapping.kind, reads),
    phase: planText(mapping.phase, reads),
    message: message === undefined ? undefined : planText(message, reads, 'unique'),
    zone: zone === undefined || zone === null ? undefined : planText(zone, reads),
    time:
      time === undefined || time === null
        ? undefined
        : { at: reads.number(time.at, wanted(time.as), 'unique'), pointer: time.at, form: time.as },
    severity: typeof severity === 'object' ? planChoice(severity, reads) : severity,
    observations: observations.map(({ at, property, unit, personal, optional }) => ({
      at: reads.number(at, 'value', personal === true ? 'personal' : 'repeated'),
      pointer: at,
      property,
      unit,
      personal: personal === true,
      optional: optional === true,
    })),
    media: media.map(({ at, type }) => ({
      at: reads.number(at, 'value', 'unique'),
      pointer: at,
      type,
    })),
  };
}

/** Whether a text is one of the phases. */
export function isPhase(text: string): text is Phase {
  switch (text) {
    case 'raise':
    case 'clear':
    case 'instant':
    case 'reading':
    case 'heartbeat':
      return true;
  }
  return false;
}

function occurredOf(
  { at, pointer, form }: TimePlan,
  found: Found,
  issues: DeviceIssue[],
): DecodedEvent['occurred'] {
  const value = found[at];
  const instant = readInstant(value, form);
  if (instant !== undefined)
    return instant.zoneAssumed === true
      ? { at: instant.at, source: 'device', zoneAssumed: true }
      : { at: instant.at, source: 'device' };
  issues.push(
    value === undefined
      ? missing(pointer)
      : issue('warning', 'devices/invalid-time', `Not a time of the form ${form}.`, {
          path: pointer,
        }),
  );
  return undefined;
}

/** What the mapping says of the severity, or undefined. */
export function severityOf(
  plan: EventPlan['severity'],
  found: Found,
  issues: DeviceIssue[],
): Severity | undefined {
  const said = typeof plan === 'object' ? chosen(plan, found, issues) : plan;
  return said as Severity | undefined;
}

function observed(
  { property, unit, personal }: ObservationPlan,
  value: string | number | boolean,
): Observation {
  if (unit === undefined) return personal ? { property, value, personal } : { property, value };
  return personal ? { property, value, unit, personal } : { property, value, unit };
}

/** The observations that are there; what is missing or no value is an issue. */
export function observationsOf(
  plans: readonly ObservationPlan[],
  found: Found,
  issues: DeviceIssue[],
): readonly Observation[] {
  // A list that grows by push takes room for seventeen.
  const made = new Array<Observation>(plans.length);
  let count = 0;
  for (const plan of plans) {
    const value = found[plan.at];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      made[count++] = observed(plan, value);
    else if (value !== undefined) issues.push(wrong(plan.pointer, 'a value'));
    else if (!plan.optional) issues.push(missing(plan.pointer));
  }
  if (count < made.length) made.length = count;
  return made;
}

const letterD = 0x64;

/** Whether it holds the picture's own bytes. */
function isInline(ref: string): boolean {
  return (ref.charCodeAt(0) | 0x20) === letterD && /^data:/i.test(ref);
}

const none: readonly never[] = Object.freeze([]);

/** The references to pictures that are there; what is none is an issue. */
export function mediaOf(
  plans: readonly MediaPlan[],
  found: Found,
  issues: DeviceIssue[],
): readonly MediaReference[] {
  if (plans.length === 0) return none;
  const made = new Array<MediaReference>(plans.length);
  let count = 0;
  for (const { at, pointer, type } of plans) {
    const ref = found[at];
    // A picture inside the message is no reference: its bytes must not come through.
    if (typeof ref === 'string' && ref !== '' && ref.length <= 2048 && !isInline(ref))
      made[count++] = { ref, type };
    else if (ref !== undefined && ref !== null) issues.push(wrong(pointer, 'a reference'));
  }
  if (count < made.length) made.length = count;
  return made;
}

function deviceOf(
  plan: TextPlan | undefined,
  found: Found,
  defaults: MappingDefaults,
  issues: DeviceIssue[],
): string | undefined {
  if (plan !== undefined) return textOf(plan, found, issues);
  if (defaults.device === undefined)
    issues.push(issue('error', 'devices/no-device', 'Nothing names the device.'));
  return defaults.device;
}

/**
 * The event, or undefined where who, what and how are not all told. One object literal for each of the common shapes:
 * a chain of spreads costs twenty times as much.
 */
export function eventOf(
  plan: EventPlan,
  found: Found,
  defaults: MappingDefaults,
  issues: DeviceIssue[],
  index: number,
): DecodedEvent | undefined {
  const device = deviceOf(plan.device, found, defaults, issues);
  const kind = textOf(plan.kind, found, issues);
  const phase = textOf(plan.phase, found, issues);
  if (phase !== undefined && !isPhase(phase))
    issues.push(issue('error', 'devices/unknown-phase', 'Not one of the phases.'));
  if (device === undefined || kind === undefined || phase === undefined || !isPhase(phase))
    return undefined;
  const info = kindInfo(kind);
  if (info === undefined)
    issues.push(issue('warning', 'devices/unknown-kind', 'The kind is not in the taxonomy.'));
  // What may be missing: the event goes out all the same.
  const hard = issues.length;
  const occurred =
    plan.time === undefined ? defaults.occurred : occurredOf(plan.time, found, issues);
  const key =
    (plan.message === undefined ? undefined : textOf(plan.message, found, issues)) ??
    defaults.key();
  const message = index < 0 ? key : `${key}|${index}`;
  const zone = plan.zone === undefined ? undefined : textOf(plan.zone, found, issues);
  const severity = severityOf(plan.severity, found, issues) ?? info?.severity ?? 1;
  const media = mediaOf(plan.media, found, issues);
  const observations = observationsOf(plan.observations, found, issues);
  for (let i = hard; i < issues.length; i++)
    issues[i] = { ...(issues[i] as DeviceIssue), level: 'warning' };
  if (occurred === undefined)
    return {
      device,
      kind,
      phase,
      severity,
      ...(zone === undefined ? {} : { zone }),
      observations,
      ...(media.length === 0 ? {} : { media }),
      message,
    };
  if (zone === undefined)
    return media.length === 0
      ? { device, kind, phase, severity, occurred, observations, message }
      : { device, kind, phase, severity, occurred, observations, media, message };
  return media.length === 0
    ? { device, kind, phase, severity, occurred, zone, observations, message }
    : { device, kind, phase, severity, occurred, zone, observations, media, message };
}

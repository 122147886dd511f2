import { isPersonalKind } from '../event/redact.ts';
import { chosen, type MappingChoice, type Scalar } from './choice.ts';
import { type Lookup, look, mask, type PlacedScope } from './lookup.ts';
import { confidenceOf } from './mapped-confidence.ts';
import { isReference } from './mapped-media.ts';
import { type MappedObservation, observed } from './mapped-observation.ts';
import {
  type MappedTime,
  mappedInstant,
  type Position,
  sampledInstant,
  timesOf,
} from './mapped-time.ts';
import type { DeviceMapping, MappedEvent } from './mapping.ts';
import type { TextSource } from './text-source.ts';

/** What one field of a mapping looked at, and what it became (字段追踪). */
export interface FieldTrace {
  /** JSON pointer into the mapping. */
  readonly field: string;
  readonly looked: readonly Lookup[];
  /** The property of an observation. */
  readonly property?: string;
  /** In the event: UTC milliseconds for a time, `***` for what says something about a person; null for a kind that is no event. Left out where it became nothing. */
  readonly became?: Scalar;
  /** Why it became nothing, where that is an issue. */
  readonly failed?: 'devices/missing-member' | 'devices/wrong-type' | 'devices/invalid-time';
}

/** A result that is still to be told. */
interface Outcome {
  readonly looked: readonly Lookup[];
  readonly result: Scalar | undefined;
}

const isMissing = (looked: readonly Lookup[]) => looked.every(({ type }) => type === 'missing');

function told(field: string, { looked, result }: Outcome, optional = false): FieldTrace {
  if (result !== undefined) return { field, looked, became: result };
  if (!isMissing(looked)) return { field, looked, failed: 'devices/wrong-type' };
  return optional ? { field, looked } : { field, looked, failed: 'devices/missing-member' };
}

function ofChoice<Value extends Scalar>(choice: MappingChoice<Value>, scope: PlacedScope): Outcome {
  const { value, looked } = look(choice.at, scope);
  return { looked, result: chosen(choice)(value) };
}

function ofPointer(pointer: string, scope: PlacedScope): Outcome {
  const { value, looked } = look(pointer, scope);
  if (typeof value === 'string' && value !== '') return { looked, result: value };
  const finite = typeof value === 'number' && Number.isFinite(value);
  return { looked, result: finite ? String(value) : undefined };
}

function ofText(source: TextSource, scope: PlacedScope): Outcome {
  if (typeof source === 'string')
    return source.startsWith('/') ? ofPointer(source, scope) : { looked: [], result: source };
  if ('text' in source) return { looked: [], result: source.text };
  if ('join' in source) {
    const parts = source.join.map((part) => ofText(part, scope));
    const whole = parts.every(({ result }) => result !== undefined);
    return {
      looked: parts.flatMap(({ looked }) => looked),
      result: whole ? parts.map(({ result }) => result).join('') : undefined,
    };
  }
  if (!('first' in source)) return ofChoice(source, scope);
  const looked: Lookup[] = [];
  for (const one of source.first) {
    const tried = ofText(one, scope);
    looked.push(...tried.looked);
    if (tried.result !== undefined) return { looked, result: tried.result };
  }
  return { looked, result: undefined };
}

/** What a field that is a text became. */
export function textTrace(field: string, source: TextSource, scope: PlacedScope): FieldTrace {
  return told(field, ofText(source, scope));
}

function kindTrace(field: string, kind: MappedEvent['kind'], scope: PlacedScope): FieldTrace {
  const isChoice = typeof kind === 'object' && 'at' in kind;
  return told(field, isChoice ? ofChoice<string | null>(kind, scope) : ofText(kind, scope));
}

function ofTime(time: MappedTime, scope: PlacedScope, position: Position | undefined): Outcome {
  const { value, looked } = look(time.at, scope);
  const instant = mappedInstant(time)(value);
  const { spaced } = time;
  if (instant === undefined || spaced === undefined || position === undefined)
    return { looked, result: instant?.at };
  const { every } = spaced;
  const distance = typeof every === 'string' ? look(every, scope) : { value: every, looked: [] };
  return {
    looked: [...looked, ...distance.looked],
    result: sampledInstant(instant, spaced, distance.value, position)?.at,
  };
}

function timeTrace(
  field: string,
  time: DeviceMapping['time'],
  scope: PlacedScope,
  position?: Position,
): FieldTrace {
  const looked: Lookup[] = [];
  const times = timesOf(time);
  for (const one of times) {
    const tried = ofTime(one, scope, position);
    looked.push(...tried.looked);
    if (tried.result !== undefined) return { field, looked, became: tried.result };
  }
  if (!isMissing(looked)) return { field, looked, failed: 'devices/invalid-time' };
  const optional = times.some((one) => one.optional === true);
  return told(field, { looked, result: undefined }, optional);
}

function observationTrace(
  field: string,
  mapped: MappedObservation,
  scope: PlacedScope,
  personal: boolean,
): readonly FieldTrace[] {
  const { value, looked } = look(mapped.at, scope, personal);
  const property = ofText(mapped.property, scope);
  const result = observed(mapped)(value);
  if (result === undefined) return [told(field, { looked, result }, mapped.optional)];
  const seen = [...property.looked, ...looked];
  if (property.result === undefined)
    return [told(`${field}/property`, { looked: property.looked, result: undefined })];
  return [
    { field, looked: seen, property: String(property.result), became: personal ? mask : result },
    ...(mapped.time === undefined ? [] : [timeTrace(`${field}/time`, mapped.time, scope)]),
  ];
}

/** What every field of one event became; `place` is where the event stands in the mapping. */
export function eventTrace(
  mapped: MappedEvent,
  fallback: DeviceMapping['time'],
  place: string,
  scope: PlacedScope,
  position: Position | undefined,
): readonly FieldTrace[] {
  const { phase, zone, severity, confidence, observations = [], media = [] } = mapped;
  const kind = kindTrace(`${place}/kind`, mapped.kind, scope);
  if (kind.became === null) return [kind];
  const personalKind = typeof kind.became === 'string' && isPersonalKind(kind.became);
  const fields: FieldTrace[] = [kind, told(`${place}/phase`, ofText(phase, scope))];
  const time = mapped.time === undefined ? fallback : mapped.time;
  if (time !== undefined && time !== null) {
    const owner = mapped.time === undefined ? '' : place;
    fields.push(timeTrace(`${owner}/time`, time, scope, position));
  }
  if (zone !== undefined && zone !== null) fields.push(told(`${place}/zone`, ofText(zone, scope)));
  if (typeof severity === 'number')
    fields.push({ field: `${place}/severity`, looked: [], became: severity });
  else if (severity !== undefined)
    fields.push(told(`${place}/severity`, ofChoice(severity, scope)));
  if (typeof confidence === 'number')
    fields.push({ field: `${place}/confidence`, looked: [], became: confidence });
  else if (confidence !== undefined) {
    const { value, looked } = look(confidence.at, scope);
    const result = confidenceOf(confidence)(value);
    fields.push(told(`${place}/confidence`, { looked, result }, confidence.optional));
  }
  for (const [i, observation] of observations.entries()) {
    const personal = personalKind || observation.personal === true;
    fields.push(...observationTrace(`${place}/observations/${i}`, observation, scope, personal));
  }
  for (const [i, one] of media.entries()) {
    const { value, looked } = look(one.at, scope);
    const result = isReference(value) ? value : undefined;
    const absent = value === undefined || value === null;
    const field = `${place}/media/${i}`;
    fields.push(absent ? { field, looked } : told(field, { looked, result }));
  }
  return fields;
}

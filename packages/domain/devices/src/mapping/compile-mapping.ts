import { DomainError } from '@civigrid/kernel';
import type { MediaReference, Observation, Severity } from '../event/device-event.ts';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { kindInfo } from '../event/kinds.ts';
import { isPhase } from '../event/phase.ts';
import type { Decoded, DecodedEvent } from '../intake/codec.ts';
import type { DevicesErrorCode } from '../refusal-code.ts';
import { chosen, type MappingChoice } from './choice.ts';
import { conditionTests, type MappingCondition } from './condition.ts';
import { envelopeOf } from './envelope.ts';
import { confidenceOf } from './mapped-confidence.ts';
import { isReference, type MappedMedia } from './mapped-media.ts';
import { type MappedObservation, observed } from './mapped-observation.ts';
import {
  type MappedTime,
  mappedInstant,
  type Position,
  sampledInstant,
  timesOf,
} from './mapped-time.ts';
import type { CompiledMapping, DeviceMapping, MappedEvent, MappingInput } from './mapping.ts';
import { checkMapping } from './mapping-check.ts';
import { missing, wrong } from './mapping-issue.ts';
import { messageKey } from './message-key.ts';
import { keepQuick } from './quick-mapping.ts';
import { elementsOf, finder, type Scope } from './scope.ts';
import type { TextSource } from './text-source.ts';
import { topicPattern } from './topic-pattern.ts';

/** A text, or the issue why there is none. */
type Texts = (scope: Scope, issues: DeviceIssue[]) => string | undefined;

function pointerOf(at: string | readonly string[] = ''): string {
  return typeof at === 'string' ? at : (at[0] ?? '');
}

function compilePointer(pointer: string): Texts {
  const found = finder(pointer);
  return (scope, issues) => {
    const { value } = found(scope);
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    issues.push(value === undefined ? missing(pointer) : wrong(pointer, 'a text'));
    return undefined;
  };
}

function compileChoice<Value>(
  choice: MappingChoice<Value>,
): (scope: Scope, issues: DeviceIssue[]) => Value | undefined {
  const found = finder(choice.at);
  const choose = chosen(choice);
  return (scope, issues) => {
    const { pointer, value } = found(scope);
    const then = choose(value);
    if (then === undefined)
      issues.push(value === undefined ? missing(pointer) : wrong(pointer, 'one of the cases'));
    return then;
  };
}

function compileText(source: TextSource): Texts {
  if (typeof source === 'string')
    return source.startsWith('/') ? compilePointer(source) : () => source;
  if ('text' in source) return () => source.text;
  if ('join' in source) {
    const parts = source.join.map(compileText);
    return (scope, issues) => {
      let text = '';
      for (const part of parts) {
        const piece = part(scope, issues);
        if (piece === undefined) return undefined;
        text += piece;
      }
      return text;
    };
  }
  if (!('first' in source)) return compileChoice(source);
  const sources = source.first.map(compileText);
  return (scope, issues) => {
    const tried: DeviceIssue[] = [];
    for (const one of sources) {
      const text = one(scope, tried);
      if (text !== undefined) return text;
    }
    issues.push(...tried.slice(0, 1));
    return undefined;
  };
}

function compileObservation(mapped: MappedObservation) {
  const found = finder(mapped.at);
  const read = observed(mapped);
  const name = compileText(mapped.property);
  const time = compileTime(mapped.time);
  return (scope: Scope, issues: DeviceIssue[]): Observation | undefined => {
    const { pointer, value: member } = found(scope);
    const value = read(member);
    if (value === undefined) {
      if (member !== undefined) issues.push(wrong(pointer, 'a value'));
      else if (mapped.optional !== true) issues.push(missing(pointer));
      return undefined;
    }
    const property = name(scope, issues);
    const measured = time?.(scope, issues, undefined);
    return property === undefined
      ? undefined
      : {
          property,
          value,
          ...(mapped.unit === undefined ? {} : { unit: mapped.unit }),
          ...(measured === undefined ? {} : { at: measured.at }),
          ...(mapped.personal === true ? { personal: true } : {}),
        };
  };
}

function compileMedia(mapped: MappedMedia) {
  const found = finder(mapped.at);
  return (scope: Scope, issues: DeviceIssue[]): MediaReference | undefined => {
    const { pointer, value: ref } = found(scope);
    if (isReference(ref)) return { ref, type: mapped.type };
    if (ref !== undefined && ref !== null) issues.push(wrong(pointer, 'a reference'));
    return undefined;
  };
}

function compileOneTime(time: MappedTime) {
  const { spaced } = time;
  const found = finder(time.at);
  const read = mappedInstant(time);
  const every =
    typeof spaced?.every === 'string' ? finder(spaced.every) : () => ({ value: spaced?.every });
  return {
    found,
    read: (scope: Scope, value: unknown, position: Position | undefined) => {
      const instant = read(value);
      if (instant === undefined || spaced === undefined || position === undefined) return instant;
      return sampledInstant(instant, spaced, every(scope).value, position);
    },
  };
}

function compileTime(time: DeviceMapping['time']) {
  if (time === undefined || time === null) return undefined;
  const tries = timesOf(time).map((one) => ({ ...one, ...compileOneTime(one) }));
  return (
    scope: Scope,
    issues: DeviceIssue[],
    position: Position | undefined,
  ): DecodedEvent['occurred'] => {
    let failed: DeviceIssue | undefined;
    for (const { found, read, as, source } of tries) {
      const { pointer, value } = found(scope);
      const instant = read(scope, value, position);
      if (instant !== undefined) return { ...instant, source: source ?? 'device' };
      if (value !== undefined)
        failed ??= issue('warning', 'devices/invalid-time', `Not a time of the form ${as}.`, {
          path: pointer,
        });
    }
    if (failed !== undefined) issues.push(failed);
    else if (!tries.some(({ optional }) => optional === true))
      issues.push(missing(pointerOf(tries[0]?.at)));
    return undefined;
  };
}

function compileConfidence(confidence: DeviceMapping['confidence']) {
  if (confidence === undefined) return undefined;
  if (typeof confidence === 'number') return () => confidence;
  const found = finder(confidence.at);
  const read = confidenceOf(confidence);
  return (scope: Scope, issues: DeviceIssue[]): number | undefined => {
    const { pointer, value } = found(scope);
    const sure = read(value);
    if (sure !== undefined) return sure;
    if (value !== undefined) issues.push(wrong(pointer, 'a confidence'));
    else if (confidence.optional !== true) issues.push(missing(pointer));
    return undefined;
  };
}

function compileCondition(condition: MappingCondition): (scope: Scope) => boolean {
  const tests = conditionTests(condition).map(({ pointer, holds }) => ({
    holds,
    found: finder(pointer),
  }));
  return (scope) => tests.every(({ found, holds }) => holds(found(scope).value));
}

function compileSeverity(severity: DeviceMapping['severity']) {
  if (severity === undefined) return undefined;
  return typeof severity === 'number' ? () => severity : compileChoice(severity);
}

/** What the events of one message or element share. */
interface Shared {
  readonly device: (issues: DeviceIssue[]) => string | undefined;
  readonly input: MappingInput;
  readonly position: Position | undefined;
  /** The key of an event at that time. */
  readonly key: (occurred: DecodedEvent['occurred'], issues: DeviceIssue[]) => string;
}

function compileKind(kind: MappedEvent['kind']) {
  return typeof kind === 'object' && 'at' in kind
    ? compileChoice<string | null>(kind)
    : compileText(kind);
}

/** One event; `fallback` is the time that it has if it says none itself. */
function compileEvent(mapped: MappedEvent, fallback: DeviceMapping['time']) {
  const meant = compileCondition(mapped.when ?? {});
  const zone =
    mapped.zone === undefined || mapped.zone === null ? undefined : compileText(mapped.zone);
  const kind = compileKind(mapped.kind);
  const phase = compileText(mapped.phase);
  const time = compileTime(mapped.time === undefined ? fallback : mapped.time);
  const severity = compileSeverity(mapped.severity);
  const confidence = compileConfidence(mapped.confidence);
  const observations = (mapped.observations ?? []).map(compileObservation);
  const media = (mapped.media ?? []).map(compileMedia);
  /** Who, what and how: without all three there is no event. */
  const identity = (scope: Scope, shared: Shared, issues: DeviceIssue[]) => {
    const own: DeviceIssue[] = [];
    const what = kind(scope, own);
    if (what === null) return undefined;
    const id = shared.device(issues);
    issues.push(...own);
    const how = phase(scope, issues);
    if (how !== undefined && !isPhase(how))
      issues.push(issue('error', 'devices/unknown-phase', 'Not one of the phases.'));
    if (id === undefined || what === undefined || how === undefined || !isPhase(how))
      return undefined;
    if (kindInfo(what) === undefined)
      issues.push(issue('warning', 'devices/unknown-kind', 'The kind is not in the taxonomy.'));
    return { device: id, kind: what, phase: how };
  };
  /** What may be missing: the event goes out all the same. */
  const extras = (scope: Scope, issues: DeviceIssue[]) => {
    const part = zone?.(scope, issues);
    const gravity = severity?.(scope, issues);
    const sure = confidence?.(scope, issues);
    const seen = media.flatMap((make) => make(scope, issues) ?? []);
    return {
      ...(gravity === undefined ? {} : { severity: gravity as Severity }),
      ...(part === undefined ? {} : { zone: part }),
      ...(sure === undefined ? {} : { confidence: sure }),
      observations: observations.flatMap((make) => make(scope, issues) ?? []),
      ...(seen.length === 0 ? {} : { media: seen }),
    };
  };
  return (scope: Scope, shared: Shared, issues: DeviceIssue[]): DecodedEvent | undefined => {
    const found = meant(scope) ? identity(scope, shared, issues) : undefined;
    if (found === undefined) return undefined;
    const soft: DeviceIssue[] = [];
    const occurred =
      time === undefined ? shared.input.occurred : time(scope, soft, shared.position);
    const key = shared.key(occurred, soft);
    const more = extras(scope, soft);
    issues.push(...soft.map((one) => ({ ...one, level: 'warning' }) as const));
    return {
      ...found,
      ...(occurred === undefined ? {} : { occurred }),
      ...more,
      message: key,
    };
  };
}

/** Every event of a message, or of one element of it. */
function compileEvents(mapping: DeviceMapping) {
  const device = mapping.device === undefined ? undefined : compileText(mapping.device);
  const message = mapping.message === undefined ? undefined : compileText(mapping.message);
  const events = [mapping, ...(mapping.also ?? [])].map((mapped) =>
    compileEvent(mapped, mapping.time),
  );
  return (
    scope: Scope,
    input: MappingInput,
    issues: DeviceIssue[],
    position: Position | undefined,
  ): readonly DecodedEvent[] => {
    const deviceOf = once((own) => {
      const id = device === undefined ? input.device : device(scope, own);
      if (id === undefined && device === undefined)
        own.push(issue('error', 'devices/no-device', 'Nothing names the device.'));
      return id;
    });
    const own = once((found) => message?.(scope, found));
    const received = input.message.receivedAt;
    return events.flatMap((make, i) => {
      const shared: Shared = {
        input,
        position,
        device: deviceOf,
        key: (occurred, found) => {
          const id = own(found) ?? input.key();
          const key = messageKey(id, mapping.messagePer, { occurred: occurred?.at, received });
          const element = position === undefined ? key : `${key}|${position.index}`;
          return i === 0 ? element : `${element}|+${i}`;
        },
      };
      return make(scope, shared, issues) ?? [];
    });
  };
}

type Events = ReturnType<typeof compileEvents>;

/** The events of every element; what is wrong is said with the element's place. */
function compileEach(each: NonNullable<DeviceMapping['each']>, events: Events) {
  const isText = typeof each === 'string';
  const at = isText ? each : each.members;
  const elements = finder(at);
  return (scope: Scope, input: MappingInput, issues: DeviceIssue[]): readonly DecodedEvent[] => {
    const found = elements(scope).value;
    const list = elementsOf(each, found);
    if (list === undefined) {
      const wanted = isText ? 'a list' : 'an object';
      issues.push(found === undefined ? missing(at) : wrong(at, wanted));
      return [];
    }
    if (list.length === 0)
      issues.push(issue('info', 'devices/no-event', 'The list is empty.', { path: at }));
    return list.flatMap(({ path, ...element }, index) => {
      const own: DeviceIssue[] = [];
      const made = events({ ...scope, element }, input, own, { index, count: list.length });
      issues.push(...own.map((one) => ({ ...one, path: `${path}${one.path ?? ''}` })));
      return made;
    });
  };
}

/** Asks once; what is wrong is said once, too. */
function once<Value>(ask: (issues: DeviceIssue[]) => Value): (issues: DeviceIssue[]) => Value {
  let answer: { readonly value: Value } | undefined;
  return (issues) => {
    answer ??= { value: ask(issues) };
    return answer.value;
  };
}

/** Makes a mapping ready. Refuses with `devices/invalid-mapping`, the findings in its details. */
export function compileMapping(mapping: DeviceMapping): CompiledMapping {
  const wrongs = checkMapping(mapping);
  if (wrongs.length > 0)
    throw new DomainError(
      'devices/invalid-mapping' satisfies DevicesErrorCode,
      `The mapping is not one: ${wrongs.map(({ path, message }) => `${path} ${message}`).join(' ')}`,
      { issues: wrongs.map(({ code, path, message }) => ({ code, path, message })) },
    );
  const { match = {} } = mapping;
  const meant = compileCondition(match);
  const conditional = match.equals !== undefined || match.has !== undefined;
  const pattern = topicPattern(match.topic ?? '');
  const topic = pattern === undefined ? match.topic : undefined;
  const events = compileEvents(mapping);
  const around = envelopeOf(mapping);
  const each = mapping.each === undefined ? undefined : compileEach(mapping.each, events);
  const compiled: CompiledMapping = {
    id: mapping.id,
    protocol: mapping.protocol,
    ...(topic === undefined ? {} : { topic }),
    matches(input) {
      if (pattern !== undefined && pattern(input.message.topic) === undefined) return false;
      return !conditional || meant({ around: around(input).view, body: input.body });
    },
    apply(input): Decoded {
      const issues: DeviceIssue[] = [];
      const { view, problem } = around(input);
      const scope: Scope = { around: view, body: input.body };
      if (problem !== undefined) issues.push(problem);
      if (each !== undefined) return { events: each(scope, input, issues), issues };
      return { events: events(scope, input, issues, undefined), issues };
    },
  };
  return keepQuick(compiled, mapping);
}

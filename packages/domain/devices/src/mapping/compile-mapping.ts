import { DomainError } from '@civigrid/kernel';
import type { MediaReference, Observation, Phase, Severity } from '../event/device-event.ts';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { kindInfo } from '../event/kinds.ts';
import type { Decoded, DecodedEvent } from '../intake/codec.ts';
import { readInstant } from '../intake/instant.ts';
import type { DevicesErrorCode } from '../refusal-code.ts';
import { readFrameField } from './frame-field.ts';
import type {
  CompiledMapping,
  DeviceMapping,
  MappedMedia,
  MappedObservation,
  MappingCase,
  MappingChoice,
  MappingInput,
  TextSource,
} from './mapping.ts';
import { checkMapping } from './mapping-check.ts';
import { parsePointer, resolvePointer } from './pointer.ts';

/** Finds the value of a pointer in what is read. */
type Find = (pointer: string) => (scope: Scope) => unknown;

/** What pointers are resolved in: the element, the body, the envelope; the first that has it answers. */
type Scope = readonly unknown[];

/** A text, or the issue why there is none. */
type Texts = (scope: Scope, issues: DeviceIssue[]) => string | undefined;

const find: Find = (pointer) => {
  const path = parsePointer(pointer) ?? [];
  return (scope) => {
    for (const value of scope) {
      const found = resolvePointer(value, path);
      if (found !== undefined) return found;
    }
    return undefined;
  };
};

function missing(path: string): DeviceIssue {
  return issue('error', 'devices/missing-member', 'The message lacks a member.', { path });
}

function wrong(path: string, wanted: string): DeviceIssue {
  return issue('error', 'devices/wrong-type', `The member is not ${wanted}.`, { path });
}

function compilePointer(pointer: string): Texts {
  const found = find(pointer);
  return (scope, issues) => {
    const value = found(scope);
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    issues.push(value === undefined ? missing(pointer) : wrong(pointer, 'a text'));
    return undefined;
  };
}

function holds<Value>({ equals, below, above }: MappingCase<Value>, value: unknown): boolean {
  if (equals !== undefined) return equals === value;
  if (typeof value !== 'number') return false;
  return below === undefined ? value > (above ?? Number.POSITIVE_INFINITY) : value < below;
}

function compileChoice<Value>(
  choice: MappingChoice<Value>,
): (scope: Scope, issues: DeviceIssue[]) => Value | undefined {
  const found = find(choice.at);
  const { cases, else: otherwise } = choice;
  // A table of plain values is one Map access; the first case of a value wins.
  const table = cases.every(({ equals }) => equals !== undefined)
    ? new Map<unknown, MappingCase<Value>>([...cases].reverse().map((one) => [one.equals, one]))
    : undefined;
  // What is to be compared with numbers and is none would else pass for "neither above nor below".
  const compares = cases.every(({ equals }) => equals === undefined);
  return (scope, issues) => {
    const value = found(scope);
    const hit = table === undefined ? cases.find((one) => holds(one, value)) : table.get(value);
    if (hit !== undefined) return hit.then;
    const odd =
      (typeof value === 'object' && value !== null) ||
      (compares && value !== undefined && typeof value !== 'number');
    if (!odd && otherwise !== undefined) return otherwise;
    issues.push(value === undefined ? missing(choice.at) : wrong(choice.at, 'one of the cases'));
    return undefined;
  };
}

function compileText(source: TextSource): Texts {
  if (typeof source === 'string')
    return source.startsWith('/') ? compilePointer(source) : () => source;
  if (!('join' in source)) return compileChoice(source);
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

function isPhase(text: string): text is Phase {
  return ['raise', 'clear', 'instant', 'reading', 'heartbeat'].includes(text);
}

function compileObservation(mapped: MappedObservation) {
  const found = find(mapped.at);
  return (scope: Scope, issues: DeviceIssue[]): Observation | undefined => {
    const value = found(scope);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return {
        property: mapped.property,
        value,
        ...(mapped.unit === undefined ? {} : { unit: mapped.unit }),
        ...(mapped.personal === true ? { personal: true } : {}),
      };
    if (value !== undefined) issues.push(wrong(mapped.at, 'a value'));
    else if (mapped.optional !== true) issues.push(missing(mapped.at));
    return undefined;
  };
}

function compileMedia(mapped: MappedMedia) {
  const found = find(mapped.at);
  return (scope: Scope, issues: DeviceIssue[]): MediaReference | undefined => {
    const ref = found(scope);
    // A picture inside the message is no reference: its bytes must not come through.
    if (typeof ref === 'string' && ref !== '' && ref.length <= 2048 && !/^data:/i.test(ref))
      return { ref, type: mapped.type };
    if (ref !== undefined && ref !== null) issues.push(wrong(mapped.at, 'a reference'));
    return undefined;
  };
}

function compileTime(time: DeviceMapping['time']) {
  if (time === undefined || time === null) return undefined;
  const found = find(time.at);
  return (scope: Scope, issues: DeviceIssue[]): DecodedEvent['occurred'] => {
    const value = found(scope);
    const instant = readInstant(value, time.as);
    if (instant !== undefined) return { ...instant, source: 'device' };
    issues.push(
      value === undefined
        ? missing(time.at)
        : issue('warning', 'devices/invalid-time', `Not a time of the form ${time.as}.`, {
            path: time.at,
          }),
    );
    return undefined;
  };
}

function compileSeverity(severity: DeviceMapping['severity']) {
  if (severity === undefined) return undefined;
  return typeof severity === 'number' ? () => severity : compileChoice(severity);
}

function compileEvent(mapping: DeviceMapping) {
  const device = mapping.device === undefined ? undefined : compileText(mapping.device);
  const message = mapping.message === undefined ? undefined : compileText(mapping.message);
  const zone =
    mapping.zone === undefined || mapping.zone === null ? undefined : compileText(mapping.zone);
  const kind = compileText(mapping.kind);
  const phase = compileText(mapping.phase);
  const time = compileTime(mapping.time);
  const severity = compileSeverity(mapping.severity);
  const observations = (mapping.observations ?? []).map(compileObservation);
  const media = (mapping.media ?? []).map(compileMedia);
  /** Who, what and how: without all three there is no event. */
  const identity = (scope: Scope, input: MappingInput, issues: DeviceIssue[]) => {
    const id = device === undefined ? input.device : device(scope, issues);
    const what = kind(scope, issues);
    const how = phase(scope, issues);
    if (id === undefined && device === undefined)
      issues.push(issue('error', 'devices/no-device', 'Nothing names the device.'));
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
    const seen = media.flatMap((make) => make(scope, issues) ?? []);
    return {
      ...(gravity === undefined ? {} : { severity: gravity as Severity }),
      ...(part === undefined ? {} : { zone: part }),
      observations: observations.flatMap((make) => make(scope, issues) ?? []),
      ...(seen.length === 0 ? {} : { media: seen }),
    };
  };
  return (
    scope: Scope,
    input: MappingInput,
    issues: DeviceIssue[],
    index: number | undefined,
  ): DecodedEvent | undefined => {
    const found = identity(scope, input, issues);
    if (found === undefined) return undefined;
    const soft: DeviceIssue[] = [];
    const occurred = time === undefined ? input.occurred : time(scope, soft);
    const key = message?.(scope, soft) ?? input.key();
    const more = extras(scope, soft);
    issues.push(...soft.map((one) => ({ ...one, level: 'warning' }) as const));
    return {
      ...found,
      ...(occurred === undefined ? {} : { occurred }),
      ...more,
      message: index === undefined ? key : `${key}|${index}`,
    };
  };
}

/** What `/uplink` and `/frame` find. */
function envelopeOf(mapping: DeviceMapping, input: MappingInput): unknown {
  if (input.uplink === undefined) return undefined;
  const { view, bytes } = input.uplink;
  const fields = Object.create(null) as Record<string, number>;
  for (const field of mapping.frame ?? []) {
    const value = readFrameField(field, bytes);
    if (value !== undefined) fields[field.name] = value;
  }
  return { uplink: view, frame: fields };
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
  const tests = Object.entries(mapping.match?.equals ?? {}).map(
    ([pointer, wanted]) => [find(pointer), wanted] as const,
  );
  const each = mapping.each === undefined ? undefined : find(mapping.each);
  const event = compileEvent(mapping);
  const topic = mapping.match?.topic;
  const scopeOf = (input: MappingInput): Scope => [envelopeOf(mapping, input), input.body];
  return {
    id: mapping.id,
    protocol: mapping.protocol,
    ...(topic === undefined ? {} : { topic }),
    matches(input) {
      const scope = tests.length === 0 ? [] : scopeOf(input);
      return tests.every(([found, wanted]) => found(scope) === wanted);
    },
    apply(input): Decoded {
      const issues: DeviceIssue[] = [];
      const scope = scopeOf(input);
      if (each === undefined) {
        const only = event(scope, input, issues, undefined);
        return { events: only === undefined ? [] : [only], issues };
      }
      const list = each(scope);
      if (!Array.isArray(list)) {
        const path = mapping.each ?? '';
        return { events: [], issues: [list === undefined ? missing(path) : wrong(path, 'a list')] };
      }
      const events = list.flatMap((element: unknown, i) => {
        const own: DeviceIssue[] = [];
        const made = event([element, ...scope], input, own, i);
        issues.push(
          ...own.map((found) => ({ ...found, path: `${mapping.each}/${i}${found.path ?? ''}` })),
        );
        return made ?? [];
      });
      if (list.length === 0)
        issues.push(
          issue('info', 'devices/no-event', 'The list is empty.', { path: mapping.each ?? '' }),
        );
      return { events, issues };
    },
  };
}

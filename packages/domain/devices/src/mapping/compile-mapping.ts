import { DomainError } from '@civigrid/kernel';
import type { MediaReference, Observation, Phase, Severity } from '../event/device-event.ts';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { kindInfo } from '../event/kinds.ts';
import type { Decoded, DecodedEvent } from '../intake/codec.ts';
import { readInstant } from '../intake/instant.ts';
import type { DevicesErrorCode } from '../refusal-code.ts';
import { type Found, findFirst, MappingReads, type ReadUse } from './found.ts';
import { readFrameField } from './frame-field.ts';
import type {
  CompiledMapping,
  DeviceMapping,
  MappedMedia,
  MappedObservation,
  MappingCase,
  MappingChoice,
  MappingDefaults,
  MappingInput,
  TextSource,
} from './mapping.ts';
import { checkMapping } from './mapping-check.ts';
import { parsePointer } from './pointer.ts';

/** Shared, so that the common message makes no empty lists. */
const none: readonly never[] = Object.freeze([]);

/** What a part of a mapping makes of what was found, or undefined; why there is none is an issue. */
type Make<Value> = (found: Found, issues: DeviceIssue[]) => Value | undefined;

function missing(path: string): DeviceIssue {
  return issue('error', 'devices/missing-member', 'The message lacks a member.', { path });
}

function wrong(path: string, wanted: string): DeviceIssue {
  return issue('error', 'devices/wrong-type', `The member is not ${wanted}.`, { path });
}

function compilePointer(pointer: string, reads: MappingReads, use?: ReadUse): Make<string> {
  const at = reads.number(pointer, use);
  return (found, issues) => {
    const value = found[at];
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

function compileChoice<Value>(choice: MappingChoice<Value>, reads: MappingReads): Make<Value> {
  const at = reads.number(choice.at);
  const { cases, else: otherwise } = choice;
  // A table of plain values is one Map access; the first case of a value wins.
  const table = cases.every(({ equals }) => equals !== undefined)
    ? new Map<unknown, MappingCase<Value>>([...cases].reverse().map((one) => [one.equals, one]))
    : undefined;
  // What is to be compared with numbers and is none would else pass for "neither above nor below".
  const compares = cases.every(({ equals }) => equals === undefined);
  return (found, issues) => {
    const value = found[at];
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

function compileText(source: TextSource, reads: MappingReads, use?: ReadUse): Make<string> {
  if (typeof source === 'string')
    return source.startsWith('/') ? compilePointer(source, reads, use) : () => source;
  if (!('join' in source)) return compileChoice(source, reads);
  const parts = source.join.map((part) => compileText(part, reads, use));
  return (found, issues) => {
    let text = '';
    for (const part of parts) {
      const piece = part(found, issues);
      if (piece === undefined) return undefined;
      text += piece;
    }
    return text;
  };
}

function isPhase(text: string): text is Phase {
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

function compileObservation(mapped: MappedObservation, reads: MappingReads): Make<Observation> {
  const { property, unit } = mapped;
  const personal = mapped.personal === true;
  const at = reads.number(mapped.at, personal ? 'personal' : 'repeated');
  return (found, issues) => {
    const value = found[at];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      if (unit === undefined) return personal ? { property, value, personal } : { property, value };
      return personal ? { property, value, unit, personal } : { property, value, unit };
    }
    if (value !== undefined) issues.push(wrong(mapped.at, 'a value'));
    else if (mapped.optional !== true) issues.push(missing(mapped.at));
    return undefined;
  };
}

const letterD = 0x64;

/** Whether it holds the picture's own bytes. */
function isInline(ref: string): boolean {
  return (ref.charCodeAt(0) | 0x20) === letterD && /^data:/i.test(ref);
}

function compileMedia(mapped: MappedMedia, reads: MappingReads): Make<MediaReference> {
  const at = reads.number(mapped.at, 'unique');
  return (found, issues) => {
    const ref = found[at];
    // A picture inside the message is no reference: its bytes must not come through.
    if (typeof ref === 'string' && ref !== '' && ref.length <= 2048 && !isInline(ref))
      return { ref, type: mapped.type };
    if (ref !== undefined && ref !== null) issues.push(wrong(mapped.at, 'a reference'));
    return undefined;
  };
}

/** What all the parts make, in their order. */
function makeAll<Value>(
  parts: readonly Make<Value>[],
  found: Found,
  issues: DeviceIssue[],
): readonly Value[] {
  // A list that grows by push takes room for seventeen.
  const made = new Array<Value>(parts.length);
  let count = 0;
  for (const part of parts) {
    const value = part(found, issues);
    if (value !== undefined) made[count++] = value;
  }
  if (count < made.length) made.length = count;
  return made;
}

function compileTime(
  time: DeviceMapping['time'],
  reads: MappingReads,
): Make<NonNullable<DecodedEvent['occurred']>> | undefined {
  if (time === undefined || time === null) return undefined;
  const at = reads.number(time.at, 'unique');
  return (found, issues) => {
    const value = found[at];
    const instant = readInstant(value, time.as);
    if (instant !== undefined)
      return instant.zoneAssumed === true
        ? { at: instant.at, source: 'device', zoneAssumed: true }
        : { at: instant.at, source: 'device' };
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

function compileSeverity(
  severity: DeviceMapping['severity'],
  reads: MappingReads,
): Make<number> | undefined {
  if (severity === undefined) return undefined;
  return typeof severity === 'number' ? () => severity : compileChoice(severity, reads);
}

/** Who, what and how: without all three there is no event. */
interface Identity {
  readonly device: string;
  readonly kind: string;
  readonly phase: Phase;
  /** The kind's own. */
  readonly severity: Severity;
}

/** What may be missing: the event goes out all the same. */
interface Extras {
  readonly occurred: DecodedEvent['occurred'];
  readonly message: string;
  readonly zone: string | undefined;
  readonly severity: number | undefined;
  readonly media: readonly MediaReference[];
  readonly observations: readonly Observation[];
}

/** One object literal for each of the common shapes: a chain of spreads costs twenty times as much. */
function decodedOf(who: Identity, extras: Extras): DecodedEvent {
  const { device, kind, phase } = who;
  const { occurred, message, zone, media, observations } = extras;
  const severity = (extras.severity as Severity | undefined) ?? who.severity;
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

function compileIdentity(mapping: DeviceMapping, reads: MappingReads) {
  const device = mapping.device === undefined ? undefined : compileText(mapping.device, reads);
  const kind = compileText(mapping.kind, reads);
  const phase = compileText(mapping.phase, reads);
  return (found: Found, defaults: MappingDefaults, issues: DeviceIssue[]): Identity | undefined => {
    const id = device === undefined ? defaults.device : device(found, issues);
    const what = kind(found, issues);
    const how = phase(found, issues);
    if (id === undefined && device === undefined)
      issues.push(issue('error', 'devices/no-device', 'Nothing names the device.'));
    if (how !== undefined && !isPhase(how))
      issues.push(issue('error', 'devices/unknown-phase', 'Not one of the phases.'));
    if (id === undefined || what === undefined || how === undefined || !isPhase(how))
      return undefined;
    const info = kindInfo(what);
    if (info === undefined)
      issues.push(issue('warning', 'devices/unknown-kind', 'The kind is not in the taxonomy.'));
    return { device: id, kind: what, phase: how, severity: info?.severity ?? 1 };
  };
}

function compileEvent(mapping: DeviceMapping, reads: MappingReads) {
  const identity = compileIdentity(mapping, reads);
  const message =
    mapping.message === undefined ? undefined : compileText(mapping.message, reads, 'unique');
  const zone =
    mapping.zone === undefined || mapping.zone === null
      ? undefined
      : compileText(mapping.zone, reads);
  const time = compileTime(mapping.time, reads);
  const severity = compileSeverity(mapping.severity, reads);
  const observations = (mapping.observations ?? []).map((each) => compileObservation(each, reads));
  const media = (mapping.media ?? []).map((each) => compileMedia(each, reads));
  return (
    found: Found,
    defaults: MappingDefaults,
    issues: DeviceIssue[],
    index: number | undefined,
  ): DecodedEvent | undefined => {
    const who = identity(found, defaults, issues);
    if (who === undefined) return undefined;
    const hard = issues.length;
    const occurred = time === undefined ? defaults.occurred : time(found, issues);
    const key = message?.(found, issues) ?? defaults.key();
    const event = decodedOf(who, {
      occurred,
      message: index === undefined ? key : `${key}|${index}`,
      zone: zone?.(found, issues),
      severity: severity?.(found, issues),
      media: media.length === 0 ? none : makeAll(media, found, issues),
      observations: makeAll(observations, found, issues),
    });
    for (let i = hard; i < issues.length; i++)
      issues[i] = { ...(issues[i] as DeviceIssue), level: 'warning' };
    return event;
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
  const reads = new MappingReads();
  const tests = Object.entries(mapping.match?.equals ?? {}).map(
    ([pointer, wanted]) => [reads.number(pointer), wanted] as const,
  );
  const tested = reads.list.length;
  const event = compileEvent(mapping, reads);
  const topic = mapping.match?.topic;
  const scopeOf = (input: MappingInput) => [envelopeOf(mapping, input), input.body];
  const matchesFound = (found: Found) => tests.every(([at, wanted]) => found[at] === wanted);
  const applyFound = (found: Found, defaults: MappingDefaults): Decoded => {
    const issues: DeviceIssue[] = [];
    const only = event(found, defaults, issues, undefined);
    return {
      events: only === undefined ? none : [only],
      issues: issues.length > 0 ? issues : none,
    };
  };
  const common = {
    id: mapping.id,
    protocol: mapping.protocol,
    ...(topic === undefined ? {} : { topic }),
    reads: reads.list,
    tested,
    matchesFound,
    matches: (input: MappingInput) =>
      tests.length === 0 || matchesFound(reads.find(scopeOf(input))),
  };
  if (mapping.each === undefined)
    return {
      ...common,
      applyFound,
      apply: (input) => applyFound(reads.find(scopeOf(input)), input),
    };
  const each = mapping.each;
  const path = parsePointer(each) ?? [];
  return {
    ...common,
    apply(input): Decoded {
      const scope = scopeOf(input);
      const list = findFirst(scope, path);
      if (!Array.isArray(list))
        return { events: [], issues: [list === undefined ? missing(each) : wrong(each, 'a list')] };
      const issues: DeviceIssue[] = [];
      const events = list.flatMap((element: unknown, i) => {
        const own: DeviceIssue[] = [];
        const made = event(reads.find([element, ...scope]), input, own, i);
        issues.push(...own.map((one) => ({ ...one, path: `${each}/${i}${one.path ?? ''}` })));
        return made ?? [];
      });
      if (list.length === 0)
        issues.push(issue('info', 'devices/no-event', 'The list is empty.', { path: each }));
      return { events, issues };
    },
  };
}

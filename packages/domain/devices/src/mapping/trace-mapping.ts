import type { DeviceEvent } from '../event/device-event.ts';
import type { DeviceIssue } from '../event/device-issue.ts';
import { isPersonalKind } from '../event/redact.ts';
import type { DeviceMessage } from '../intake/codec.ts';
import { coreCodecs, deviceNormalizer } from '../intake/normalizer.ts';
import { conditionTrace, type DispatchTest, dispatchTrace } from './dispatch-trace.ts';
import { envelopeOf } from './envelope.ts';
import { eventTrace, type FieldTrace, textTrace } from './field-trace.ts';
import { type Lookup, look, mask, type PlacedScope } from './lookup.ts';
import type { DeviceMapping, MappingInput } from './mapping.ts';
import { elementsOf } from './scope.ts';
import { unreadMembers } from './unread-members.ts';

/** One event that a mapping makes, or could have made, out of a message or an element of it. */
export interface TracedEvent {
  /** Where it stands in the mapping: `""` or `/also/0`. */
  readonly at: string;
  /** Which element of `each` it is about: JSON pointer into the message. */
  readonly element?: string;
  /** Its `when`; where one test fails, no event is meant. */
  readonly when: readonly DispatchTest[];
  /** Empty where no event is meant. */
  readonly fields: readonly FieldTrace[];
  /** With `***` for the values that say something about a person. */
  readonly event?: DeviceEvent;
}

/** What a mapping made of one message, step by step (映射追踪). */
export interface MappingTrace {
  readonly mapping: string;
  /** Whether the mapping is meant for the message. */
  readonly matched: boolean;
  /** Why, or why not. */
  readonly dispatch: readonly DispatchTest[];
  /** Empty where the mapping is not meant for the message. */
  readonly events: readonly TracedEvent[];
  readonly issues: readonly DeviceIssue[];
  /** Members that nothing read, as JSON pointers; the elements of a list at `each` are one, `*`. At most 200. */
  readonly unread: readonly string[];
}

/** What the codec hands to a mapping; undefined for a message that does not get so far. */
function inputOf(message: DeviceMessage): MappingInput | undefined {
  let caught: MappingInput | undefined;
  const probe = {
    id: 'probe',
    protocol: message.protocol,
    matches: (input: MappingInput) => {
      caught = input;
      return false;
    },
    apply: () => ({ events: [], issues: [] }),
  };
  coreCodecs
    .find(({ protocol }) => protocol === message.protocol)
    ?.decode(message, { mappings: () => [probe] });
  return caught;
}

function scopeOf(mapping: DeviceMapping, input: MappingInput): PlacedScope {
  return { around: envelopeOf(mapping)(input).view, body: input.body };
}

function masked(event: DeviceEvent): DeviceEvent {
  const hidden = isPersonalKind(event.kind);
  return {
    ...event,
    observations: event.observations.map((one) =>
      hidden || one.personal === true ? { ...one, value: mask } : one,
    ),
  };
}

/** The elements that events are made of: the body itself without `each`. */
function scopesOf(mapping: DeviceMapping, scope: PlacedScope): readonly PlacedScope[] {
  const { each } = mapping;
  if (each === undefined) return [scope];
  const { value } = look(typeof each === 'string' ? each : each.members, scope);
  const elements = elementsOf(each, value) ?? [];
  return elements.map(({ path, ...element }) => ({ ...scope, element, elementPath: path }));
}

function eventsOf(
  mapping: DeviceMapping,
  scope: PlacedScope,
): readonly Omit<TracedEvent, 'event'>[] {
  const scopes = scopesOf(mapping, scope);
  const shared = (own: PlacedScope) =>
    (['device', 'message'] as const).flatMap((word) => {
      const source = mapping[word];
      return source === undefined ? [] : [textTrace(`/${word}`, source, own)];
    });
  return scopes.flatMap((own, index) => {
    const position = mapping.each === undefined ? undefined : { index, count: scopes.length };
    const element = own.elementPath === undefined ? {} : { element: own.elementPath };
    return [mapping, ...(mapping.also ?? [])].map((mapped, i) => {
      const at = i === 0 ? '' : `/also/${i - 1}`;
      const when = conditionTrace(mapped.when ?? {}, own);
      const fields = when.every(({ holds }) => holds)
        ? [...shared(own), ...eventTrace(mapped, mapping.time, at, own, position)]
        : [];
      return { at, ...element, when, fields };
    });
  });
}

/** Who, what and how were found: an event came of it. */
function isMade({ at, fields }: Pick<TracedEvent, 'at' | 'fields'>): boolean {
  const became = (field: string) => fields.find((one) => one.field === field);
  const phases: readonly unknown[] = ['raise', 'clear', 'instant', 'reading', 'heartbeat'];
  const device = became('/device');
  return (
    typeof became(`${at}/kind`)?.became === 'string' &&
    phases.includes(became(`${at}/phase`)?.became) &&
    (device === undefined || device.became !== undefined)
  );
}

function readPaths(looked: readonly Lookup[]): ReadonlySet<string> {
  return new Set(
    looked.flatMap(({ path, type }) =>
      path === undefined || type === 'list' || type === 'object' ? [] : [path],
    ),
  );
}

function lookupsOf(
  dispatch: readonly DispatchTest[],
  events: readonly Omit<TracedEvent, 'event'>[],
): readonly Lookup[] {
  const tests = [...dispatch, ...events.flatMap(({ when }) => when)];
  return [
    ...tests.flatMap(({ looked }) => looked ?? []),
    ...events.flatMap(({ fields }) => fields.flatMap(({ looked }) => looked)),
  ];
}

function unreadOf(
  { each, payload }: DeviceMapping,
  scope: PlacedScope,
  looked: readonly Lookup[],
): readonly string[] {
  const read = new Set([...readPaths(looked), ...(payload === undefined ? [] : [payload.at])]);
  const list = typeof each === 'string' ? each : undefined;
  const { value: inner } = look('/inner', { around: scope.around, body: undefined });
  return [
    ...unreadMembers(scope.body, read, list),
    ...(inner === undefined ? [] : unreadMembers({ inner }, read, list)),
  ];
}

/**
 * Tries a mapping on one message and shows what each of its fields looked at and what it became, what no field read, and why the
 * mapping was meant or not (试映射). Reads as {@link deviceNormalizer} does, without a registry. Refuses with `devices/invalid-mapping`.
 *
 * @example
 * const { events, unread } = traceMapping(mapping, { protocol: 'json', body, receivedAt, tenant });
 */
export function traceMapping(mapping: DeviceMapping, message: DeviceMessage): MappingTrace {
  const normalized = deviceNormalizer({ mappings: [mapping] }).normalize(message);
  const { issues } = normalized;
  const input = inputOf(message);
  const scope =
    input === undefined ? undefined : { around: envelopeOf(mapping)(input).view, body: input.body };
  const dispatch = dispatchTrace(mapping, message, scope);
  const matched = scope !== undefined && dispatch.every(({ holds }) => holds);
  const told = { mapping: mapping.id, matched, dispatch, issues };
  if (scope === undefined || !matched) return { ...told, events: [], unread: [] };
  const events = eventsOf(mapping, scope);
  const unread = unreadOf(mapping, scope, lookupsOf(dispatch, events));
  const made = events.filter(isMade);
  // An event whose device is no text is dropped behind the mapping; then no event can be told from another.
  const whole = made.length === normalized.events.length;
  return {
    ...told,
    events: events.map((traced) => {
      const event = whole ? normalized.events[made.indexOf(traced)] : undefined;
      return event === undefined ? traced : { ...traced, event: masked(event) };
    }),
    unread,
  };
}

/** The mapping that would read the message: of the exact topic first, then in their order; where none is meant, the one that fails the fewest tests. */
export function nearestMapping(
  mappings: readonly DeviceMapping[],
  message: DeviceMessage,
): DeviceMapping | undefined {
  const input = inputOf(message);
  const ranked = mappings.map((mapping) => {
    const scope = input === undefined ? undefined : scopeOf(mapping, input);
    const tests = dispatchTrace(mapping, message, scope);
    const failed = tests.filter(({ holds }) => !holds).length;
    const isExact = failed === 0 && mapping.match?.topic === message.topic;
    // one that is meant needs no more passed tests than another
    const passed = failed === 0 ? 0 : tests.length - failed;
    return { mapping, failed, exact: isExact ? 0 : 1, passed };
  });
  ranked.sort((a, b) => a.failed - b.failed || a.exact - b.exact || b.passed - a.passed);
  return ranked[0]?.mapping;
}

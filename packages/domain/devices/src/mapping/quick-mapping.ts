import type { TimeSource } from '../event/device-event.ts';
import { isBodilyName, personalProperty } from '../event/personal-property.ts';
import { type Bounds, boundsOf } from '../event/possible-value.ts';
import type { ReadInstant } from '../intake/instant.ts';
import type { Scalar } from './choice.ts';
import { type Found, type MappingRead, MappingReads, type ReadForm } from './found.ts';
import { type MappedObservation, type ObservedValue, observed } from './mapped-observation.ts';
import { type MappedTime, mappedInstant } from './mapped-time.ts';
import type { CompiledMapping, DeviceMapping } from './mapping.ts';
import { type QuickChoice, type QuickText, quickChoice, quickText } from './quick-text.ts';
import { topicPattern } from './topic-pattern.ts';

/** Where the time of the event stands. */
export interface QuickTime {
  readonly at: number;
  readonly read: (found: unknown) => ReadInstant | undefined;
  readonly source: TimeSource;
}

/** Where one observation stands. */
export interface QuickObservation {
  readonly at: number;
  readonly property: string;
  readonly unit: string | undefined;
  readonly personal: boolean;
  readonly optional: boolean;
  /** What it can be at all. */
  readonly bounds: Bounds | undefined;
  /** Undefined for a value that is taken as it is. */
  readonly read: ((found: unknown) => ObservedValue | undefined) | undefined;
}

/** Where one reference to a picture stands. */
export interface QuickMedia {
  readonly at: number;
  readonly type: string;
}

/** A mapping that makes one event of plain values: what it takes to make the common message's event. */
export interface QuickMapping {
  readonly device: QuickText;
  readonly kind: QuickText;
  readonly phase: QuickText;
  readonly message: QuickText | undefined;
  readonly zone: QuickText | undefined;
  readonly time: QuickTime | undefined;
  readonly severity: QuickChoice<number> | number | undefined;
  readonly observations: readonly QuickObservation[];
  readonly media: readonly QuickMedia[];
  /** The pointers that it reads, by their numbers. */
  readonly reads: readonly MappingRead[];
  /** So many of them, the first ones, tell whether it is meant for a body. */
  readonly tested: number;
  /** What these must find. */
  readonly wanted: readonly Scalar[];
}

const writtenForms: ReadonlyMap<string, ReadForm> = new Map([
  ['iso', 'iso'],
  ['basic', 'basic'],
  ['cn14', 'cn14'],
]);

function quickTime(time: MappedTime, reads: MappingReads): QuickTime | undefined {
  const { at, as, offset, source = 'device', spaced } = time;
  if (typeof at !== 'string' || spaced !== undefined) return undefined;
  // With an offset of its own the text is needed, not the instant that it tells.
  const form = offset === undefined ? (writtenForms.get(as) ?? 'value') : 'value';
  return { at: reads.number(at, form, 'unique'), read: mappedInstant(time), source };
}

function quickObservation(
  mapped: MappedObservation,
  reads: MappingReads,
): QuickObservation | undefined {
  const { at, property, time, unit, optional, ...more } = mapped;
  if (typeof at !== 'string' || typeof property !== 'string' || property.startsWith('/'))
    return undefined;
  if (time !== undefined || isBodilyName(property)) return undefined;
  const personal = mapped.personal === true || personalProperty('', property);
  const { personal: _, ...words } = more;
  return {
    at: reads.number(at, 'value', personal ? 'personal' : 'repeated'),
    property,
    unit,
    personal,
    optional: optional === true,
    bounds: boundsOf(property, unit),
    read: Object.keys(words).length === 0 ? undefined : observed(mapped),
  };
}

/** Words that make more of a message than one event of plain values. */
const ordinary = ['each', 'payload', 'frame', 'messagePer', 'also', 'when', 'confidence'] as const;

/** All of them, or undefined where one is missing. */
function all<Part>(parts: readonly (Part | undefined)[]): readonly Part[] | undefined {
  const made = parts.flatMap((part) => part ?? []);
  return made.length === parts.length ? (made as readonly Part[]) : undefined;
}

/** The quick form of a mapping, or undefined for one that says more than it can. */
function quickMapping(mapping: DeviceMapping): QuickMapping | undefined {
  const { match = {}, device, message, zone, time, severity } = mapping;
  if (mapping.protocol !== 'json' || device === undefined) return undefined;
  if (ordinary.some((word) => mapping[word] !== undefined)) return undefined;
  if (match.has !== undefined || topicPattern(match.topic ?? '') !== undefined) return undefined;
  const reads = new MappingReads();
  const wanted = Object.entries(match.equals ?? {}).map(([pointer, value]) => {
    reads.number(pointer);
    return value;
  });
  const tested = reads.list.length;
  const who = quickText(device, reads, 'repeated', 'device');
  const kind = quickText(mapping.kind, reads);
  const phase = quickText(mapping.phase, reads);
  const id = message === undefined ? undefined : quickText(message, reads, 'unique');
  const part = zone === undefined || zone === null ? undefined : quickText(zone, reads);
  const moment = Array.isArray(time) ? undefined : (time as MappedTime | null | undefined);
  const when = moment === undefined || moment === null ? undefined : quickTime(moment, reads);
  const grave = typeof severity === 'object' ? quickChoice(severity, reads) : severity;
  const observations = all((mapping.observations ?? []).map((one) => quickObservation(one, reads)));
  const media = all(
    (mapping.media ?? []).map(({ at, type }) =>
      typeof at === 'string' ? { at: reads.number(at, 'value', 'unique'), type } : undefined,
    ),
  );
  const said: readonly (readonly [given: unknown, made: unknown])[] = [
    [message, id],
    [zone ?? undefined, part],
    [time ?? undefined, when],
    [severity, grave],
  ];
  if (said.some(([given, made]) => given !== undefined && made === undefined)) return undefined;
  if (who === undefined || kind === undefined || phase === undefined) return undefined;
  if (observations === undefined || media === undefined) return undefined;
  return {
    device: who,
    kind,
    phase,
    message: id,
    zone: part,
    time: when,
    severity: grave,
    observations,
    media,
    reads: reads.list,
    tested,
    wanted,
  };
}

/** Whether a mapping is meant for what its first pointers have found. */
export function isMeant({ tested, wanted }: QuickMapping, found: Found): boolean {
  for (let i = 0; i < tested; i++) if (found[i] !== wanted[i]) return false;
  return true;
}

const quicks = new WeakMap<CompiledMapping, QuickMapping>();

/** Remembers the quick form of a mapping that was made ready. */
export function keepQuick(compiled: CompiledMapping, mapping: DeviceMapping): CompiledMapping {
  const quick = quickMapping(mapping);
  if (quick !== undefined) quicks.set(compiled, quick);
  return compiled;
}

/** The quick form of a compiled mapping, where it has one. */
export function quickOf(compiled: CompiledMapping): QuickMapping | undefined {
  return quicks.get(compiled);
}

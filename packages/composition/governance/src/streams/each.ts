import type {
  AlarmPolicy,
  AlarmTracker,
  Deduplicator,
  DeduplicatorOptions,
  DeviceMessage,
  DeviceNormalizer,
} from '@civigrid/devices';
import { deduplicating, grouping, type IncidentGrouping, normalizing, tracking } from './stages.ts';
import type { Stage, StreamItem } from './stream-item.ts';
import { type Source, withTicks } from './with-ticks.ts';

/** The one form of all stages: the next input is asked for when what the last one gave has been taken. */
async function* each<Input>(
  source: Source<Input>,
  stage: Stage<Input>,
): AsyncGenerator<StreamItem, void, undefined> {
  for await (const input of source) yield* stage(input);
}

/** Bytes become events and issues (归一化); nothing is buffered. */
export function normalizeEach(
  messages: Source<DeviceMessage>,
  normalizer: DeviceNormalizer,
): AsyncGenerator<StreamItem, void, undefined> {
  return each(messages, normalizing(normalizer));
}

/** Events that came before go no further (去重). */
export function deduplicateEach(
  items: Source<StreamItem>,
  options: DeduplicatorOptions | Deduplicator,
): AsyncGenerator<StreamItem, void, undefined> {
  return each(items, deduplicating(options));
}

/**
 * Follows the alarms (报警跟踪): behind each event and tick stands what it changed. Time comes as `tick` items of the
 * stream, or by `ticks` (UTC milliseconds), of which one waits at most; the end of `items` ends the stream.
 */
export function trackAlarmsEach(
  items: Source<StreamItem>,
  policy: AlarmPolicy | AlarmTracker,
  options: { readonly ticks?: Source<number> } = {},
): AsyncGenerator<StreamItem, void, undefined> {
  const { ticks } = options;
  return each(ticks === undefined ? items : withTicks(items, ticks), tracking(policy));
}

/** Groups alarms into incidents (警情归并): behind each step of an alarm stands what it means. */
export function groupIncidentsEach(
  items: Source<StreamItem>,
  rules: IncidentGrouping,
): AsyncGenerator<StreamItem, void, undefined> {
  return each(items, grouping(rules));
}

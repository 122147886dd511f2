import type {
  AlarmPolicy,
  AlarmTracker,
  Deduplicator,
  DeduplicatorOptions,
  DeviceMessage,
  DeviceNormalizer,
} from '@civigrid/devices';
import {
  defer,
  type MonoTypeOperatorFunction,
  mergeMap,
  Observable,
  type OperatorFunction,
} from 'rxjs';
import { deduplicating, grouping, type IncidentGrouping, normalizing, tracking } from './stages.ts';
import type { Stage, StreamItem } from './stream-item.ts';

/** Each subscription has a stage of its own. */
function staged<Input>(stage: () => Stage<Input>): OperatorFunction<Input, StreamItem> {
  return (source) => defer(() => source.pipe(mergeMap(stage())));
}

function withTicks(
  items: Observable<StreamItem>,
  ticks: Observable<number>,
): Observable<StreamItem> {
  return new Observable<StreamItem>((subscriber) => {
    const error = (fault: unknown) => subscriber.error(fault);
    const next = (now: number) => subscriber.next({ type: 'tick', now });
    subscriber.add(ticks.subscribe({ next, error }));
    // Whole, so that its end is the end of both.
    subscriber.add(items.subscribe(subscriber));
  });
}

/** Bytes become events and issues (归一化). */
export function normalize(
  normalizer: DeviceNormalizer,
): OperatorFunction<DeviceMessage, StreamItem> {
  return staged(() => normalizing(normalizer));
}

/** Events that came before go no further (去重). */
export function deduplicate(
  options: DeduplicatorOptions | Deduplicator,
): MonoTypeOperatorFunction<StreamItem> {
  return staged(() => deduplicating(options));
}

/**
 * Follows the alarms (报警跟踪): behind each event and tick stands what it changed. Time comes as `tick` items of the
 * stream, or by `ticks` (UTC milliseconds); the end of the source ends the stream.
 */
export function trackAlarms(
  policy: AlarmPolicy | AlarmTracker,
  options: { readonly ticks?: Observable<number> } = {},
): MonoTypeOperatorFunction<StreamItem> {
  const { ticks } = options;
  const tracked = staged(() => tracking(policy));
  return ticks === undefined ? tracked : (source) => tracked(withTicks(source, ticks));
}

/** Groups alarms into incidents (警情归并): behind each step of an alarm stands what it means. */
export function groupIncidents(rules: IncidentGrouping): MonoTypeOperatorFunction<StreamItem> {
  return staged(() => grouping(rules));
}

import {
  type AlarmPolicy,
  type AlarmTracker,
  alarmSignal,
  alarmTracker,
  type Deduplicator,
  type DeduplicatorOptions,
  type DeviceEvent,
  type DeviceMessage,
  type DeviceNormalizer,
  deduplicator,
  type IncidentIndex,
  type IncidentIndexOptions,
  type IncidentRule,
  type IncidentStep,
  incidentIndex,
  type Normalized,
} from '@civigrid/devices';
import { alarmCase } from '../policies/alarms.ts';
import { type Stage, type StreamItem, unreadable } from './stream-item.ts';

/** Rules, or all settings, or an index of one's own (to take snapshots of). */
export type IncidentGrouping = readonly IncidentRule[] | IncidentIndexOptions | IncidentIndex;

/** Events of strangers stay in their message: an issue says that nobody knows the device. */
function found(message: DeviceMessage, normalized: Normalized): readonly StreamItem[] {
  const { events, issues, reply } = normalized;
  return [
    ...issues.map((issue): StreamItem => ({ type: 'issue', issue, message })),
    ...(reply === undefined ? [] : [{ type: 'reply', reply, message } as const]),
    ...events.map((event): StreamItem => ({ type: 'event', event })),
  ];
}

/** Bytes become events and issues. */
export function normalizing(normalizer: DeviceNormalizer): Stage<DeviceMessage> {
  return (message) => {
    try {
      return found(message, normalizer.normalize(message));
    } catch {
      // A codec of the host's own, or what is no message at all.
      return [unreadable(message)];
    }
  };
}

/** What came before goes no further. */
export function deduplicating(options: DeduplicatorOptions | Deduplicator): Stage<StreamItem> {
  const keys = 'seen' in options ? options : deduplicator(options);
  return (item) => {
    if (item.type !== 'event') return [item];
    return keys.seen(item.event) ? [] : [item];
  };
}

/** Behind each event, and each tick, stands what it changed in the alarms. */
export function tracking(policy: AlarmPolicy | AlarmTracker): Stage<StreamItem> {
  const tracker = 'apply' in policy ? policy : alarmTracker(policy);
  return (item) => {
    if (item.type !== 'event' && item.type !== 'tick') return [item];
    const moved = item.type === 'event' ? tracker.apply(item.event) : tracker.advance(item.now);
    return [item, ...moved.map((transition) => ({ type: 'transition', transition }) as const)];
  };
}

function indexOf(grouping: IncidentGrouping): IncidentIndex {
  if ('follow' in grouping) return grouping;
  return incidentIndex('length' in grouping ? { rules: grouping } : grouping);
}

/** What is over as soon as it began is no condition: an `instant` that opens a case where a town says nothing else. */
function pressed({ phase, kind }: DeviceEvent): boolean {
  return phase === 'instant' && alarmCase(kind, undefined) !== undefined;
}

/** Behind each step of an alarm, and each `instant` that is one, stands what it means for its incident, if anything. */
export function grouping(rules: IncidentGrouping): Stage<StreamItem> {
  const index = indexOf(rules);
  return (item) => {
    let step: IncidentStep | undefined;
    if (item.type === 'transition') step = index.follow(item.transition);
    else if (item.type === 'event' && pressed(item.event))
      step = index.momentary(alarmSignal(item.event));
    return step === undefined ? [item] : [item, { type: 'incident', step }];
  };
}

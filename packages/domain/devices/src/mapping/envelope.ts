import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { readFrameField } from './frame-field.ts';
import type { DeviceMapping, MappingInput } from './mapping.ts';
import { type MappedPayload, opened } from './payload.ts';
import { parsePointer, resolvePointer } from './pointer.ts';
import { topicPattern } from './topic-pattern.ts';

/** What lies around and inside the body: the levels of the topic, the uplink, the inner message and its frame. */
export interface Envelope {
  /** Undefined where the mapping asks for nothing of it. */
  readonly view: unknown;
  /** Why there is no inner message. */
  readonly problem?: DeviceIssue;
}

function fieldsOf(mapping: DeviceMapping, bytes: Uint8Array): Readonly<Record<string, number>> {
  const fields = Object.create(null) as Record<string, number>;
  for (const field of mapping.frame ?? []) {
    const value = readFrameField(field, bytes);
    if (value !== undefined) fields[field.name] = value;
  }
  return fields;
}

/** Opens what the mapping says lies around the body; for a message that it matches. */
export function envelopeOf(mapping: DeviceMapping): (input: MappingInput) => Envelope {
  const pattern = topicPattern(mapping.match?.topic ?? '');
  const { payload } = mapping;
  const open = payload === undefined ? undefined : opener(payload);
  return ({ message, body, uplink }) => {
    if (pattern === undefined && open === undefined && uplink === undefined)
      return { view: undefined };
    const topic = pattern?.(message.topic);
    const { bytes = uplink?.bytes, ...inside } = open?.(body) ?? {};
    const view = {
      ...(topic === undefined ? {} : { topic }),
      ...(uplink === undefined ? {} : { uplink: uplink.view }),
      ...(bytes === undefined ? {} : { frame: fieldsOf(mapping, bytes) }),
      ...('inner' in inside ? { inner: inside.inner } : {}),
    };
    return inside.problem === undefined ? { view } : { view, problem: inside.problem };
  };
}

/** What stands at the place of the inner message. */
function opener(payload: MappedPayload) {
  const path = parsePointer(payload.at) ?? [];
  const problem = (code: 'devices/missing-member' | 'devices/wrong-type', message: string) => ({
    problem: issue('error', code, message, { path: payload.at }),
  });
  return (body: unknown): { bytes?: Uint8Array; inner?: unknown; problem?: DeviceIssue } => {
    const found = resolvePointer(body, path);
    if (found === undefined)
      return problem('devices/missing-member', 'The message lacks its inner message.');
    const wrong = `The member is no ${payload.as}.`;
    return opened(payload, found) ?? problem('devices/wrong-type', wrong);
  };
}

import { issue } from '../event/device-issue.ts';
import type { Codec, CodecContext, Decoded, DeviceMessage } from '../intake/codec.ts';
import { withJson } from '../intake/guarded.ts';
import type { KnownDevices } from '../intake/known-devices.ts';
import { sha256 } from '../intake/sha256.ts';
import { LearningJson } from './learning-json.ts';
import type { MappingInput } from './mapping.ts';

/** Applies the mapping that is meant for the message, or undefined where there is none. */
export function mapped(
  input: MappingInput,
  message: DeviceMessage,
  context: CodecContext,
): Decoded | undefined {
  const mapping = context
    .mappings(message.protocol, message.topic)
    .find((candidate) => candidate.matches(input));
  return mapping?.apply(input);
}

const nothing: Decoded = {
  events: [],
  issues: [issue('error', 'devices/no-mapping', 'No mapping is meant for this topic and body.')],
};

/** Reads a message through the bounded reader; `accepted` where that took it. */
function readBounded(
  message: DeviceMessage,
  context: CodecContext,
  accepted?: (message: DeviceMessage) => void,
): Decoded {
  return withJson(message.body, (body) => {
    accepted?.(message);
    const input: MappingInput = { message, body, key: () => sha256(message.body).slice(0, 32) };
    return mapped(input, message, context) ?? nothing;
  });
}

/** JSON of any vendor, read by the declarative mappings (`json`). */
export const jsonCodec: Codec = {
  protocol: 'json',
  decode: (message, context) => readBounded(message, context),
};

/** The same codec for one normaliser alone: it remembers the shapes of messages, and nothing of that shows. */
export function learningJsonCodec(context: CodecContext, devices: KnownDevices): Codec {
  const learning = new LearningJson(context, devices, nothing);
  const accepted = (message: DeviceMessage) => learning.learn(message);
  return {
    protocol: jsonCodec.protocol,
    decode: (message) => learning.read(message) ?? readBounded(message, context, accepted),
  };
}

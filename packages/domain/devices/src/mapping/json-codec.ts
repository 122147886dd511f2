import { issue } from '../event/device-issue.ts';
import type { Codec, CodecContext, Decoded, DeviceMessage } from '../intake/codec.ts';
import { withJson } from '../intake/guarded.ts';
import type { MappingInput } from './mapping.ts';
import { bodyKey } from './quick-event.ts';

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

/** Reads a message through the bounded reader; `accepted` is told that it took it. */
export function readBounded(
  message: DeviceMessage,
  context: CodecContext,
  accepted?: (message: DeviceMessage) => void,
): Decoded {
  return withJson(message.body, (body) => {
    accepted?.(message);
    const input: MappingInput = { message, body, key: () => bodyKey(message.body) };
    return mapped(input, message, context) ?? nothing;
  });
}

/** JSON of any vendor, read by the declarative mappings (`json`). */
export const jsonCodec: Codec = {
  protocol: 'json',
  decode: (message, context) => readBounded(message, context),
};

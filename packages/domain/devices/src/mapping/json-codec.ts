import { issue } from '../event/device-issue.ts';
import type { Codec, CodecContext, Decoded, DeviceMessage } from '../intake/codec.ts';
import { withJson } from '../intake/guarded.ts';
import { sha256 } from '../intake/sha256.ts';
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

/** JSON of any vendor, read by the declarative mappings (`json`). */
export const jsonCodec: Codec = {
  protocol: 'json',
  decode: (message, context) =>
    withJson(message.body, (body) => {
      const input: MappingInput = { message, body, key: () => sha256(message.body).slice(0, 32) };
      return (
        mapped(input, message, context) ?? {
          events: [],
          issues: [
            issue('error', 'devices/no-mapping', 'No mapping is meant for this topic and body.'),
          ],
        }
      );
    }),
};

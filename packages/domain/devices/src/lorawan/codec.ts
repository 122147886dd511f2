import { toHex } from '@civigrid/kernel';
import type { Codec } from '../intake/codec.ts';
import { withJson } from '../intake/guarded.ts';
import { mapped } from '../mapping/json-codec.ts';
import { unmappedEvent, uplinkKey } from './events.ts';
import { type LorawanNetwork, uplinkOf } from './uplink.ts';

/** The codec of one LoRaWAN network: by mapping where there is one, else one `device.uplink` reading with port and frame. */
export function lorawanCodec(network: LorawanNetwork): Codec {
  return {
    protocol: network,
    decode: (message, context) =>
      withJson(message.body, (body) => {
        const uplink = uplinkOf(network, body);
        if (!uplink.ok) return { events: [], issues: uplink.issues };
        const { devEui, port, bytes, receivedAt, fCnt } = uplink;
        const occurred =
          receivedAt === undefined ? undefined : ({ at: receivedAt, source: 'gateway' } as const);
        const key = uplinkKey(uplink, message.receivedAt);
        const input = {
          message,
          body,
          device: devEui,
          key: () => key,
          uplink: {
            view: { devEui, port, hex: toHex(bytes), ...(fCnt === undefined ? {} : { fCnt }) },
            bytes,
          },
          ...(occurred === undefined ? {} : { occurred }),
        };
        return (
          mapped(input, message, context) ?? {
            events: [unmappedEvent(uplink, occurred, key)],
            issues: [],
          }
        );
      }),
  };
}

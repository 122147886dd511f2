import { toHex } from '@civigrid/kernel';
import type { Codec, DecodedEvent } from '../intake/codec.ts';
import { withJson } from '../intake/guarded.ts';
import { sha256 } from '../intake/sha256.ts';
import { mapped } from '../mapping/json-codec.ts';
import { type LorawanNetwork, type Uplink, uplinkOf } from './uplink.ts';

const dayMs = 86_400_000;

/** Counters wrap and restart: only together with content and day do they name an uplink. */
function keyOf({ fCnt, port, bytes, receivedAt }: Uplink, received: number): string {
  const day = Math.floor((receivedAt ?? received) / dayMs);
  return `${fCnt ?? '-'}|${port}|${sha256(bytes).slice(0, 16)}|${day}`;
}

function unmapped(uplink: Uplink, occurred: DecodedEvent['occurred'], key: string): DecodedEvent {
  return {
    device: uplink.devEui,
    kind: 'device.uplink',
    phase: 'reading',
    ...(occurred === undefined ? {} : { occurred }),
    observations: [
      { property: 'port', value: uplink.port },
      { property: 'frame', value: toHex(uplink.bytes) },
    ],
    message: key,
  };
}

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
        const key = keyOf(uplink, message.receivedAt);
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
            events: [unmapped(uplink, occurred, key)],
            issues: [],
          }
        );
      }),
  };
}

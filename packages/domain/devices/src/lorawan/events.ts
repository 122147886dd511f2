import { toHex } from '@civigrid/kernel';
import type { DecodedEvent } from '../intake/codec.ts';
import { sha256 } from '../intake/sha256.ts';
import type { Uplink } from './uplink.ts';

const dayMs = 86_400_000;

/** Counters wrap and restart: only together with content and day do they name an uplink. */
export function uplinkKey({ fCnt, port, bytes, receivedAt }: Uplink, received: number): string {
  const day = Math.floor((receivedAt ?? received) / dayMs);
  return `${fCnt ?? '-'}|${port}|${sha256(bytes).slice(0, 16)}|${day}`;
}

/** One reading with port and frame, for an uplink that no mapping is meant for. */
export function unmappedEvent(
  uplink: Uplink,
  occurred: DecodedEvent['occurred'],
  key: string,
): DecodedEvent {
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

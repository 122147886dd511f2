/** One uplink as every network server knows it. */
export interface Uplink {
  /** 16 lower-case hexadecimal digits. */
  readonly devEui: string;
  readonly port: number;
  readonly counter: number;
  readonly bytes: Uint8Array;
  /** UTC ms. */
  readonly at: number;
}

/** The network servers of the street. */
export type LorawanNetwork = 'chirpstack' | 'tts' | 'loriot' | 'thingpark';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648 §4). */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let j = 0; j < 4; j++)
      text += i + j > bytes.length ? '=' : alphabet.charAt((word >>> (18 - 6 * j)) & 63);
  }
  return text;
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What the network server posts about an uplink, as plain JSON. */
export function uplinkBody(
  network: LorawanNetwork,
  { devEui, port, counter, bytes, at }: Uplink,
): object {
  const time = new Date(at).toISOString();
  switch (network) {
    case 'chirpstack':
      return {
        deduplicationId: `${devEui.slice(8)}-${String(counter).padStart(4, '0')}-4000-8000-${devEui.slice(4)}`,
        time,
        deviceInfo: {
          tenantName: 'Liushu',
          applicationName: 'manhole-covers',
          deviceName: `jg-${devEui.slice(12)}`,
          devEui,
        },
        devAddr: devEui.slice(8),
        adr: true,
        dr: 5,
        fCnt: counter,
        fPort: port,
        confirmed: false,
        data: base64(bytes),
        rxInfo: [{ gatewayId: '0299000000ffff01', rssi: -97, snr: 6.5, crcStatus: 'CRC_OK' }],
        txInfo: { frequency: 470_300_000 },
      };
    case 'tts':
      return {
        end_device_ids: {
          device_id: `sw-${devEui.slice(12)}`,
          application_ids: { application_id: 'liushu-water' },
          dev_eui: devEui.toUpperCase(),
          dev_addr: devEui.slice(8).toUpperCase(),
        },
        received_at: time,
        uplink_message: {
          f_port: port,
          f_cnt: counter,
          frm_payload: base64(bytes),
          rx_metadata: [{ gateway_ids: { gateway_id: 'liushu-gw-2' }, rssi: -101, snr: 4.2 }],
          received_at: time,
        },
      };
    case 'loriot':
      return {
        cmd: 'rx',
        EUI: devEui.toUpperCase(),
        ts: at,
        fcnt: counter,
        port,
        freq: 470_500_000,
        rssi: -104,
        snr: 3.1,
        dr: 'SF9 BW125 4/5',
        ack: false,
        data: hex(bytes),
      };
    case 'thingpark':
      return {
        DevEUI_uplink: {
          Time: time.replace('Z', '+00:00'),
          DevEUI: devEui.toUpperCase(),
          FPort: port,
          FCntUp: counter,
          MType: 2,
          payload_hex: hex(bytes),
          LrrRSSI: -99,
          LrrSNR: 5.5,
          SpFact: 9,
          DevAddr: devEui.slice(8).toUpperCase(),
        },
      };
  }
}

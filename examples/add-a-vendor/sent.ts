/** A message as the vendor's platform pushes it, invented. */
export interface Sent {
  readonly name: string;
  readonly topic: string;
  readonly at: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const ts = (at: string) => Date.parse(at) / 1000;
const morning = '2026-06-15T08:00:00+08:00';
const later = '2026-06-15T08:20:00+08:00';
const noon = '2026-06-15T12:00:00+08:00';

/** The angle of the cover is 35.0 degrees, in a frame of three bytes: alarm bits, then tenths. */
const frame = Buffer.from([0b0000_0001, 0x01, 0x5e]).toString('base64');

export const sent: readonly Sent[] = [
  {
    name: 'a bin',
    topic: 'greenbox/b-17/up',
    at: morning,
    body: { type: 'bin', seq: 4, ts: ts(morning), fill: 92, temp: 655, lid: 0b0000, rssi: -71 },
  },
  {
    name: 'a cover',
    topic: 'greenbox/c-3/up',
    at: later,
    body: { type: 'cover', seq: 9, ts: ts(later), data: frame },
  },
  {
    name: 'a bin of firmware 2',
    topic: 'greenbox/b-18/up',
    at: noon,
    body: {
      type: 'bin',
      seq: 1,
      ts: ts(noon),
      fill: { percent: '88', mm: 310 },
      temp: 671,
      lid: 0b0100,
    },
  },
];

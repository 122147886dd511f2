import type { DeviceIssue } from '@civigrid/devices';

/** What a deframer is asked for, spelled out. */
export interface PlainFrame {
  readonly byte: number;
  readonly sequence: number;
  readonly version: string;
  readonly time: number | undefined;
  readonly sourceAddress: number;
  readonly destinationAddress: number;
  readonly command: number;
  readonly data: readonly number[];
}

const number = (bytes: readonly number[]): number =>
  bytes.reduceRight((value, byte) => value * 256 + byte, 0);

/** The clock by the platform's own calendar. */
function clock([
  second = 0,
  minute = 0,
  hour = 0,
  day = 0,
  month = 0,
  year = 0,
]: readonly number[]) {
  const at = Date.UTC(2000 + year, month - 1, day, hour, minute, second);
  const back = new Date(at);
  const same =
    back.getUTCSeconds() === second &&
    back.getUTCMinutes() === minute &&
    back.getUTCHours() === hour &&
    back.getUTCDate() === day &&
    back.getUTCMonth() === month - 1;
  return same ? at - 8 * 3_600_000 : undefined;
}

function plain(bytes: readonly number[], byte: number): PlainFrame {
  return {
    byte,
    sequence: number(bytes.slice(2, 4)),
    version: `${bytes[4]}.${bytes[5]}`,
    time: clock(bytes.slice(6, 12)),
    sourceAddress: number(bytes.slice(12, 18)),
    destinationAddress: number(bytes.slice(18, 24)),
    command: bytes[26] ?? -1,
    data: bytes.slice(27, -3),
  };
}

/** Why no frame begins here, or its length. */
function verdict(bytes: readonly number[], maxLength: number): number | string {
  if (bytes.length < 27) return 'devices/incomplete';
  const length = number(bytes.slice(24, 26));
  if (length > maxLength) return 'devices/frame-length';
  const whole = bytes.slice(0, length + 30);
  if (whole.length < length + 30) return 'devices/incomplete';
  if (whole.at(-1) !== 0x23 || whole.at(-2) !== 0x23) return 'devices/frame-tail';
  const sum = whole.slice(2, -3).reduce((total, byte) => total + byte, 0) % 256;
  return whole.at(-3) === sum ? whole.length : 'devices/checksum';
}

/** The whole stream at once, byte for byte, everything tried everywhere. */
export function naiveDeframer(stream: readonly number[], maxLength = 1024) {
  const frames: PlainFrame[] = [];
  const issues: Pick<DeviceIssue, 'code' | 'byte'>[] = [];
  let since = 0;
  let told = false;
  for (let at = 0; at < stream.length; ) {
    const marked = stream[at] === 0x40 && (stream[at + 1] === 0x40 || at + 1 === stream.length);
    const found = marked ? verdict(stream.slice(at), maxLength) : undefined;
    if (typeof found === 'number') {
      if (since < at) issues.push({ code: 'devices/skipped-bytes', byte: since });
      frames.push(plain(stream.slice(at, at + found), at));
      at += found;
      since = at;
      told = false;
      continue;
    }
    if (found !== undefined && !told) issues.push({ code: found, byte: at });
    told ||= found !== undefined;
    at++;
  }
  if (since < stream.length) issues.push({ code: 'devices/skipped-bytes', byte: since });
  return { frames, issues };
}

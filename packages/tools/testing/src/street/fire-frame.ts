import type { FireLoop } from './devices.ts';
import { paddedGb18030 } from './gb18030.ts';

/** What stands around the data of a frame. */
export interface FireFrame {
  /** 0–65,535. */
  readonly sequence: number;
  /** UTC ms; written as Beijing time to the second. */
  readonly at: number;
  readonly source: number;
  readonly destination: number;
  /** 2 sends data, 3 confirms, 6 denies. */
  readonly command: number;
  readonly data: Uint8Array;
}

/** A number of so many bytes, lowest first. */
const little = (value: number, bytes: number): readonly number[] =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);

/** Second, minute, hour, day, month, year − 2000 in Beijing, binary. */
function time(at: number): readonly number[] {
  const there = new Date(at + 8 * 3_600_000);
  return [
    there.getUTCSeconds(),
    there.getUTCMinutes(),
    there.getUTCHours(),
    there.getUTCDate(),
    there.getUTCMonth() + 1,
    there.getUTCFullYear() - 2000,
  ];
}

/** The low byte of the sum of the bytes: the check of a frame. */
const checksum = (bytes: readonly number[]): number =>
  bytes.reduce((sum, byte) => (sum + byte) % 256, 0);

/** A whole frame of a fire alarm transmitter (用户信息传输装置, GB/T 26875.3): start, header, data, check, end. */
export function fireFrame({
  sequence,
  at,
  source,
  destination,
  command,
  data,
}: FireFrame): Uint8Array {
  const checked = [
    ...little(sequence, 2),
    ...[1, 1],
    ...time(at),
    ...little(source, 6),
    ...little(destination, 6),
    ...little(data.length, 2),
    command,
    ...data,
  ];
  return Uint8Array.from([0x40, 0x40, ...checked, checksum(checked), 0x23, 0x23]);
}

/** Data of type 2: the state of one component; status bit 0 normal operation, bit 1 alarm, bit 2 fault. */
export function componentState(
  loop: FireLoop,
  status: number,
  description: string,
  at: number,
): Uint8Array {
  const { systemType, systemAddress, componentType, componentAddress } = loop;
  return Uint8Array.from([
    ...[2, 1, systemType, systemAddress, componentType],
    ...little(componentAddress, 4),
    ...little(status, 2),
    ...paddedGb18030(description, 31),
    ...time(at),
  ]);
}

/** Data of type 3: one analog value of a component; type 3 is a temperature in tenths of a degree. */
export function analogValue(
  loop: FireLoop,
  analogType: number,
  value: number,
  at: number,
): Uint8Array {
  const { systemType, systemAddress, componentType, componentAddress } = loop;
  return Uint8Array.from([
    ...[3, 1, systemType, systemAddress, componentType],
    ...little(componentAddress, 4),
    analogType,
    ...little(value < 0 ? value + 65536 : value, 2),
    ...time(at),
  ]);
}

/** Data of type 21: the state of the transmitter itself; bit 0 normal operation. */
export const transmitterState = (status: number, at: number): Uint8Array =>
  Uint8Array.from([21, 1, status, ...time(at)]);

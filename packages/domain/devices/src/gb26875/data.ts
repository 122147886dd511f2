import { decodeText } from '@civigrid/guard';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { readClock } from './clock.ts';
import { littleEndian } from './frame.ts';
import { knownComponentTypes, knownSystemTypes } from './known-types.ts';

/** One information object of GB/T 26875.3; which members it has goes by the type of the data. */
export interface Gb26875Object {
  readonly systemType?: number;
  readonly systemAddress?: number;
  readonly componentType?: number;
  readonly componentAddress?: number;
  readonly status?: number;
  readonly operation?: number;
  readonly operator?: number;
  /** Names of the bits that are set, and `testOperation` where normal operation is not. */
  readonly bits?: readonly string[];
  readonly description?: string;
  readonly text?: string;
  readonly version?: string;
  readonly analogType?: number;
  /** As it was sent, signed. */
  readonly raw?: number;
  readonly value?: number;
  /** UCUM code. */
  readonly unit?: string;
  /** UTC milliseconds; the wall time was read as +08:00. */
  readonly time?: number;
}

/** What the application data of a frame says. */
export interface Gb26875Data {
  readonly type: number;
  readonly count: number;
  readonly objects: readonly Gb26875Object[];
  readonly issues: readonly DeviceIssue[];
}

const componentBits = [
  'normalOperation',
  'alarm',
  'fault',
  'blocked',
  'supervise',
  'started',
  'feedback',
  'delayed',
  'powerFault',
];
const systemBits = [
  ...componentBits.slice(0, 8),
  'mainPowerFault',
  'standbyPowerFault',
  'busFault',
  'manual',
  'configurationChanged',
  'reset',
];
const transmitterBits = [
  'normalOperation',
  'alarm',
  'fault',
  'mainPowerFault',
  'standbyPowerFault',
  'communicationFault',
  'lineFault',
];
const systemOperations = [
  'reset',
  'mute',
  'manualAlarm',
  'cancelAlarm',
  'selfCheck',
  'confirm',
  'test',
];
const transmitterOperations = [
  ...systemOperations.slice(0, 5),
  'inspectionReply',
  ...systemOperations.slice(6),
];

/** Quantity, UCUM unit and divisor of an analog type; a divisor keeps 3 / 10 exact where a factor would not. */
const analogTypes: ReadonlyMap<number, readonly [what: string, unit: string, divisor: number]> =
  new Map([
    [1, ['count', '1', 1]],
    [2, ['height', 'm', 100]],
    [3, ['temperature', 'Cel', 10]],
    [4, ['pressure', 'MPa', 10]],
    [5, ['pressure', 'kPa', 10]],
    [6, ['gasConcentration', '%{LEL}', 10]],
    [7, ['time', 's', 1]],
    [8, ['voltage', 'V', 10]],
    [9, ['current', 'A', 10]],
    [10, ['flow', 'L/s', 10]],
    [11, ['airFlow', 'm3/min', 10]],
    [12, ['windSpeed', 'm/s', 1]],
  ]);

/** What an analog type measures, in the words of an observation. */
export function analogQuantity(analogType: number): string {
  return analogTypes.get(analogType)?.[0] ?? `analog${analogType}`;
}

const named = (names: readonly string[], word: number): readonly string[] =>
  names.filter((_, bit) => (word >>> bit) & 1);

const stateNames = (names: readonly string[], word: number): readonly string[] => [
  ...(word & 1 ? [] : ['testOperation']),
  ...named(names, word),
];

interface Cursor {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly issues: DeviceIssue[];
}

function timeAt({ bytes, at, issues }: Cursor): { readonly time?: number } {
  const time = readClock(bytes, at);
  if (time !== undefined) return { time };
  issues.push(
    issue('warning', 'devices/invalid-time', 'The calendar has no such time.', { byte: at }),
  );
  return {};
}

function textAt({ bytes, at, issues }: Cursor, size: number): string {
  const field = bytes.subarray(at, at + size);
  const end = field.indexOf(0);
  const written = end < 0 ? field : field.subarray(0, end);
  if (written.every((byte) => byte < 0x80)) return String.fromCharCode(...written);
  // A field of fixed size may cut the last character in half: what stands before it is still good.
  for (let cut = 0; cut < 4 && cut < written.length; cut++) {
    const read = decodeText(written.subarray(0, written.length - cut), 'gb18030');
    if (!read.ok) continue;
    if (cut > 0) issues.push(encodingIssue(at));
    return read.text;
  }
  issues.push(encodingIssue(at));
  return '';
}

function encodingIssue(byte: number): DeviceIssue {
  return issue('warning', 'devices/text-encoding', 'The text is not all GB 18030.', { byte });
}

function unknownType(issues: DeviceIssue[], byte: number, what: string): void {
  const message = `The number of the ${what} is not in the standard.`;
  issues.push(issue('warning', 'devices/unknown-data-type', message, { byte }));
}

function systemAt({ bytes, at, issues }: Cursor) {
  const systemType = bytes[at] ?? 0;
  if (!knownSystemTypes.has(systemType)) unknownType(issues, at, 'type of system');
  return { systemType, systemAddress: bytes[at + 1] ?? 0 };
}

function componentAt(cursor: Cursor) {
  const { bytes, at, issues } = cursor;
  const componentType = bytes[at + 2] ?? 0;
  if (!knownComponentTypes.has(componentType)) unknownType(issues, at + 2, 'type of component');
  return { ...systemAt(cursor), componentType, componentAddress: littleEndian(bytes, at + 3, 4) };
}

const step = (cursor: Cursor, by: number): Cursor => ({ ...cursor, at: cursor.at + by });

const versionAt = ({ bytes, at }: Cursor): string => `${bytes[at] ?? 0}.${bytes[at + 1] ?? 0}`;

function analogAt(cursor: Cursor): Gb26875Object {
  const { bytes, at, issues } = cursor;
  const analogType = bytes[at + 7] ?? 0;
  if (!analogTypes.has(analogType)) unknownType(issues, at + 7, 'quantity');
  const word = littleEndian(bytes, at + 8, 2);
  const raw = word > 0x7fff ? word - 0x10000 : word;
  const known = analogTypes.get(analogType);
  return {
    ...componentAt(cursor),
    analogType,
    raw,
    ...(known === undefined ? { value: raw } : { value: raw / known[2], unit: known[1] }),
    ...timeAt(step(cursor, 10)),
  };
}

function operationAt(cursor: Cursor, names: readonly string[]): Gb26875Object {
  const { bytes, at } = cursor;
  const operation = bytes[at] ?? 0;
  return {
    operation,
    operator: bytes[at + 1] ?? 0,
    bits: named(names, operation),
    ...timeAt(step(cursor, 2)),
  };
}

/** Size of one object, 0 where its text says how long it is, and its reader. */
const layouts: ReadonlyMap<number, readonly [size: number, read: (at: Cursor) => Gb26875Object]> =
  new Map([
    [
      1,
      [
        10,
        (cursor: Cursor) => {
          const status = littleEndian(cursor.bytes, cursor.at + 2, 2);
          const bits = stateNames(systemBits, status);
          return { ...systemAt(cursor), status, bits, ...timeAt(step(cursor, 4)) };
        },
      ],
    ],
    [
      2,
      [
        46,
        (cursor: Cursor) => {
          const status = littleEndian(cursor.bytes, cursor.at + 7, 2);
          return {
            ...componentAt(cursor),
            status,
            bits: stateNames(componentBits, status),
            description: textAt(step(cursor, 9), 31),
            ...timeAt(step(cursor, 40)),
          };
        },
      ],
    ],
    [3, [16, analogAt]],
    [
      4,
      [
        10,
        (cursor: Cursor) => ({
          ...systemAt(cursor),
          ...operationAt(step(cursor, 2), systemOperations),
        }),
      ],
    ],
    [5, [4, (cursor: Cursor) => ({ ...systemAt(cursor), version: versionAt(step(cursor, 2)) })]],
    [
      6,
      [
        0,
        (cursor: Cursor) => ({
          ...systemAt(cursor),
          text: textAt(step(cursor, 3), cursor.bytes[cursor.at + 2] ?? 0),
        }),
      ],
    ],
    [
      7,
      [
        38,
        (cursor: Cursor) => ({ ...componentAt(cursor), description: textAt(step(cursor, 7), 31) }),
      ],
    ],
    [8, [8, (cursor: Cursor) => ({ ...systemAt(cursor), ...timeAt(step(cursor, 2)) })]],
    [
      21,
      [
        7,
        (cursor: Cursor) => {
          const status = cursor.bytes[cursor.at] ?? 0;
          const bits = stateNames(transmitterBits, status);
          return { status, bits, ...timeAt(step(cursor, 1)) };
        },
      ],
    ],
    [24, [8, (cursor: Cursor) => operationAt(cursor, transmitterOperations)]],
    [25, [2, (cursor: Cursor) => ({ version: versionAt(cursor) })]],
    [
      26,
      [0, (cursor: Cursor) => ({ text: textAt(step(cursor, 1), cursor.bytes[cursor.at] ?? 0) })],
    ],
    [28, [6, (cursor: Cursor) => timeAt(cursor)]],
  ]);

/** Bytes of the object at a place whose text says how long it is. */
function spoken(type: number, bytes: Uint8Array, at: number): number {
  return type === 6 ? 3 + (bytes[at + 2] ?? 0) : 1 + (bytes[at] ?? 0);
}

/** Queries (61-68, 81-91) and the user's own types carry nothing that is news. */
function withoutLayout(type: number): DeviceIssue {
  const query = (type >= 61 && type <= 68) || (type >= 81 && type <= 91);
  return query
    ? issue('info', 'devices/no-event', 'A query carries no news.', { byte: 0 })
    : issue('warning', 'devices/unknown-data-type', 'The type of the data is not known.', {
        byte: 0,
      });
}

function badLength(byte: number, message: string): DeviceIssue {
  return issue('error', 'devices/object-length', message, { byte });
}

/** Reads the application data of a frame: type, count and objects. Never throws; what does not fit is an issue with its byte. */
export function decodeGb26875Data(bytes: Uint8Array): Gb26875Data {
  const [type = 0, count = 0] = bytes;
  const refuse = (found: DeviceIssue): Gb26875Data => ({
    type,
    count,
    objects: [],
    issues: [found],
  });
  if (bytes.length < 2) return refuse(badLength(0, 'Type and count are missing.'));
  const layout = layouts.get(type);
  if (layout === undefined) return refuse(withoutLayout(type));
  if (count === 0)
    return refuse(issue('error', 'devices/count', 'The data holds no objects.', { byte: 1 }));
  const [size, read] = layout;
  if (size > 0 && 2 + count * size !== bytes.length)
    return refuse(badLength(1, 'Count and length do not agree.'));
  const objects: Gb26875Object[] = [];
  const issues: DeviceIssue[] = [];
  let at = 2;
  while (objects.length < count) {
    const end = at + (size === 0 ? spoken(type, bytes, at) : size);
    if (end > bytes.length) return refuse(badLength(at, 'The data ends within an object.'));
    objects.push(read({ bytes, at, issues }));
    at = end;
  }
  if (at !== bytes.length)
    issues.push({ ...badLength(at, 'Bytes are left over.'), level: 'warning' });
  return { type, count, objects, issues };
}

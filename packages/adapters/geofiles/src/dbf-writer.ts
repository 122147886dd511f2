import { DomainError } from '@civigrid/kernel';
import { type DbfColumn, dbfColumn, type Encode } from './dbf-column.ts';
import type { GeofilesErrorCode } from './error-code.ts';
import type { GridFeature } from './feature.ts';

const mostFields = 255;
const longestRow = 65_535;
const longestName = 10;

/** A date for the header that is the same in every file: there is no clock here. */
const headerDate = [100, 1, 1] as const;

/** Every property that occurs, in the order of its first occurrence. */
function propertiesOf(features: readonly GridFeature[]): readonly string[] {
  const names = new Set<string>();
  for (const { properties } of features)
    for (const name of Object.keys(properties)) names.add(name);
  return [...names];
}

function columnsOf(
  features: readonly GridFeature[],
  names: ReadonlyMap<string, string>,
  encode: Encode,
): readonly DbfColumn[] {
  const taken = new Map<string, string>();
  return propertiesOf(features).map((property) => {
    const field = names.get(property) ?? property;
    const bytes = encode(field, 0);
    if (bytes.length > longestName || bytes.length === 0)
      throw new DomainError(
        'geofiles/field-name-too-long' satisfies GeofilesErrorCode,
        `A field name of a Shapefile holds 1 to ${longestName} bytes; give the property another by names.`,
        { property },
      );
    const other = taken.get(field.toUpperCase());
    if (other !== undefined)
      throw new DomainError(
        'geofiles/field-name-clash' satisfies GeofilesErrorCode,
        'Two properties would have one field name; give one of them another by names.',
        { property, other },
      );
    taken.set(field.toUpperCase(), property);
    return dbfColumn(features, property, bytes, encode);
  });
}

/** The .dbf of all features: one field for every property that occurs. */
export function toDbf(
  features: readonly GridFeature[],
  names: ReadonlyMap<string, string>,
  encode: Encode,
  driver: number,
): Uint8Array {
  const columns = columnsOf(features, names, encode);
  const rowLength = columns.reduce((sum, { length }) => sum + length, 1);
  if (columns.length > mostFields || rowLength > longestRow)
    throw new DomainError(
      'geofiles/record-too-long' satisfies GeofilesErrorCode,
      `A row of a Shapefile holds ${mostFields} fields and ${longestRow} bytes.`,
      { fields: columns.length, bytes: rowLength },
    );
  const firstRow = 32 + 32 * columns.length + 1;
  const bytes = new Uint8Array(firstRow + rowLength * features.length + 1).fill(0x20, firstRow);
  const view = new DataView(bytes.buffer);
  bytes[0] = 3;
  bytes.set(headerDate, 1);
  view.setUint32(4, features.length, true);
  view.setUint16(8, firstRow, true);
  view.setUint16(10, rowLength, true);
  bytes[29] = driver;
  let offset = 1;
  for (const [i, { name, type, length, decimals, values }] of columns.entries()) {
    const at = 32 + 32 * i;
    bytes.set(name, at);
    bytes[at + 11] = type.charCodeAt(0);
    bytes[at + 16] = length;
    bytes[at + 17] = decimals;
    for (const [row, value] of values.entries()) {
      const cell = firstRow + row * rowLength + offset;
      bytes.set(value, type === 'N' ? cell + length - value.length : cell);
    }
    offset += length;
  }
  bytes[firstRow - 1] = 0x0d;
  bytes[bytes.length - 1] = 0x1a;
  return bytes;
}

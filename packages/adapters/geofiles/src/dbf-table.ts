/** One field of a .dbf. */
export interface DbfField {
  readonly name: Uint8Array;
  readonly type: string;
  readonly length: number;
  /** Where it begins in a row; the first byte of a row says whether it is deleted. */
  readonly offset: number;
}

/** The frame of a .dbf: all numbers of its header looked at against the bytes that are there. */
export interface DbfTable {
  readonly bytes: Uint8Array;
  readonly fields: readonly DbfField[];
  readonly firstRow: number;
  readonly rowLength: number;
  /** Rows that are there in full. */
  readonly rows: number;
  /** Rows that the header announces. */
  readonly announced: number;
  readonly driver: number;
}

const headerLength = 32;
const fieldLength = 32;
const endOfFields = 0x0d;

function nameOf(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Reads the header of a .dbf; a byte where it is broken. Allocates nothing by what the header says. */
export function dbfTable(bytes: Uint8Array): DbfTable | { readonly byte: number } {
  if (bytes.length < headerLength + 1) return { byte: bytes.length };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const firstRow = view.getUint16(8, true);
  const rowLength = view.getUint16(10, true);
  if (firstRow < headerLength + 1 || firstRow > bytes.length) return { byte: 8 };
  if (rowLength < 1) return { byte: 10 };
  const fields: DbfField[] = [];
  let offset = 1;
  for (
    let at = headerLength;
    at + fieldLength <= firstRow && bytes[at] !== endOfFields;
    at += fieldLength
  ) {
    const length = bytes[at + 16] as number;
    fields.push({
      name: nameOf(bytes.subarray(at, at + 11)),
      type: String.fromCharCode(bytes[at + 11] as number),
      length,
      offset,
    });
    offset += length;
    // A field of no bytes costs time in every row and holds nothing.
    if (length === 0 || offset > rowLength) return { byte: at + 16 };
  }
  const announced = view.getUint32(4, true);
  const there = Math.floor((bytes.length - firstRow) / rowLength);
  const driver = bytes[29] as number;
  return {
    bytes,
    fields,
    firstRow,
    rowLength,
    rows: Math.min(announced, there),
    announced,
    driver,
  };
}

/** The texts of the first rows and the names of all fields in one piece, to guess an encoding by. */
export function sampleOf({ bytes, fields, firstRow, rowLength, rows }: DbfTable): Uint8Array {
  const pieces: Uint8Array[] = fields.map(({ name }) => name);
  let size = 0;
  for (let row = 0; row < rows && size < 65_536; row++)
    for (const { type, offset, length } of fields) {
      if (type !== 'C') continue;
      const start = firstRow + row * rowLength + offset;
      let end = start + length;
      // A text that fills its field may have been cut inside a character: it proves nothing.
      if ((bytes[end - 1] as number) >= 0x80) continue;
      while (end > start && ((bytes[end - 1] as number) === 0x20 || bytes[end - 1] === 0)) end--;
      pieces.push(bytes.subarray(start, end), Uint8Array.of(0x20));
      size += end - start + 1;
    }
  return Uint8Array.from(Buffer.concat(pieces));
}

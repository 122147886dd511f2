/**
 * SQL that selects a text that may hold NUL: as bytes where it does, because `libsql` cuts a text there. What a name
 * may hold is not up to a driver.
 */
export function wholeText(column: string): string {
  return `CASE WHEN instr(${column}, char(0)) > 0 THEN CAST(${column} AS BLOB) ELSE ${column} END`;
}

/** The text that {@link wholeText} selected. */
export function textOf<Text extends string>(selected: Text | Uint8Array): Text {
  if (typeof selected === 'string') return selected;
  // The bytes are those of the text that was written into the column.
  return Buffer.from(selected.buffer, selected.byteOffset, selected.byteLength).toString() as Text;
}

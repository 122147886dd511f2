/** A photo of a report. */
export interface StreetPhoto {
  readonly type: 'image/jpeg';
  readonly bytes: Uint8Array;
}

const segment = (marker: number, content: readonly number[]): readonly number[] => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 0xff,
  ...content,
];

/** A whole JPEG (baseline, 8 × 8 pixels, grey) whose comment makes it another photo than all others. */
export function greyPhoto(comment: string): StreetPhoto {
  const ascii = Array.from(comment, (character) => character.charCodeAt(0) & 0x7f);
  return {
    type: 'image/jpeg',
    bytes: Uint8Array.from([
      0xff,
      0xd8,
      ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
      ...segment(0xfe, ascii),
      ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 16)]),
      ...segment(0xc0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
      // one code word each: no difference in brightness, then the end of the block
      ...segment(0xc4, [0x00, 1, ...Array.from({ length: 15 }, () => 0), 0]),
      ...segment(0xc4, [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0]),
      ...segment(0xda, [1, 1, 0, 0, 63, 0]),
      0x3f,
      0xff,
      0xd9,
    ]),
  };
}

/** How a file is laid out (文件结构): what one walk over it, which decodes nothing, has found. */
export interface Layout {
  /** Width and height of the picture, then of each part that has a size of its own. */
  readonly sizes: readonly (readonly [width: number, height: number])[];
  /** The block of EXIF, from its byte order on. */
  readonly exif?: Uint8Array;
  /** What is left when all that is not the picture is taken away, in order; undefined where that is not offered. */
  readonly kept?: readonly Uint8Array[];
}

/** The byte at which a file is broken. */
export interface Broken {
  readonly brokenAt: number;
}

/** What walks over the files of one type. */
export type Walk = (bytes: Uint8Array) => Layout | Broken;

import { DomainError } from '@civigrid/kernel';
import {
  type CoverageParts,
  coverageFromParts,
  coverageParts,
  type Datum,
  indexOf,
} from '@civigrid/spatial';
import type { GridLevel } from './cell.ts';
import type { Fabric } from './fabric.ts';
import type { GridIssue } from './issue.ts';
import { type PackedCells, packCells, textAt, unpackCells } from './packed-cells.ts';
import type { Reading } from './read-features.ts';
import type { Tree } from './tree.ts';

type Flat = Int32Array | Float64Array | Uint8Array | Uint16Array;

/** What is written as text, before the arrays. */
interface Head {
  readonly datum: Datum;
  readonly reading: Reading;
  readonly levels: readonly GridLevel[];
  readonly issues: readonly GridIssue[];
  readonly coverage: CoverageParts['plain'];
}

/** "CVGG" and the version of the form, in the byte order of the machine: bytes of another order are not ours. */
const magic = 0x43564747;
const version = 2;
const kinds = [Int32Array, Float64Array, Uint8Array, Uint16Array] as const;
/** Up to so many numbers (a street) all go into the check sum, so that no changed bit stays unseen. */
const closely = 2 ** 20;
/** Of more (a city) one of every so many: enough to tell torn or foreign bytes in no time. */
const stride = 1021;

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** Over the numbers in front, but for the sum itself, the table and the head, and over what follows as `closely` says. */
function checkSum(words: Int32Array, headEnd: number): number {
  let sum = words.length;
  const add = (from: number, to: number, step: number) => {
    for (let i = from; i < to; i += step) {
      sum = Math.imul(sum ^ (words[i] as number), 0x5bd1e995);
      // so that high bits count as much as low ones
      sum ^= sum >>> 15;
    }
  };
  add(3, headEnd, 1);
  add(headEnd, words.length, words.length <= closely ? 1 : stride);
  return sum;
}

/**
 * Writes what a hierarchy is made of. Eight numbers in front (magic, version, check sum, length in bytes, length of the
 * head, number of arrays), then kind, start and length of each array, the head in UTF-16, and the arrays.
 */
export function bufferOf({ datum, reading, cells, tree, index, issues }: Fabric): ArrayBuffer {
  const coverage = coverageParts(index.coverage);
  const packed = packCells(cells);
  const head: Head = { datum, reading, levels: packed.levels, issues, coverage: coverage.plain };
  const text = JSON.stringify(head);
  const arrays: readonly Flat[] = [
    packed.codes,
    packed.codeStarts,
    packed.properties,
    packed.propertyStarts,
    packed.marks,
    tree.parents,
    tree.childStarts,
    tree.children,
    tree.leaves,
    tree.shapes,
    ...coverage.arrays,
  ];
  const table = 8 + 3 * arrays.length;
  let end = aligned(4 * table + 2 * text.length);
  const starts = arrays.map((array) => {
    const start = end;
    end = aligned(end + array.byteLength);
    return start;
  });
  const buffer = new ArrayBuffer(end);
  const words = new Int32Array(buffer);
  words.set([magic, version, 0, end, text.length, arrays.length]);
  arrays.forEach((array, i) => {
    const kind = kinds.findIndex((of) => array instanceof of);
    words.set([kind, starts[i] as number, array.length], 8 + 3 * i);
    new Uint8Array(buffer, starts[i], array.byteLength).set(
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
    );
  });
  const units = new Uint16Array(buffer, 4 * table, text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  words[2] = checkSum(words, aligned(4 * table + 2 * text.length) / 4);
  return buffer;
}

function refused(): DomainError {
  return new DomainError('grid/not-a-buffer', 'These bytes were not written by toBuffer.');
}

/** The text and the arrays, where they lie. */
function opened(buffer: ArrayBuffer | SharedArrayBuffer) {
  // told by name, for a buffer may come from another realm
  const name = Object.prototype.toString.call(buffer);
  const isBuffer = name === '[object ArrayBuffer]' || name === '[object SharedArrayBuffer]';
  if (!isBuffer || buffer.byteLength < 32 || buffer.byteLength % 8 !== 0) throw refused();
  const words = new Int32Array(buffer);
  const [first, form, sum, bytes, length = 0, count = 0] = words;
  if (first !== magic || form !== version || bytes !== buffer.byteLength) throw refused();
  const table = 8 + 3 * count;
  const tail = 4 * table + 2 * length;
  if (count < 0 || length < 0 || tail > buffer.byteLength) throw refused();
  if (sum !== checkSum(words, aligned(tail) / 4)) throw refused();
  const arrays = Array.from({ length: count }, (_, i): Flat => {
    const [kind = -1, start = -1, size = -1] = words.subarray(8 + 3 * i, 11 + 3 * i);
    const of = kinds[kind];
    if (!of || size < 0 || start < tail || start % 8 !== 0) throw refused();
    if (start + size * of.BYTES_PER_ELEMENT > buffer.byteLength) throw refused();
    return new of(buffer as ArrayBuffer, start, size);
  });
  const units = new Uint16Array(buffer, 4 * table, length);
  return { text: textAt(units, 0, length), arrays };
}

function headOf(text: string): Head {
  try {
    return JSON.parse(text);
  } catch {
    throw refused();
  }
}

/** Reads what `bufferOf` wrote, where it lies. Refuses anything else with `grid/not-a-buffer`. */
export function fabricFromBuffer(buffer: ArrayBuffer | SharedArrayBuffer): Fabric {
  const { text, arrays } = opened(buffer);
  const { datum, reading, levels, issues, coverage } = headOf(text);
  const own = arrays.slice(0, 10);
  const form = [Uint16Array, Int32Array, Uint16Array, ...Array(7).fill(Int32Array)];
  if (own.length !== 10 || !own.every((array, i) => array instanceof form[i])) throw refused();
  const [codes, codeStarts, properties, propertyStarts, marks] = own;
  const [parents, childStarts, children, leaves, shapes] = own.slice(5) as readonly Int32Array[];
  const tree = { parents, childStarts, children, leaves, shapes } as Tree;
  const packed = { levels, codes, codeStarts, properties, propertyStarts, marks } as PackedCells;
  const made = coverageFromParts({
    plain: coverage,
    arrays: arrays.slice(10) as CoverageParts['arrays'],
  });
  const count = packed.marks.length;
  const fits =
    packed.codeStarts.length === count + 1 &&
    packed.propertyStarts.length === count + 1 &&
    tree.parents.length === count &&
    tree.shapes.length === count &&
    tree.childStarts.length === count + 1 &&
    tree.leaves.length === made?.topology.faceCount;
  if (!made || !fits) throw refused();
  return {
    datum,
    reading,
    cells: unpackCells(packed),
    tree,
    index: indexOf(made, tree.leaves),
    issues,
  };
}

import type { Corner, IsapiAlert } from './alert.ts';
import { cornerX, cornerY } from './alert-nodes.ts';
import { scanAlert } from './alert-scan.ts';
import { alertOf, noValues } from './alert-values.ts';
import { byteAfter, type Markup, markupOf, standsAt, textStretch } from './markup.ts';
import { plainPosition, position } from './region.ts';
import { characterData, trimmed } from './xml-characters.ts';

/** Markup that was seen before, up to the next text. */
interface Step {
  readonly markup: Markup;
  /** Of the text that follows; -1 where it is not read, `theEnd` where none follows. */
  readonly node: number;
  readonly version: string | undefined;
  readonly next: Step[];
}

const theEnd = -2;
const maxSteps = 512;
const maxMarkup = 2048;
/** So many ways to go on are tried at one place. */
const maxWays = 4;

/**
 * Reads alerts whose markup it has seen before by comparing it byte for byte: a device writes the same markup again
 * and again. Where all markup is that of a document that was read whole, and the texts between are characters and
 * references, the document is as well-formed as that one was. What it keeps is markup only, never a text, and bounded;
 * it changes how fast an answer comes and never the answer.
 */
export interface AlertReader {
  /** The alert in the bytes of UTF-8, which are also given as text, or undefined where the parser should be asked. */
  read(bytes: Uint8Array, text: string): IsapiAlert | undefined;
}

/** The way that goes on with the markup at a place. */
function wayOn(ways: readonly Step[], view: DataView, at: number): Step | undefined {
  for (let i = 0; i < ways.length; i++) {
    const step = ways[i] as Step;
    if (standsAt(step.markup, view, at)) return step;
  }
  return undefined;
}

/** A byte-order mark is three bytes and no unit of the text. */
const markOf = (bytes: Uint8Array): number =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;

function byShape(first: readonly Step[], bytes: Uint8Array, text: string): IsapiAlert | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values = noValues();
  const stretch = { end: 0, extra: 0, special: false };
  let corners: Corner[] | undefined;
  let x = Number.NaN;
  let at = markOf(bytes);
  /** The lead of bytes over units of text so far. */
  let lead = at;
  let ways = first;
  for (;;) {
    const step = wayOn(ways, view, at);
    if (step === undefined) return undefined;
    const { node, markup } = step;
    at += markup.length;
    lead += markup.extra;
    if (node === theEnd)
      return at === bytes.length ? alertOf(step.version, values, corners) : undefined;
    textStretch(bytes, at, stretch);
    const { end, extra, special } = stretch;
    if (end < 0) return undefined;
    const isPosition = node === cornerX || node === cornerY;
    let place = isPosition ? plainPosition(bytes, at, end) : Number.NaN;
    if ((node >= 0 || special) && !(place >= 0)) {
      const written = text.slice(at - lead, end - lead - extra);
      const value = special ? characterData(written) : written;
      if (value === undefined) return undefined;
      if (node >= 0) values[node] = trimmed(value);
      if (isPosition) place = position(values[node]);
    }
    if (node === cornerX) x = place;
    else if (node === cornerY) {
      corners ??= [];
      corners.push([x, place]);
    }
    at = end;
    lead += extra;
    ways = step.next;
  }
}

function same(one: Markup, other: Markup): boolean {
  return one.length === other.length && one.words.every((word, i) => word === other.words[i]);
}

/** The step with this markup, added where it is new; undefined where it is too long to be kept. */
function stepTo(
  ways: Step[],
  bytes: Uint8Array,
  node: number,
  version: string | undefined,
): Step | undefined {
  if (bytes.length > maxMarkup) return undefined;
  const markup = markupOf(bytes);
  const known = ways.find((step) => step.node === node && same(step.markup, markup));
  if (known !== undefined) return known;
  const step = { markup, node, version, next: [] };
  if (ways.length === maxWays) ways.pop();
  ways.unshift(step);
  return step;
}

/** A reader that knows no markup yet. */
export function alertReader(): AlertReader {
  let first: Step[] = [];
  let steps = 0;

  /** Keeps the markup around the texts that a scan found: node, beginning and end of each, in units of text. */
  function learn(bytes: Uint8Array, slots: readonly number[], version: string | undefined): void {
    const more = slots.length / 3 + 1;
    steps += more;
    if (steps > maxSteps) {
      first = [];
      steps = more;
    }
    if (more > maxSteps) return;
    let ways: Step[] | undefined = first;
    let at = markOf(bytes);
    let unit = 0;
    for (let i = 0; i < slots.length && ways !== undefined; i += 3) {
      const start = slots[i + 1] as number;
      const stop = slots[i + 2] as number;
      const begin = byteAfter(bytes, at, start - unit);
      ways = stepTo(ways, bytes.subarray(at, begin), slots[i] as number, undefined)?.next;
      at = byteAfter(bytes, begin, stop - start);
      unit = stop;
    }
    if (ways !== undefined) stepTo(ways, bytes.subarray(at), theEnd, version);
  }

  return {
    read(bytes, text) {
      const known = byShape(first, bytes, text);
      if (known !== undefined) return known;
      const scanned = scanAlert(text);
      if (scanned?.slots !== undefined) learn(bytes, scanned.slots, scanned.alert.version);
      return scanned?.alert;
    },
  };
}

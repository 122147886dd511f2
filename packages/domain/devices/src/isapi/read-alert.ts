import { decodeText, readJson, readXml } from '@civigrid/guard';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { fromGuard } from '../intake/guarded.ts';
import { alertLimits, alertName, type IsapiAlert } from './alert.ts';
import { alertFromJson } from './alert-json.ts';
import { alertReader } from './alert-shapes.ts';
import { alertFromTree } from './alert-tree.ts';

/** An alert, or why there is none, and what had to be mended. */
export interface ReadAlert {
  readonly alert?: IsapiAlert;
  readonly issues: readonly DeviceIssue[];
}

const entity = /^&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);/i;
const ampersand = 0x26;

/** The same bytes with `&amp;` for every ampersand that begins no entity; undefined where there is none. */
function mended(bytes: Uint8Array): Uint8Array | undefined {
  const out: number[] = [];
  let count = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    out.push(byte);
    if (byte !== ampersand) continue;
    if (entity.test(String.fromCharCode(...bytes.subarray(i, i + 12)))) continue;
    out.push(0x61, 0x6d, 0x70, 0x3b);
    count++;
  }
  return count === 0 ? undefined : Uint8Array.from(out);
}

const reader = alertReader();

/** In one pass where the document is beyond doubt; documents in another encoding are the parser's. */
function scanned(bytes: Uint8Array): IsapiAlert | undefined {
  const decoded = decodeText(bytes, 'utf-8', alertLimits);
  return decoded.ok ? reader.read(bytes, decoded.text) : undefined;
}

function parsedAlert(bytes: Uint8Array, byte: number): ReadAlert {
  const read = readXml(bytes, alertLimits);
  if (!read.ok) return { issues: read.issues.map((found) => fromGuard(found, byte)) };
  if (read.value.local === alertName) return { alert: alertFromTree(read.value), issues: [] };
  return {
    issues: [
      issue('error', 'devices/unexpected-form', 'The root is not an alert.', { path: '/', byte }),
    ],
  };
}

const refusedByGuard = ({ issues }: ReadAlert): boolean =>
  issues.some(({ code }) => code.startsWith('guard/'));

const nothingToSay: readonly DeviceIssue[] = [];

/** A document that is refused is tried once more with its stray ampersands mended; where that does not help the first refusal stands. */
function readXmlAlert(bytes: Uint8Array, byte: number): ReadAlert {
  const quick = scanned(bytes);
  if (quick !== undefined) return { alert: quick, issues: nothingToSay };
  const first = parsedAlert(bytes, byte);
  if (!refusedByGuard(first) || bytes.length > alertLimits.maxBytes) return first;
  const repaired = mended(bytes);
  const second = repaired === undefined ? first : readXmlAlert(repaired, byte);
  if (refusedByGuard(second)) return first;
  const message = 'An ampersand stood unescaped in the XML.';
  return {
    ...second,
    issues: [issue('warning', 'devices/mended-ampersand', message, { byte }), ...second.issues],
  };
}

function readJsonAlert(bytes: Uint8Array, byte: number): ReadAlert {
  const read = readJson(bytes, alertLimits);
  return read.ok
    ? { alert: alertFromJson(read.value), issues: [] }
    : { issues: read.issues.map((found) => fromGuard(found, byte)) };
}

/** Whether the first byte that is no white space or byte-order mark opens an object. */
function looksLikeJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20 && byte < 0x80);
  return first === 0x7b || first === 0x5b;
}

/**
 * Reads one alert, by its content type or, where that says nothing, by its first letter. `byte` is where it began in
 * the body. Never throws; what is refused is refused by the bounded readers of guard.
 */
export function readAlert(contentType: string, bytes: Uint8Array, byte = 0): ReadAlert {
  const type = contentType.toLowerCase();
  if (type.includes('json')) return readJsonAlert(bytes, byte);
  if (type.includes('xml')) return readXmlAlert(bytes, byte);
  return looksLikeJson(bytes) ? readJsonAlert(bytes, byte) : readXmlAlert(bytes, byte);
}

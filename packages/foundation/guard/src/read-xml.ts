import { isWellFormed } from '@civigrid/kernel';
import { byteOffset } from './byte-offset.ts';
import { decodeWhole, isBytes, type TextEncodingName } from './decode-text.ts';
import { type ReadResult, refused } from './issue.ts';
import { withDefaults, type XmlLimits } from './limits.ts';
import { utf8Length } from './utf8.ts';
import { buildXml } from './xml-build.ts';
import type { XmlElement } from './xml-element.ts';
import { encodingOf } from './xml-encoding.ts';

const defaultMaxElements = 50_000;
const defaultMaxAttributes = 64;

/**
 * XML from outside (外来 XML) to a tree of elements, or to an issue with its byte; never throws, linear time,
 * reads nothing from disk or network.
 *
 * Bytes are UTF-8, UTF-16, GB 2312, GBK or GB 18030, by byte-order mark or declaration, decoded strictly; where the
 * two disagree the document is refused. A text is taken as it is, whatever encoding it declares. Any DOCTYPE is refused,
 * and with it every entity beyond the five of the standard. Comments and processing instructions are read over.
 *
 * @example
 * readXml('<Notify><CmdType>Alarm</CmdType></Notify>');
 * // { ok: true, value: { name: 'Notify', …, children: [{ name: 'CmdType', text: 'Alarm', … }] } }
 */
export function readXml(
  bytesOrText: Uint8Array | string,
  limits?: XmlLimits,
): ReadResult<XmlElement> {
  const full = {
    ...withDefaults(limits),
    maxElements: limits?.maxElements ?? defaultMaxElements,
    maxAttributes: limits?.maxAttributes ?? defaultMaxAttributes,
  };
  if (typeof bytesOrText === 'string') return fromText(bytesOrText, full);
  if (!isBytes(bytesOrText)) return refused({ code: 'guard/not-bytes-or-text' });
  return fromBytes(bytesOrText, full);
}

function fromText(text: string, limits: Required<XmlLimits>): ReadResult<XmlElement> {
  const { maxBytes } = limits;
  if (!(text.length <= maxBytes && utf8Length(text) <= maxBytes))
    return refused({ code: 'guard/too-large', limit: maxBytes });
  // saxes takes an unpaired first half for a whole character.
  if (!isWellFormed(text)) return refused({ code: 'guard/lone-surrogate' });
  return result(text, limits, undefined, (index) => utf8Length(text, index));
}

function fromBytes(bytes: Uint8Array, limits: Required<XmlLimits>): ReadResult<XmlElement> {
  const { maxBytes } = limits;
  if (!(bytes.length <= maxBytes)) return refused({ code: 'guard/too-large', limit: maxBytes });
  const found = encodingOf(bytes);
  if ('code' in found) return refused({ code: found.code, byte: 0 });
  const { encoding } = found;
  const decoded = decodeWhole(bytes, encoding);
  if (!decoded.ok) return decoded;
  const { text } = decoded;
  return result(text, limits, encoding, (index) => byteOffset(bytes, text, index, encoding));
}

function result(
  text: string,
  limits: Required<XmlLimits>,
  encoding: TextEncodingName | undefined,
  byteAt: (index: number) => number,
): ReadResult<XmlElement> {
  const built = buildXml(text, limits, encoding);
  if ('root' in built) return { ok: true, value: built.root };
  const { code, index, limit } = built.offence;
  const byte = byteAt(Math.min(index, text.length));
  return refused(limit === undefined ? { code, byte } : { code, byte, limit });
}

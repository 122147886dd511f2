import { alertLimits, alertName, type Corner, type IsapiAlert, type IsapiField } from './alert.ts';
import {
  type AlertNode,
  childNode,
  corner,
  cornerList,
  cornerX,
  cornerY,
  hashStep,
  nodeCount,
  nodeId,
} from './alert-nodes.ts';
import { position, regionOf } from './region.ts';
import { forbiddenCharacter, withoutReferences, withPlainLineEnds } from './xml-characters.ts';

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const colon = 0x3a;
const equals = 0x3d;
const bang = 0x21;
const ampersand = 0x26;

/** Of the ASCII characters: 2 may begin a name, 1 may go on with it. */
const nameClass = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_')
  nameClass[letter.charCodeAt(0)] = 2;
for (const letter of '-.0123456789') nameClass[letter.charCodeAt(0)] = 1;

const isSpace = (unit: number): boolean =>
  unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;

const declaration =
  /^<\?xml[ \t\r\n]+version="1\.0"(?:[ \t\r\n]+encoding="[uU][tT][fF]-?8")?(?:[ \t\r\n]+standalone="(?:yes|no)")?[ \t\r\n]*\?>/;

/** Names of namespaces that XML keeps for itself: whoever binds them is looked at by the whole parser. */
const reserved = /http:\/\/www\.w3\.org\/(?:XML\/1998\/namespace|2000\/xmlns)/;

/** Nothing of an element's text is read. */
const nothing: AlertNode = { id: -1, name: '', parent: -1, leaf: false };
const root: AlertNode = { id: 0, name: alertName, parent: -1, leaf: false };
const anyCorner: AlertNode = { id: corner, name: '', parent: cornerList, leaf: false };

/**
 * One pass over the text of an alert. It takes only what it is sure of: every method answers whether it is, and where
 * one is not the whole document goes to the parser, whose word then counts, also on what is refused.
 */
class AlertScan {
  private readonly text: string;
  private at = 0;
  /** Where the name of each open element stands, and what it leads to. */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly nodes: AlertNode[] = [];
  /** By node: what was read, '' for a place that was only passed. A second one of the name is not read. */
  private readonly values: (string | undefined)[] = Array.from<undefined>({ length: nodeCount });
  private readonly corners: Corner[] = [];
  private readonly prefixes: string[] = [];
  private version: string | undefined;
  /** The text so far of the element that is being read. */
  private collected = '';
  private names = 0;
  /** The next ampersand; beyond the text where there is none. */
  private nextReference = -1;
  private readonly sectionEnds: boolean;
  /** Of the name that {@link name} went over last. */
  private hash = 0;

  constructor(text: string) {
    this.text = text;
    this.sectionEnds = text.includes(']]>');
  }

  run(): IsapiAlert | undefined {
    const { text } = this;
    if (forbiddenCharacter.test(text) || !this.begin()) return undefined;
    for (;;) {
      if (!this.markup()) return undefined;
      if (this.nodes.length === 0) break;
      const next = text.indexOf('<', this.at);
      if (next < 0 || (next > this.at && !this.characters(next))) return undefined;
      this.at = next;
    }
    this.spaces();
    return this.at === text.length ? this.alert() : undefined;
  }

  private begin(): boolean {
    const { text } = this;
    if (text.startsWith('<?xml')) {
      const declared = declaration.exec(text);
      if (declared === null) return false;
      this.at = declared[0].length;
      this.spaces();
    }
    return text.charCodeAt(this.at) === lessThan;
  }

  private spaces(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at++;
  }

  /** What stands at a `<`. */
  private markup(): boolean {
    const unit = this.text.charCodeAt(this.at + 1);
    if (unit === slash) return this.close();
    return unit === bang ? this.aside() : this.open();
  }

  /** A comment or a section of characters inside the root. */
  private aside(): boolean {
    const { text, at } = this;
    if (this.nodes.length === 0) return false;
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('--', at + 4);
      if (end < 0 || text.charCodeAt(end + 2) !== greaterThan) return false;
      this.at = end + 3;
      return true;
    }
    if (!text.startsWith('<![CDATA[', at)) return false;
    const end = text.indexOf(']]>', at + 9);
    if (end < 0) return false;
    this.collect(withPlainLineEnds(text.slice(at + 9, end)));
    this.at = end + 3;
    return true;
  }

  /** Goes over a name without a prefix, and leaves its hash; where it ends, or -1. */
  private name(start: number): number {
    const { text } = this;
    let at = start;
    let unit = text.charCodeAt(at);
    if (!(unit < 128 && nameClass[unit] === 2)) return -1;
    let hash = 0;
    do {
      hash = hashStep(hash, unit);
      unit = text.charCodeAt(++at);
    } while (unit < 128 && nameClass[unit] !== 0);
    this.hash = hash;
    return unit < 128 ? at : -1;
  }

  private open(): boolean {
    const { text } = this;
    const start = this.at + 1;
    if (this.nodes.length >= alertLimits.maxDepth || ++this.names > alertLimits.maxKeys)
      return false;
    let local = start;
    let end = this.name(start);
    if (end > 0 && text.charCodeAt(end) === colon) {
      local = end + 1;
      end = this.name(local);
    }
    if (end < 0) return false;
    const { hash } = this;
    this.at = end;
    if (text.charCodeAt(end) !== greaterThan && !this.attributes()) return false;
    // Only now: an element may declare its own prefix.
    if (local > start && !this.prefixes.includes(text.slice(start, local - 1))) return false;
    const node = this.entered(hash, local, end);
    if (node === undefined) return false;
    const empty = text.charCodeAt(this.at) === slash;
    if (empty && text.charCodeAt(this.at + 1) !== greaterThan) return false;
    this.at += empty ? 2 : 1;
    this.starts.push(start);
    this.ends.push(end);
    this.nodes.push(node);
    if (empty) this.leave();
    return true;
  }

  /** What an element of this name leads to; undefined where the root is no alert. */
  private entered(hash: number, start: number, end: number): AlertNode | undefined {
    const { nodes, values, text } = this;
    const parent = nodes[nodes.length - 1];
    if (parent === undefined)
      return end - start === alertName.length && text.startsWith(alertName, start)
        ? root
        : undefined;
    if (parent.id < 0) return nothing;
    if (parent.id === cornerList) {
      values[cornerX] = undefined;
      values[cornerY] = undefined;
      return anyCorner;
    }
    const node = childNode(parent.id, hash, text, start, end);
    if (node === undefined || values[node.id] !== undefined) return nothing;
    values[node.id] = '';
    if (node.leaf) this.collected = '';
    return node;
  }

  /** Everything between a name and the end of its tag, where it stops. */
  private attributes(): boolean {
    const { text } = this;
    const seen: string[] = [];
    let prefixed = 0;
    for (;;) {
      const before = this.at;
      this.spaces();
      const unit = text.charCodeAt(this.at);
      if (unit === greaterThan || unit === slash) return true;
      const start = this.at;
      const value = before < start ? this.attribute() : undefined;
      if (value === undefined) return false;
      const name = text.slice(start, start + this.attributeLength);
      if (seen.includes(name) || seen.length >= 64 || ++this.names > alertLimits.maxKeys)
        return false;
      seen.push(name);
      if (name.includes(':') && !name.startsWith('xmlns:')) prefixed++;
      if (prefixed > 1 || !this.declared(name, value)) return false;
    }
  }

  private attributeLength = 0;

  /** The value of the attribute that begins here, as it is written; undefined where it needs the parser. */
  private attribute(): string | undefined {
    const { text, at: start } = this;
    let end = this.name(start);
    if (end > 0 && text.charCodeAt(end) === colon) end = this.name(end + 1);
    if (end < 0) return undefined;
    this.attributeLength = end - start;
    this.at = end;
    this.spaces();
    if (text.charCodeAt(this.at) !== equals) return undefined;
    this.at++;
    this.spaces();
    const quote = text.charAt(this.at);
    if (quote !== '"' && quote !== "'") return undefined;
    const from = this.at + 1;
    const to = text.indexOf(quote, from);
    if (to < 0) return undefined;
    for (let i = from; i < to; i++) {
      const unit = text.charCodeAt(i);
      if (unit === lessThan || unit === ampersand || unit < 0x20) return undefined;
    }
    this.at = to + 1;
    return text.slice(from, to);
  }

  /** Whether a name and its value mean what they seem to; the root may bind prefixes. */
  private declared(name: string, value: string): boolean {
    const cut = name.indexOf(':');
    if (cut < 0) {
      if (name === 'xmlns') return !reserved.test(value);
      if (name === 'version' && this.nodes.length === 0) this.version = value;
      return true;
    }
    const prefix = name.slice(0, cut);
    if (prefix !== 'xmlns') return this.prefixes.includes(prefix);
    const bound = name.slice(cut + 1);
    if (this.nodes.length > 0 || value.trim() === '' || reserved.test(value)) return false;
    if (bound === 'xml' || bound === 'xmlns') return false;
    this.prefixes.push(bound);
    return true;
  }

  private close(): boolean {
    const { text, starts, ends } = this;
    const last = starts.length - 1;
    if (last < 0) return false;
    const start = starts[last] as number;
    const length = (ends[last] as number) - start;
    let at = this.at + 2;
    for (let i = 0; i < length; i++, at++)
      if (text.charCodeAt(at) !== text.charCodeAt(start + i)) return false;
    this.at = at;
    if (text.charCodeAt(at) !== greaterThan) {
      this.spaces();
      if (text.charCodeAt(this.at) !== greaterThan) return false;
    }
    this.at++;
    this.leave();
    return true;
  }

  private leave(): void {
    const { values } = this;
    this.starts.pop();
    this.ends.pop();
    const node = this.nodes.pop();
    if (node === undefined || node.id <= 0) return;
    if (node.leaf) values[node.id] = this.collected.trim();
    else if (node.id === corner)
      this.corners.push([position(values[cornerX]), position(values[cornerY])]);
  }

  /** Whether what stands up to the next markup is text, and collects it where it is read. */
  private characters(end: number): boolean {
    const { text, at } = this;
    const node = this.nodes[this.nodes.length - 1];
    if (this.nextReference < at) {
      const found = text.indexOf('&', at);
      this.nextReference = found < 0 ? text.length : found;
    }
    const plain = this.nextReference >= end && !this.sectionEnds;
    if (plain && node?.leaf !== true) return true;
    const written = text.slice(at, end);
    if (this.sectionEnds && written.includes(']]>')) return false;
    const read = withoutReferences(withPlainLineEnds(written));
    if (read !== undefined) this.collect(read);
    return read !== undefined;
  }

  private collect(read: string): void {
    if (this.nodes[this.nodes.length - 1]?.leaf !== true) return;
    this.collected = this.collected === '' ? read : this.collected + read;
  }

  private alert(): IsapiAlert {
    const { values, version } = this;
    return {
      ...(version === undefined ? {} : { version }),
      region: this.corners.length === 0 ? [] : regionOf(this.corners),
      text: (field: IsapiField) => values[nodeId(field)] || undefined,
    };
  }
}

/** The alert in a text that is beyond doubt well-formed XML, or undefined where the parser should be asked. */
export function scanAlert(text: string): IsapiAlert | undefined {
  return new AlertScan(text).run();
}

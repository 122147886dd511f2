import { alertLimits, alertName, type Corner, type IsapiAlert } from './alert.ts';
import {
  type AlertNode,
  childNode,
  corner,
  cornerList,
  cornerX,
  cornerY,
  hashStep,
} from './alert-nodes.ts';
import { alertOf, noValues } from './alert-values.ts';
import { position } from './region.ts';
import { characterData, isAllowed, textEnd, withPlainLineEnds } from './xml-characters.ts';
import { binds, declarationEnd, isSpace, nameClass } from './xml-names.ts';

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const colon = 0x3a;
const equals = 0x3d;
const bang = 0x21;
const ampersand = 0x26;
const lastAllowed = 0xfffd;

const maxAttributes = 64;

/** Nothing of an element's text is read. */
const nothing: AlertNode = { id: -1, name: '', parent: -1, leaf: false };
const root: AlertNode = { id: 0, name: alertName, parent: -1, leaf: false };
const anyCorner: AlertNode = { id: corner, name: '', parent: cornerList, leaf: false };

/** An alert that was read in one pass. */
export interface ScannedAlert {
  readonly alert: IsapiAlert;
  /**
   * Node, beginning and end of each text that is the whole content of an element, one after the other; given where
   * all other alerts of the same markup can be read by it.
   */
  readonly slots?: readonly number[];
}

/**
 * One pass over the text of an alert. It takes only what it is sure of: every step answers whether it is, and where
 * one is not the whole document goes to the parser, whose word then counts, also on what is refused.
 */
class AlertScan {
  private readonly text: string;
  private at = 0;
  /** Where the names of the open elements stand, and what they lead to. */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly nodes: AlertNode[] = [];
  private node: AlertNode | undefined;
  /** By node: what was read, '' for a place that was only passed. A second one of the name is not read. */
  private readonly values: (string | undefined)[] = noValues();
  private corners: Corner[] | undefined;
  private prefixes: string[] | undefined;
  private version: string | undefined;
  /** The text so far of the element that is being read. */
  private collected = '';
  private names = 0;
  /** Of the name that was gone over last. */
  private hash = 0;
  private attributeEnd = 0;
  /** Node, beginning and end of every text that was an element's whole content. */
  private readonly slots: number[] = [];
  private cornerSlot = 0;
  private isShape = true;

  constructor(text: string) {
    this.text = text;
  }

  run(): ScannedAlert | undefined {
    if (!this.begin()) return undefined;
    for (;;) {
      if (!this.markup()) return undefined;
      if (this.node === undefined) break;
      if (!this.characters()) return undefined;
    }
    this.spaces();
    if (this.at !== this.text.length) return undefined;
    const { values, version, corners, slots, isShape } = this;
    const alert = alertOf(version, values, corners);
    return isShape ? { alert, slots } : { alert };
  }

  private begin(): boolean {
    const { text } = this;
    this.at = declarationEnd(text);
    if (this.at < 0) return false;
    if (this.at > 0) this.spaces();
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
    if (this.node === undefined) return false;
    const comment = text.startsWith('<!--', at);
    if (!comment && !text.startsWith('<![CDATA[', at)) return false;
    const from = at + (comment ? 4 : 9);
    const end = text.indexOf(comment ? '--' : ']]>', from);
    if (end < 0 || text.charCodeAt(end + 2) !== greaterThan) return false;
    const content = text.slice(from, end);
    if (!isAllowed(content)) return false;
    if (!comment && this.node.leaf) this.collected += withPlainLineEnds(content);
    this.at = end + 3;
    this.isShape = false;
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
    let local = start;
    let end = this.name(start);
    if (end > 0 && text.charCodeAt(end) === colon) {
      local = end + 1;
      end = this.name(local);
    }
    if (end < 0 || ++this.names > alertLimits.maxKeys) return false;
    if (this.nodes.length >= alertLimits.maxDepth) return false;
    const { hash } = this;
    this.at = end;
    if (text.charCodeAt(end) !== greaterThan && !this.attributes()) return false;
    // Only now: an element may declare its own prefix.
    if (local > start && !this.isBound(text.slice(start, local - 1))) return false;
    const node = this.entered(hash, local, end);
    if (node === undefined) return false;
    if (text.charCodeAt(this.at) === slash) {
      if (text.charCodeAt(this.at + 1) !== greaterThan) return false;
      this.at += 2;
      this.enter(node, start, end);
      this.leave();
      return true;
    }
    this.at++;
    return this.content(node, start, end);
  }

  /** What follows a tag: mostly the text and the end of the same element, for which nothing need be remembered. */
  private content(node: AlertNode, start: number, end: number): boolean {
    const from = this.at;
    const read = this.read(from);
    if (read === undefined) return false;
    if (node.leaf || node.id < 0) {
      const after = this.closing(start, end);
      if (after > 0) {
        this.slots.push(node.id, from, this.at);
        if (node.leaf) this.values[node.id] = read.trim();
        this.at = after;
        return true;
      }
    }
    this.enter(node, start, end);
    if (node.leaf) this.collected = read;
    else this.besides(read);
    return true;
  }

  private enter(node: AlertNode, start: number, end: number): void {
    this.starts.push(start);
    this.ends.push(end);
    this.nodes.push(node);
    this.node = node;
    if (node.leaf) {
      this.collected = '';
      this.isShape = false;
    } else if (node.id === corner) this.cornerSlot = this.slots.length;
  }

  /** What an element of this name leads to; undefined where the root is no alert. */
  private entered(hash: number, start: number, end: number): AlertNode | undefined {
    const { node: parent, values, text } = this;
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
      const name = text.slice(start, this.attributeEnd);
      if (seen.includes(name) || seen.length >= maxAttributes) return false;
      if (++this.names > alertLimits.maxKeys) return false;
      seen.push(name);
      if (name.includes(':') && !name.startsWith('xmlns:')) prefixed++;
      if (prefixed > 1 || !this.declared(name, value)) return false;
    }
  }

  /** The value of the attribute that begins here, as it is written; undefined where it needs the parser. */
  private attribute(): string | undefined {
    const { text } = this;
    let end = this.name(this.at);
    if (end > 0 && text.charCodeAt(end) === colon) end = this.name(end + 1);
    if (end < 0) return undefined;
    this.attributeEnd = end;
    this.at = end;
    this.spaces();
    if (text.charCodeAt(this.at) !== equals) return undefined;
    this.at++;
    this.spaces();
    const quote = text.charAt(this.at);
    if (quote !== '"' && quote !== "'") return undefined;
    const from = this.at + 1;
    const to = text.indexOf(quote, from);
    for (let i = from; i < to; i++) {
      const unit = text.charCodeAt(i);
      if (unit === lessThan || unit === ampersand || unit < 0x20 || unit > lastAllowed)
        return undefined;
    }
    this.at = to + 1;
    return to < 0 ? undefined : text.slice(from, to);
  }

  private isBound(prefix: string): boolean {
    return this.prefixes?.includes(prefix) === true;
  }

  /** Whether a name and its value mean what they seem to; the root may bind prefixes. */
  private declared(name: string, value: string): boolean {
    const cut = name.indexOf(':');
    if (cut < 0) {
      if (name === 'xmlns') return !binds(value);
      if (name === 'version' && this.node === undefined) this.version = value;
      return true;
    }
    const prefix = name.slice(0, cut);
    if (prefix !== 'xmlns') return this.isBound(prefix);
    const bound = name.slice(cut + 1);
    if (this.node !== undefined || value.trim() === '' || binds(value)) return false;
    if (bound === 'xml' || bound === 'xmlns') return false;
    this.prefixes ??= [];
    this.prefixes.push(bound);
    return true;
  }

  /** Where the end tag ends that stands here and names what stands from `start` to `end`; -1 where there is none. */
  private closing(start: number, end: number): number {
    const { text } = this;
    let at = this.at + 1;
    if (text.charCodeAt(at) !== slash) return -1;
    at++;
    for (let i = start; i < end; i++, at++)
      if (text.charCodeAt(at) !== text.charCodeAt(i)) return -1;
    while (isSpace(text.charCodeAt(at))) at++;
    return text.charCodeAt(at) === greaterThan ? at + 1 : -1;
  }

  private close(): boolean {
    const last = this.nodes.length - 1;
    if (last < 0) return false;
    const after = this.closing(this.starts[last] as number, this.ends[last] as number);
    if (after < 0) return false;
    this.at = after;
    this.leave();
    return true;
  }

  private leave(): void {
    const { values, nodes } = this;
    this.starts.pop();
    this.ends.pop();
    const node = nodes.pop();
    this.node = nodes[nodes.length - 1];
    if (node === undefined || node.id <= 0) return;
    if (node.leaf) values[node.id] = this.collected.trim();
    else if (node.id === corner) {
      this.corners ??= [];
      this.corners.push([position(values[cornerX]), position(values[cornerY])]);
      const { slots, cornerSlot } = this;
      const plain = slots.length === cornerSlot + 6 && slots[cornerSlot] === cornerX;
      if (!plain || slots[cornerSlot + 3] !== cornerY) this.isShape = false;
    }
  }

  /** Text that follows a child, a comment or a section. */
  private characters(): boolean {
    const from = this.at;
    if (this.text.charCodeAt(from) === lessThan) return true;
    const read = this.read(from);
    if (read === undefined) return false;
    if (this.node?.leaf === true) this.collected += read;
    else this.besides(read);
    return true;
  }

  /** The text that begins here, up to the next markup; undefined where it may not stand. */
  private read(from: number): string | undefined {
    const { text } = this;
    const end = textEnd(text, from);
    if (end === -1) return undefined;
    this.at = end < 0 ? -2 - end : end;
    const written = text.slice(from, this.at);
    return end < 0 ? characterData(written) : written;
  }

  /** Text that is no value: a shape may hold white space, but nothing that somebody wrote. */
  private besides(read: string): void {
    if (this.isShape && read.trim() !== '') this.isShape = false;
  }
}

/** The alert in a text that is beyond doubt well-formed XML, and what it is like; undefined where the parser should be asked. */
export function scanAlert(text: string): ScannedAlert | undefined {
  return new AlertScan(text).run();
}

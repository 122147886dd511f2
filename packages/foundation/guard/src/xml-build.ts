import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { TextEncodingName } from './decode-text.ts';
import type { GuardIssueCode } from './issue.ts';
import type { XmlLimits } from './limits.ts';
import { utf8Length } from './utf8.ts';
import { type GrowingElement, growingElement, type XmlElement } from './xml-element.ts';
import { conflictOf } from './xml-encoding.ts';

/** The parser looks at all that is open for each element: beyond this depth reading would no longer be linear, whatever the limits say. */
const deepestXml = 1_000;

/** What is wrong, and at which unit of the text reading stopped. */
export interface XmlOffence {
  readonly code: GuardIssueCode;
  readonly index: number;
  readonly limit?: number;
}

/** Builds the tree from the parser's events and stops it at the first offence. */
class XmlBuild {
  private readonly parser = new SaxesParser<{ xmlns: true; position: false }>({
    xmlns: true,
    position: false,
  });
  private readonly limits: Required<XmlLimits>;
  private readonly encoding: TextEncodingName | undefined;
  private readonly open: GrowingElement[] = [];
  /** Bytes of text so far, one entry an element that is open. */
  private readonly textBytes: number[] = [];
  private root: GrowingElement | undefined;
  private elements = 0;
  private names = 0;
  private attributes = 0;
  private offence: XmlOffence | undefined;

  constructor(limits: Required<XmlLimits>, encoding: TextEncodingName | undefined) {
    this.limits = limits;
    this.encoding = encoding;
    const { parser } = this;
    parser.on('error', () => this.stop('guard/invalid-xml'));
    parser.on('doctype', () => this.stop('guard/doctype'));
    parser.on('xmldecl', (declaration) => this.declared(declaration.encoding));
    parser.on('opentagstart', ({ name }) => this.begin(name));
    parser.on('attribute', ({ name, value }) => this.attribute(name, value));
    parser.on('opentag', (tag) => this.enter(tag));
    parser.on('text', (text) => this.characters(text));
    parser.on('cdata', (text) => this.characters(text));
    parser.on('closetag', () => this.leave());
  }

  run(text: string): { readonly root: XmlElement } | { readonly offence: XmlOffence } {
    try {
      this.parser.write(text).close();
    } catch {
      // Whatever the parser throws over a document of a stranger is a refusal of the document.
      this.offence ??= { code: 'guard/invalid-xml', index: this.parser.position };
    }
    const { offence, root } = this;
    if (offence === undefined && root !== undefined) return { root };
    return { offence: offence ?? { code: 'guard/invalid-xml', index: 0 } };
  }

  /** The parser goes on after an error unless its handler throws. */
  private stop(code: GuardIssueCode, limit?: number): never {
    const index = this.parser.position;
    this.offence ??= limit === undefined ? { code, index } : { code, index, limit };
    throw new Error(code);
  }

  private declared(encoding: string | undefined): void {
    if (this.encoding === undefined || encoding === undefined) return;
    const conflict = conflictOf(encoding, this.encoding);
    if (conflict !== undefined) this.stop(conflict);
  }

  /** Before anything is made of an element: the parser's look-up of namespaces is quadratic in depth. */
  private begin(name: string): void {
    const { maxElements } = this.limits;
    const maxDepth = Math.min(this.limits.maxDepth, deepestXml);
    if (!(this.open.length < maxDepth)) this.stop('guard/too-deep', maxDepth);
    this.elements++;
    if (!(this.elements <= maxElements)) this.stop('guard/too-many-elements', maxElements);
    this.attributes = 0;
    this.named(name);
  }

  private attribute(name: string, value: string): void {
    const { maxAttributes } = this.limits;
    this.attributes++;
    if (!(this.attributes <= maxAttributes)) this.stop('guard/too-many-attributes', maxAttributes);
    this.named(name);
    this.measured(utf8Length(value));
  }

  private named(name: string): void {
    const { maxKeys } = this.limits;
    this.names++;
    if (!(this.names <= maxKeys)) this.stop('guard/too-many-keys', maxKeys);
    this.measured(utf8Length(name));
  }

  private measured(bytes: number): void {
    const { maxStringBytes } = this.limits;
    if (!(bytes <= maxStringBytes)) this.stop('guard/string-too-long', maxStringBytes);
  }

  private enter(tag: SaxesTagNS): void {
    const element = growingElement(tag.name, tag.local, tag.uri);
    for (const { name, value } of Object.values(tag.attributes))
      element.attributes.set(name, value);
    const parent = this.open[this.open.length - 1];
    if (parent === undefined) this.root ??= element;
    else parent.children.push(element);
    this.open.push(element);
    this.textBytes.push(0);
  }

  private characters(text: string): void {
    const last = this.open.length - 1;
    const element = this.open[last];
    if (element === undefined) return;
    const bytes = (this.textBytes[last] ?? 0) + utf8Length(text);
    this.measured(bytes);
    this.textBytes[last] = bytes;
    element.text += text;
  }

  private leave(): void {
    this.open.pop();
    this.textBytes.pop();
  }
}

/** The tree of a decoded document, or its first offence; `encoding` is what its bytes were read by. */
export function buildXml(
  text: string,
  limits: Required<XmlLimits>,
  encoding: TextEncodingName | undefined,
): { readonly root: XmlElement } | { readonly offence: XmlOffence } {
  return new XmlBuild(limits, encoding).run(text);
}

import { SaxesParser } from 'saxes';
import type { TextEncodingName } from './decode-text.ts';
import type { GuardIssueCode } from './issue.ts';
import type { XmlLimits } from './limits.ts';
import { utf8Length } from './utf8.ts';
import { type GrowingElement, growingElement, type XmlElement } from './xml-element.ts';
import { conflictOf } from './xml-encoding.ts';
import { type QualifiedName, qualifiedName, XmlNamespaces } from './xml-namespaces.ts';

/** What is wrong, and at which unit of the text reading stopped. */
export interface XmlOffence {
  readonly code: GuardIssueCode;
  readonly index: number;
  readonly limit?: number;
}

/** What stands open around the place of reading. */
interface Level {
  readonly element: GrowingElement;
  /** The declarations of namespaces that were in force before it. */
  readonly mark: number;
  /** Bytes of text so far, where they are counted. */
  textBytes: number;
}

/** Builds the tree from the parser's events and stops it at the first offence. */
class XmlBuild {
  // The parser's own namespaces are quadratic in depth, and slower.
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  });
  private readonly limits: Required<XmlLimits>;
  private readonly encoding: TextEncodingName | undefined;
  /** Whether the document is long enough to hold a string beyond the limit; none grows by being read. */
  private readonly counts: boolean;
  private readonly open: Level[] = [];
  private readonly namespaces = new XmlNamespaces();
  private attributes: Map<string, string> = new Map();
  /** Prefixed attributes of the tag that is being read: their namespaces may be declared behind them. */
  private prefixed: QualifiedName[] = [];
  private mark = 0;
  private root: XmlElement | undefined;
  private elements = 0;
  private names = 0;
  private attributeCount = 0;
  private mayUndeclare = false;
  private offence: XmlOffence | undefined;

  constructor(text: string, limits: Required<XmlLimits>, encoding: TextEncodingName | undefined) {
    this.limits = limits;
    this.encoding = encoding;
    this.counts = !(text.length * 3 <= limits.maxStringBytes);
    const { parser } = this;
    parser.on('error', () => this.stop('guard/invalid-xml'));
    parser.on('doctype', () => this.stop('guard/doctype'));
    parser.on('xmldecl', (declaration) => {
      this.mayUndeclare = (declaration.version ?? '1.0') !== '1.0';
      this.declared(declaration.encoding);
    });
    parser.on('processinginstruction', ({ target }) => {
      if (target.includes(':')) this.stop('guard/invalid-xml');
    });
    parser.on('opentagstart', ({ name }) => this.begin(name));
    parser.on('attribute', ({ name, value }) => this.attribute(name, value));
    parser.on('opentag', ({ name }) => this.enter(name));
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

  /** Before anything is made of an element. */
  private begin(name: string): void {
    const { maxElements, maxDepth } = this.limits;
    if (!(this.open.length < maxDepth)) this.stop('guard/too-deep', maxDepth);
    this.elements++;
    if (!(this.elements <= maxElements)) this.stop('guard/too-many-elements', maxElements);
    this.attributeCount = 0;
    this.attributes = new Map();
    this.mark = this.namespaces.mark;
    this.named(name);
  }

  private attribute(name: string, value: string): void {
    const { maxAttributes } = this.limits;
    this.attributeCount++;
    if (!(this.attributeCount <= maxAttributes))
      this.stop('guard/too-many-attributes', maxAttributes);
    this.named(name);
    this.measured(value);
    if (name === 'xmlns') this.bind('', value);
    else if (name.includes(':')) {
      const parts = qualifiedName(name) ?? this.stop('guard/invalid-xml');
      if (parts.prefix === 'xmlns') this.bind(parts.local, value);
      else this.prefixed.push(parts);
    }
    this.attributes.set(name, value);
  }

  private bind(prefix: string, value: string): void {
    if (!this.namespaces.bind(prefix, value, this.mayUndeclare)) this.stop('guard/invalid-xml');
  }

  private named(name: string): void {
    const { maxKeys } = this.limits;
    this.names++;
    if (!(this.names <= maxKeys)) this.stop('guard/too-many-keys', maxKeys);
    this.measured(name);
  }

  private measured(text: string): void {
    if (this.counts) this.within(utf8Length(text));
  }

  private within(bytes: number): void {
    const { maxStringBytes } = this.limits;
    if (!(bytes <= maxStringBytes)) this.stop('guard/string-too-long', maxStringBytes);
  }

  /** Prefixes of attributes must be bound, and two of them must not make one name of two. */
  private resolveAttributes(): void {
    const seen = new Set<string>();
    for (const { prefix, local } of this.prefixed) {
      const uri = this.namespaces.of(prefix);
      // No name holds a brace.
      const expanded = `${local}}${uri}`;
      if (uri === undefined || seen.has(expanded)) this.stop('guard/invalid-xml');
      seen.add(expanded);
    }
    this.prefixed = [];
  }

  private enter(name: string): void {
    const { prefix, local } = qualifiedName(name) ?? this.stop('guard/invalid-xml');
    const uri = this.namespaces.of(prefix) ?? '';
    if (prefix !== '' && (prefix === 'xmlns' || uri === '')) this.stop('guard/invalid-xml');
    if (this.prefixed.length > 0) this.resolveAttributes();
    const element = growingElement(name, local, uri, this.attributes);
    const parent = this.open[this.open.length - 1];
    if (parent === undefined) this.root ??= element;
    else parent.element.children.push(element);
    this.open.push({ element, mark: this.mark, textBytes: 0 });
  }

  private characters(text: string): void {
    const level = this.open[this.open.length - 1];
    if (level === undefined) return;
    if (this.counts) {
      level.textBytes += utf8Length(text);
      this.within(level.textBytes);
    }
    level.element.text += text;
  }

  private leave(): void {
    const level = this.open.pop();
    if (level !== undefined) this.namespaces.leave(level.mark);
  }
}

/** The tree of a decoded document, or its first offence; `encoding` is what its bytes were read by. */
export function buildXml(
  text: string,
  limits: Required<XmlLimits>,
  encoding: TextEncodingName | undefined,
): { readonly root: XmlElement } | { readonly offence: XmlOffence } {
  return new XmlBuild(text, limits, encoding).run(text);
}

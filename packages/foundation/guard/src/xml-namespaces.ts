const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** A name cut at its colon (限定名); one without a colon has the prefix ''. */
export interface QualifiedName {
  readonly prefix: string;
  readonly local: string;
}

/** The parts of a name; undefined where it has more than one colon, or one at an end. */
export function qualifiedName(name: string): QualifiedName | undefined {
  const colon = name.indexOf(':');
  if (colon < 0) return { prefix: '', local: name };
  const local = name.slice(colon + 1);
  return colon === 0 || local === '' || local.includes(':')
    ? undefined
    : { prefix: name.slice(0, colon), local };
}

/** Whether a prefix may be bound to a namespace: `xml` to its own and nothing else to that; `xmlns` to none. */
function isBindable(prefix: string, uri: string): boolean {
  if (prefix === 'xmlns' || uri === xmlnsNamespace) return false;
  return (prefix === 'xml') === (uri === xmlNamespace);
}

/**
 * The namespaces in force while a document is read (命名空间, Namespaces in XML 1.0 and 1.1). What an element declares is
 * written down with what it hides, so that each declaration costs the same however deep it stands.
 */
export class XmlNamespaces {
  private readonly bound = new Map<string, string>([
    ['xml', xmlNamespace],
    ['xmlns', xmlnsNamespace],
  ]);
  private readonly hidden: { readonly prefix: string; readonly uri: string | undefined }[] = [];

  /** How many declarations are in force: what {@link leave} goes back to. */
  get mark(): number {
    return this.hidden.length;
  }

  /** Takes a declaration; false where it is not allowed. The prefix '' stands for the default. */
  bind(prefix: string, value: string, mayUndeclare: boolean): boolean {
    const uri = value.trim();
    if (prefix !== '' && uri === '' && !mayUndeclare) return false;
    if (!isBindable(prefix, uri)) return false;
    this.hidden.push({ prefix, uri: this.bound.get(prefix) });
    this.bound.set(prefix, uri);
    return true;
  }

  /** Takes back what was declared since a mark. */
  leave(mark: number): void {
    while (this.hidden.length > mark) {
      const last = this.hidden.pop();
      if (last === undefined) return;
      if (last.uri === undefined) this.bound.delete(last.prefix);
      else this.bound.set(last.prefix, last.uri);
    }
  }

  /** The namespace of a prefix; '' where it was undeclared, undefined where it never was declared. */
  of(prefix: string): string | undefined {
    return this.bound.get(prefix);
  }
}

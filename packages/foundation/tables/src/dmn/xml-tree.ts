import type { XmlElement } from '@civigrid/guard';

/** Children of an element by their name without a prefix: DMN's versions differ in prefixes and namespaces only. */
export function childrenOf(element: XmlElement | undefined, local: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.local === local) ?? [];
}

export function childOf(element: XmlElement | undefined, local: string): XmlElement | undefined {
  return element?.children.find((child) => child.local === local);
}

/** What stands in an element's `text` (an attribute `typeRef` may be an element in old versions). */
export function textIn(element: XmlElement | undefined, local = 'text'): string {
  return childOf(element, local)?.text ?? '';
}

/** A reference to a type: an attribute, in DMN 1.1 also an element; without the prefix of its namespace. */
export function typeRefOf(element: XmlElement | undefined): string | undefined {
  const found = element?.attributes.get('typeRef') ?? childOf(element, 'typeRef')?.text;
  const name = found?.trim().replace(/^[^:]*:/, '');
  return name === '' ? undefined : name;
}

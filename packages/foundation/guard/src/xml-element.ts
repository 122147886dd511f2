/** One element of an XML document (元素) as plain data; the objects have no prototype, the attributes are a Map. */
export interface XmlElement {
  /** As written, with its prefix: `soap:Body`. */
  readonly name: string;
  /** Without the prefix: `Body`. */
  readonly local: string;
  /** The namespace in force, where there is one. */
  readonly namespace?: string;
  /** By name as written; declarations of namespaces are among them. */
  readonly attributes: ReadonlyMap<string, string>;
  /** All character data that stands directly in this element, white space kept. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** An element while it is being read. */
export interface GrowingElement extends XmlElement {
  text: string;
  readonly children: GrowingElement[];
}

/** An element without text and children. */
export function growingElement(
  name: string,
  local: string,
  namespace: string,
  attributes: ReadonlyMap<string, string>,
): GrowingElement {
  const element: GrowingElement =
    namespace === ''
      ? { name, local, attributes, text: '', children: [] }
      : { name, local, namespace, attributes, text: '', children: [] };
  return Object.setPrototypeOf(element, null);
}

import type { XmlElement } from '@civigrid/guard';
import { SaxesParser } from 'saxes';

type Growing = Omit<XmlElement, 'children'> & { readonly children: Growing[]; text: string };

/** What else is asked of a document while it is read: each may throw. */
interface Watch {
  readonly doctype?: () => void;
  /** Before the attributes of an element; how many lie around it. */
  readonly element?: (depth: number) => void;
  readonly attribute?: () => void;
}

/** What the parser itself makes of a document with its own namespaces, undefined where it or the watch refuses. */
export function saxesTree(document: string, watch: Watch = {}): XmlElement | undefined {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: Growing[] = [];
  let root: Growing | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  if (watch.doctype !== undefined) parser.on('doctype', watch.doctype);
  parser.on('opentagstart', () => watch.element?.(open.length));
  if (watch.attribute !== undefined) parser.on('attribute', watch.attribute);
  parser.on('opentag', (tag) => {
    const { name, local, uri } = tag;
    const attributes = new Map<string, string>();
    for (const each of Object.values(tag.attributes)) attributes.set(each.name, each.value);
    const made: Growing = Object.assign(Object.create(null), {
      name,
      local,
      ...(uri !== '' && { namespace: uri }),
      attributes,
      text: '',
      children: [],
    });
    open.at(-1)?.children.push(made);
    root ??= made;
    open.push(made);
  });
  const text = (more: string) => {
    const last = open.at(-1);
    if (last) last.text += more;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => open.pop());
  try {
    parser.write(document).close();
  } catch {
    return undefined;
  }
  return root;
}

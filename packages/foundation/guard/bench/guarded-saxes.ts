import type { XmlElement } from '@civigrid/guard';
import { SaxesParser } from 'saxes';

type Growing = Omit<XmlElement, 'children'> & { readonly children: Growing[]; text: string };

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What one writes by hand around the library: its own namespaces, no DOCTYPE, counted depth, elements and attributes. */
export function guardedSaxes(bytes: Uint8Array): XmlElement | undefined {
  if (bytes.length > 1_048_576) return undefined;
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: Growing[] = [];
  let root: Growing | undefined;
  let elements = 0;
  let attributes = 0;
  const stop = (): never => {
    throw new Error('refused');
  };
  parser.on('error', stop);
  parser.on('doctype', stop);
  parser.on('opentagstart', () => {
    attributes = 0;
    elements++;
    if (open.length >= 64 || elements > 50_000) stop();
  });
  parser.on('attribute', () => {
    attributes++;
    if (attributes > 64) stop();
  });
  parser.on('opentag', (tag) => {
    const { name, local, uri } = tag;
    const found = new Map<string, string>();
    for (const each of Object.values(tag.attributes)) found.set(each.name, each.value);
    const made: Growing = Object.assign(Object.create(null), {
      name,
      local,
      ...(uri !== '' && { namespace: uri }),
      attributes: found,
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
    parser.write(decoder.decode(bytes)).close();
  } catch {
    return undefined;
  }
  return root;
}

import type { XmlElement } from '@civigrid/guard';
import { saxesTree } from '../tests/saxes-tree.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What one writes by hand around the library: its own namespaces, no DOCTYPE, counted depth, elements and attributes. */
export function guardedSaxes(bytes: Uint8Array): XmlElement | undefined {
  if (bytes.length > 1_048_576) return undefined;
  let elements = 0;
  let attributes = 0;
  const stop = (): never => {
    throw new Error('refused');
  };
  let document: string;
  try {
    document = decoder.decode(bytes);
  } catch {
    return undefined;
  }
  return saxesTree(document, {
    doctype: stop,
    element: (depth) => {
      attributes = 0;
      elements++;
      if (depth >= 64 || elements > 50_000) stop();
    },
    attribute: () => {
      attributes++;
      if (attributes > 64) stop();
    },
  });
}

import { readJson, type XmlElement } from '@civigrid/guard';
import { isPlain, type Plain } from '../plain-copy.ts';
import { childrenOf } from './xml-tree.ts';

/** The namespace of what DMN has no place for: elements whose text is JSON. */
export const extensionNamespace = 'urn:civigrid:dmn:1';

/** What one of our own elements says of an element; an empty record where it has none, or none that can be read. */
export function extensionOf(element: XmlElement | undefined, local: string): Plain {
  const [found] = childrenOf(element, 'extensionElements')
    .flatMap((extensions) => extensions.children)
    .filter((one) => one.local === local && one.namespace === extensionNamespace);
  const read = found && readJson(found.text);
  return read?.ok && isPlain(read.value) ? read.value : {};
}

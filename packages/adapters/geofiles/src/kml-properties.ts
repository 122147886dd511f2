import type { XmlElement } from '@civigrid/guard';
import type { Json, JsonObject } from '@civigrid/kernel';
import { type Intake, report } from './intake.ts';
import { numberOf } from './number-text.ts';

/** The types of the fields that a document declares, by schema and field. */
export type KmlSchemas = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** All elements of a kind in the order of the document, those in each other's inside left out. */
export function elementsOf(root: XmlElement, local: string): readonly XmlElement[] {
  if (root.local === local) return [root];
  return root.children.flatMap((child) => elementsOf(child, local));
}

/** Reads the schemas of a document. */
export function kmlSchemas(root: XmlElement): KmlSchemas {
  return new Map(
    elementsOf(root, 'Schema').map((schema) => [
      schema.attributes.get('id') ?? '',
      new Map(
        elementsOf(schema, 'SimpleField').map(({ attributes }) => [
          attributes.get('name') ?? '',
          attributes.get('type') ?? 'string',
        ]),
      ),
    ]),
  );
}

const numeric = ['int', 'uint', 'short', 'ushort', 'float', 'double'];

/** A value by its declared type; one that does not fit stays the text that it is. */
function typed(text: string, type: string | undefined): Json {
  if (type === 'bool' && /^(?:1|0|true|false)$/i.test(text)) return /^(?:1|true)$/i.test(text);
  if (type !== undefined && numeric.includes(type)) return numberOf(text) ?? text;
  return text;
}

function extendedData(data: XmlElement, schemas: KmlSchemas): readonly (readonly [string, Json])[] {
  return data.children.flatMap((child): readonly (readonly [string, Json])[] => {
    if (child.local === 'Data') {
      const value = child.children.find(({ local }) => local === 'value');
      return [[child.attributes.get('name') ?? '', (value?.text ?? '').trim()]];
    }
    if (child.local !== 'SchemaData') return [];
    const types = schemas.get((child.attributes.get('schemaUrl') ?? '').replace(/^#/, ''));
    return elementsOf(child, 'SimpleData').map(({ attributes, text }) => {
      const name = attributes.get('name') ?? '';
      return [name, typed(text.trim(), types?.get(name))];
    });
  });
}

/** What else of a Placemark is data of the grid; styles, views and times are not. */
const plain = ['name', 'description', 'address', 'phoneNumber'];

/** The properties of a Placemark: its own name first; what comes twice counts once. */
export function kmlProperties(
  into: Intake,
  placemark: XmlElement,
  schemas: KmlSchemas,
  feature: number,
): JsonObject {
  const found = new Map<string, Json>();
  const entries = placemark.children.flatMap((child): readonly (readonly [string, Json])[] => {
    if (plain.includes(child.local)) return [[child.local, child.text.trim()]];
    return child.local === 'ExtendedData' ? extendedData(child, schemas) : [];
  });
  for (const [name, value] of entries) {
    if (!found.has(name)) found.set(name, value);
    else if (found.get(name) !== value)
      report(into, { code: 'geofiles/duplicate-property', feature, path: ['properties', name] });
  }
  return Object.fromEntries(found);
}

import { readFileSync } from 'node:fs';
import type { DeviceMapping } from '@civigrid/devices';
import { deviceMappingSchema, mappingIssues } from '@civigrid/devices/schemas';
import { readJson } from '@civigrid/guard';

/** The mappings of a file, through the bounded reader and the schema. */
export function mappingsOf(file: string): readonly DeviceMapping[] {
  const read = readJson(readFileSync(new URL(file, import.meta.url)));
  if (!read.ok || !Array.isArray(read.value)) throw new Error(`${file} is no list of mappings`);
  return read.value.map((document: unknown) => {
    const found = deviceMappingSchema.safeParse(document);
    if (found.success) return found.data;
    throw new Error(JSON.stringify(mappingIssues(document, found.error)));
  });
}

import type { IdSource } from './id-source.ts';
import { type SubjectRef, subjectRef } from './ids.ts';
import type { SubjectIndex } from './subject-index.ts';

/** The way from a number to a random reference, in memory. */
export function memorySubjectIndex(ids: IdSource): SubjectIndex {
  const known = new Map<string, SubjectRef>();
  const key = (tenant: string, kind: string, value: string) =>
    JSON.stringify([tenant, kind, value]);
  return {
    find: async (tenant, kind, value) => known.get(key(tenant, kind, value)),
    put: async (tenant, kind, value) => {
      const ref = known.get(key(tenant, kind, value)) ?? subjectRef(ids.next());
      known.set(key(tenant, kind, value), ref);
      return ref;
    },
    erase: async (tenant, subject) => {
      const prefix = `[${JSON.stringify(tenant)},`;
      for (const [name, ref] of known)
        if (ref === subject && name.startsWith(prefix)) known.delete(name);
    },
  };
}

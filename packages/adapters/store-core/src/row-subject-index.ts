import { createHmac, randomUUID } from 'node:crypto';
import { canonicalJson, type SubjectIndex, subjectRef, type TenantId } from '@civigrid/kernel';
import { damaged } from './damaged.ts';
import type { SubjectRows } from './subject-rows.ts';
import { boundTo, newKey, unwrap, wrap } from './wrapping.ts';

function codeOf(key: Uint8Array, text: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(text).digest());
}

/** The way from a number to a random reference: only an HMAC-SHA256 of it under the tenant's random key is kept. */
export function rowSubjectIndex(rows: SubjectRows, master: Uint8Array | undefined): SubjectIndex {
  const bound = (tenant: TenantId) => boundTo('index', tenant);

  function opened(tenant: TenantId, wrapped: Uint8Array): Uint8Array {
    const key = unwrap(wrapped, master, bound(tenant));
    if (key === undefined) throw damaged();
    return key;
  }

  return {
    find: async (tenant, kind, value) => {
      const text = canonicalJson([kind, value]);
      const wrapped = await rows.key(tenant);
      if (wrapped === undefined) return undefined;
      const found = await rows.find(tenant, codeOf(opened(tenant, wrapped), text));
      return found === undefined ? undefined : subjectRef(found);
    },
    put: async (tenant, kind, value) => {
      const text = canonicalJson([kind, value]);
      const wrapped =
        (await rows.key(tenant)) ??
        (await rows.ensureKey(tenant, wrap(newKey(), master, bound(tenant))));
      const code = codeOf(opened(tenant, wrapped), text);
      const known = await rows.find(tenant, code);
      return subjectRef(known ?? (await rows.put(tenant, code, subjectRef(randomUUID()))));
    },
    erase: (tenant, subject) => rows.drop(tenant, subject),
  };
}

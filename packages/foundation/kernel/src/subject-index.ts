import type { SubjectRef, TenantId } from './ids.ts';

/** The erasable way from an identity number or a phone to a random reference; outside the log. */
export interface SubjectIndex {
  /** The reference of a value; undefined where there is none. */
  find(tenant: TenantId, kind: string, value: string): Promise<SubjectRef | undefined>;
  /** The reference of this value, made if there was none. */
  put(tenant: TenantId, kind: string, value: string): Promise<SubjectRef>;
  /** Forgets the way to a person; the next `put` of the same value makes another reference. */
  erase(tenant: TenantId, subject: SubjectRef): Promise<void>;
}

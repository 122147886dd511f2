import type { SubjectRef, TenantId } from '@civigrid/kernel';

/** The rows of a subject index in a database. */
export interface SubjectRows {
  /** The tenant's key as it lies there, wrapped. */
  key(tenant: TenantId): Uint8Array | undefined | Promise<Uint8Array | undefined>;
  /** Keeps the candidate where the tenant has no key yet; gives the one that stands, durable. */
  ensureKey(tenant: TenantId, candidate: Uint8Array): Promise<Uint8Array>;
  /** The reference under a code of 32 bytes. */
  find(tenant: TenantId, code: Uint8Array): string | undefined | Promise<string | undefined>;
  /** Keeps the candidate where the code has no reference yet; gives the one that stands, durable. */
  put(tenant: TenantId, code: Uint8Array, candidate: SubjectRef): Promise<string>;
  /** Deletes every code of a reference, its bytes too as far as the database can see to that. */
  drop(tenant: TenantId, subject: SubjectRef): Promise<void>;
}

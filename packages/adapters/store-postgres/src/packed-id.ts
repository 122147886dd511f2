import { createHash } from 'node:crypto';

const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether an id is a UUID as PostgreSQL prints it, so that a column of 16 bytes gives it back. */
export function isPlainId(id: string): boolean {
  return canonical.test(id);
}

/** The UUID under which an id is found: itself, or the first 16 bytes of its SHA-256 where it has another form. */
export function packedId(id: string): string {
  if (isPlainId(id)) return id;
  const hex = createHash('sha256').update(id).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

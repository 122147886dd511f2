import { canonicalJson } from './canonical-json.ts';
import { DomainError } from './domain-error.ts';
import { keyId } from './ids.ts';
import type { Json } from './json.ts';
import type { SealContext, Vault, VaultErrorCode } from './vault.ts';

/**
 * A vault in memory: a box is a ticket, and the value stays in the process. It forgets, refuses and binds like a
 * real one; what it sealed cannot be opened after the process has ended.
 */
export function memoryVault(): Vault {
  const kept = new Map<string, { readonly bound: string; readonly text: string }>();
  const forgotten = new Set<string>();
  let tickets = 0;
  const named = (...parts: readonly string[]) => JSON.stringify(parts);
  const binding = (
    { tenant, stream, event, schema }: SealContext,
    subject: string,
    purpose: string,
  ) => JSON.stringify([tenant, stream, event, schema, subject, purpose]);
  const isForgotten = ({ tenant, stream }: SealContext, subject: string) =>
    forgotten.has(named(tenant, subject)) || forgotten.has(named(tenant, subject, stream));

  return {
    seal: async (parts, context) => {
      for (const { subject } of parts)
        if (isForgotten(context, subject))
          throw new DomainError(
            'kernel/subject-forgotten' satisfies VaultErrorCode,
            'Nothing is sealed for a person who was forgotten.',
          );
      return parts.map(({ subject, purpose, value }) => {
        tickets++;
        const box = `ticket-${tickets}`;
        kept.set(box, { bound: binding(context, subject, purpose), text: canonicalJson(value) });
        return { subject, purpose, key: keyId(named(subject, context.stream)), nonce: '', box };
      });
    },
    open: async ({ subject, purpose, box }, context) => {
      if (isForgotten(context, subject)) return 'forgotten';
      const value = kept.get(box);
      if (value === undefined || value.bound !== binding(context, subject, purpose))
        throw new DomainError(
          'kernel/box-broken' satisfies VaultErrorCode,
          'This box was not sealed here, or not for this place.',
        );
      return JSON.parse(value.text) as Json;
    },
    destroy: async ({ tenant, subject, stream }) => {
      forgotten.add(stream === undefined ? named(tenant, subject) : named(tenant, subject, stream));
      for (const [box, { bound }] of kept) {
        const [boundTenant, boundStream, , , boundSubject] = JSON.parse(bound) as readonly string[];
        const sameStream = stream === undefined || boundStream === stream;
        if (boundTenant === tenant && boundSubject === subject && sameStream) kept.delete(box);
      }
    },
  };
}

import { canonicalJson } from './canonical-json.ts';
import type { CommandMeta } from './command.ts';
import { eventIdOf } from './derived-id.ts';
import type { Digest } from './digest.ts';
import type { Draft } from './envelope.ts';
import type { Fact } from './fact.ts';
import type { StreamId } from './ids.ts';
import type { Json } from './json.ts';
import type { Vault } from './vault.ts';

/** Where and when facts are written down. */
export interface DraftPlace {
  readonly stream: StreamId;
  /** When they happened. */
  readonly at: number;
  /** What stands in front of their ids. */
  readonly time: number;
  /** How many events the command has made before them. */
  readonly index: number;
}

function checkParts(fact: Fact): void {
  const { personal = [] } = fact;
  if (personal.length < 2) return;
  const seen = new Set<string>();
  for (const { subject, purpose } of personal) {
    const key = JSON.stringify([subject, purpose]);
    if (seen.has(key))
      throw new Error(`${fact.type}: (subject, purpose) stands twice in one fact: ${purpose}`);
    seen.add(key);
  }
}

/** The drafts of a command's facts, with what is personal sealed. */
export async function drafted(
  meta: CommandMeta,
  facts: readonly Fact[],
  place: DraftPlace,
  { vault, digest }: { readonly vault: Vault; readonly digest: Digest },
): Promise<readonly Draft[]> {
  const { stream, at, time, index } = place;
  const drafts: Draft[] = [];
  for (const [i, fact] of facts.entries()) {
    checkParts(fact);
    const id = eventIdOf(meta.tenant, meta.id, index + i, time, digest);
    const { type, schema, personal = [] } = fact;
    // By its text, so that the state that follows now is the state that a replay gives.
    const data = JSON.parse(canonicalJson(fact.data)) as Json;
    const context = { tenant: meta.tenant, stream, event: id, schema };
    const sealed = personal.length === 0 ? [] : await vault.seal(personal, context);
    drafts.push({
      id,
      type,
      schema,
      data,
      ...(sealed.length === 0 ? {} : { sealed }),
      at,
      actor: meta.actor,
      ...(meta.cause === undefined ? {} : { cause: meta.cause }),
      correlation: meta.correlation,
    });
  }
  return drafts;
}

import { actorId, brokenAt, type Json, type Recorded, type TenantId } from '@civigrid/kernel';
import { nodeDigest } from '@civigrid/store-sqlite';
import { elsewhere, mediaNames, noon, street, type World } from './script.ts';

const reader = { actor: actorId('test'), purpose: 'test' };

/** What can be seen of a world, and what no script may bring about. */
export interface Observed {
  /** Equal for equal worlds, whatever their keys and references. */
  readonly state: string;
  /** Events that stand more often than once. */
  readonly doubled: number;
  /** Positions or versions that are missing, chains that are broken, sealed files that are damaged. */
  readonly wrong: readonly string[];
}

async function eventsOf({ store }: World, tenant: TenantId): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for (const { partition } of await store.heads(tenant))
    for await (const event of store.readLog(tenant, partition)) events.push(event);
  return events;
}

/** What is wrong with the order of a tenant's record. */
export async function defectsOf(
  { store }: Pick<World, 'store'>,
  tenant: TenantId,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const streams = new Map<string, Recorded[]>();
  for (const { partition, position } of await store.heads(tenant)) {
    let last = 0;
    for await (const event of store.readLog(tenant, partition)) {
      if (event.position !== ++last) wrong.push(`gap before ${partition}/${event.position}`);
      const known = streams.get(event.stream) ?? [];
      streams.set(event.stream, [...known, event]);
    }
    if (last !== position) wrong.push(`${partition} ends at ${last}, not at ${position}`);
  }
  for (const [stream, events] of streams) {
    const at = brokenAt(
      events.toSorted((a, b) => a.version - b.version),
      nodeDigest,
    );
    if (at !== undefined) wrong.push(`${stream} is broken at ${at}`);
  }
  return wrong;
}

async function told(world: World, event: Recorded): Promise<Json> {
  const { tenant, stream, id, schema, sealed = [], partition, position, version } = event;
  const opened: Json[] = [];
  for (const part of sealed)
    opened.push(await world.vault.open(part, { tenant, stream, event: id, schema }, reader));
  return [id, event.command, stream, partition, position, version, event.data, opened];
}

/** Reads everything through the ports. */
export async function observe(world: World): Promise<Observed> {
  const { store, vault } = world;
  const wrong: string[] = [];
  const events: Json[] = [];
  const labels = new Set<string>();
  let doubled = 0;
  for (const tenant of [street, elsewhere]) {
    wrong.push(...(await defectsOf(world, tenant)));
    for (const event of await eventsOf(world, tenant)) {
      const { step, n } = event.data as { readonly step: string; readonly n: number };
      const label = `${step}/${n}`;
      if (labels.has(label)) doubled++;
      labels.add(label);
      events.push(await told(world, event));
    }
  }
  const far = noon + 1_000_000;
  const deadlines = (await store.deadlines.claim(street, far, Infinity, 0)).map(
    ({ key, due, armed, stream }) => [key, due, armed, stream],
  );
  const phone = await vault.subjects.find(street, 'phone', '13800000000');
  const known = world.told.get('phone');
  if (phone !== undefined && known !== undefined && phone !== known) wrong.push('another phone');
  const photos: Json[] = [];
  for (const [name, ref] of world.told) {
    if (!mediaNames.includes(name)) continue;
    const bytes = await vault.media.get(ref as never, reader);
    photos.push([name, bytes === undefined ? null : Buffer.from(bytes).toString('latin1')]);
  }
  const files = (await store.archive.list(street)).map(({ partition, from, to }) => [
    partition,
    from,
    to,
  ]);
  wrong.push(...(await store.archive.verify(street)).map(({ code }) => code));
  const letters = (await store.deadLetters.list({ tenant: street })).map(({ id }) => id);
  const progress = (await store.progress.load('board', 1)) ?? null;
  const state = { events, deadlines, phone: phone !== undefined, photos, files, letters, progress };
  return { state: JSON.stringify(state), doubled, wrong };
}

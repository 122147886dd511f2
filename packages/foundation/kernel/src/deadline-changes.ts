import type { Deadline, DeadlineChange } from './deadlines.ts';
import type { StreamId } from './ids.ts';
import { checkInstant } from './instant.ts';
import type { Wake } from './step.ts';

/** Key of a stream's wake-up in the deadlines of its tenant. */
export function deadlineKey(stream: StreamId, name: string): string {
  return `${stream}#${name}`;
}

/** The name under which a stream asked to be woken: the way back from {@link deadlineKey}. */
export function wakeName({ stream, key }: Pick<Deadline, 'stream' | 'key'>): string {
  return key.slice(stream.length + 1);
}

/** What an append must arm and cancel, so that the index says what the state wants. Where a deadline of this stream has fired, everything is stated again. Refuses with `kernel/invalid-instant` a wake-up that could never fire. */
export function deadlineChanges(
  stream: StreamId,
  before: readonly Wake[],
  after: readonly Wake[],
  restated: Deadline | undefined,
): readonly DeadlineChange[] {
  for (const { at } of after) checkInstant(at, 'wake');
  const wanted = new Map(after.map((wake) => [wake.name, wake.at]));
  const known = new Map(before.map((wake) => [wake.name, wake.at]));
  const fired = restated?.stream === stream ? restated.key : undefined;
  const names = new Set([...known.keys(), ...wanted.keys()]);
  const list: DeadlineChange[] = [];
  for (const name of names) {
    const key = deadlineKey(stream, name);
    const due = wanted.get(name);
    if (due === undefined) list.push({ key, cancel: true });
    else if (fired !== undefined || due !== known.get(name)) list.push({ key, due, stream });
  }
  if (fired !== undefined && !list.some(({ key }) => key === fired))
    list.push({ key: fired, cancel: true });
  return list;
}

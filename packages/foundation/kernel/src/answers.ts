import type { Recorded } from './envelope.ts';
import type { Appended } from './event-store.ts';

/** The answer to a command with one event more, as a restore finds its events: by partition and position. */
export function withRestored(
  answer: readonly Appended[],
  event: Pick<Recorded, 'stream' | 'partition' | 'version' | 'position'>,
): readonly Appended[] {
  const { stream, partition, version, position } = event;
  const known = answer.find((entry) => entry.stream === stream);
  if (known === undefined)
    return [...answer, { stream, partition, versions: [version], positions: [position] }].sort(
      (a, b) => a.partition - b.partition || (a.positions[0] ?? 0) - (b.positions[0] ?? 0),
    );
  return answer.map((entry) =>
    entry === known
      ? {
          ...entry,
          versions: [...entry.versions, version],
          positions: [...entry.positions, position],
        }
      : entry,
  );
}

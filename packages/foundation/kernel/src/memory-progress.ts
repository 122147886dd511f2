import type { Checkpoint, Progress } from './progress.ts';

/** Checkpoints in memory. */
export function memoryProgress(): Progress {
  const kept = new Map<string, string>();
  const key = (group: string, partition: number) => JSON.stringify([group, partition]);
  return {
    load: async (group, partition) => {
      const text = kept.get(key(group, partition));
      return text === undefined ? undefined : (JSON.parse(text) as Checkpoint);
    },
    save: async (group, partition, upTo, snapshot) => {
      kept.set(key(group, partition), JSON.stringify({ upTo, snapshot }));
    },
  };
}

import { type Appended, appendedBehind, type StreamId } from '@civigrid/kernel';

/** An entry of an answer as its row keeps it: versions and positions are contiguous behind these. */
type Line = readonly [
  stream: StreamId,
  partition: number,
  afterVersion: number,
  afterPosition: number,
  count: number,
];

/** What a command did, as its row tells it. */
export function answerFrom(text: string): readonly Appended[] {
  const lines = JSON.parse(text) as readonly Line[];
  return lines.map(([stream, partition, version, position, count]) =>
    appendedBehind({ stream, partition }, { version, position, count }),
  );
}

/** The row of what a command did. */
export function answerText(answer: readonly Appended[]): string {
  return JSON.stringify(
    answer.map(({ stream, partition, versions, positions }): Line => {
      const [version = 1] = versions;
      const [position = 1] = positions;
      return [stream, partition, version - 1, position - 1, versions.length];
    }),
  );
}

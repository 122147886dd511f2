import { type Appended, appendedBehind, type StreamId } from '@civigrid/kernel';

/** An entry of an answer as its row keeps it: versions and positions are contiguous behind these. */
type Line = readonly [
  stream: StreamId,
  partition: number,
  afterVersion: number,
  afterPosition: number,
  count: number,
];

/** The answer to a command (首次答复), as its row in a database tells it. */
export function answerFrom(text: string): readonly Appended[] {
  const lines = JSON.parse(text) as readonly Line[];
  return lines.map(([stream, partition, version, position, count]) =>
    appendedBehind({ stream, partition }, { version, position, count }),
  );
}

/** The row of an answer: one text for every store. */
export function answerText(answer: readonly Appended[]): string {
  return JSON.stringify(
    answer.map(({ stream, partition, versions, positions }): Line => {
      const [version = 1] = versions;
      const [position = 1] = positions;
      return [stream, partition, version - 1, position - 1, versions.length];
    }),
  );
}

import { privatePostgres } from '@civigrid/testing/servers';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { type Contender, civigrid, database, emmett } from './contenders.ts';

/** Appends events one by one to streams of twenty, and gives what each takes with all indexes. */
async function bytesPerEvent(
  contender: Contender,
  callers: number,
  events: number,
): Promise<number> {
  const each = Math.floor(events / callers);
  const caller = async (c: number) => {
    for (let i = 0; i < each; i++)
      await contender.append(`${callers}-${c}-${Math.floor(i / 20)}`, c % 16, 1);
  };
  await Promise.all(Array.from({ length: callers }, (_, c) => caller(c)));
  return (await contender.bytes()) / (await contender.count());
}

/** The bytes of an event on the disk, digests and indexes included, where one caller and where many have written. */
export const bytesContest: HoldContest = async (quick) => {
  const server = await privatePostgres();
  try {
    const events = quick ? 2_000 : 60_000;
    const rows = [];
    for (const callers of [1, 32]) {
      const mine = await civigrid(await database(server.url, `ours${callers}`));
      const other = await emmett(await database(server.url, `theirs${callers}`));
      const ours = await bytesPerEvent(mine, callers, events);
      const theirs = await bytesPerEvent(other, callers, events);
      await mine.close();
      await other.close();
      rows.push({ callers, events, ours, theirs, ratio: ours / theirs });
    }
    const targets = rows.map(({ callers, ours, theirs, ratio }) => ({
      what: `bytes of an event, written by ${callers}`,
      wanted: '≤ 1.0 × emmett-postgresql',
      measured: `${ratio.toFixed(2)} × (${ours.toFixed(0)}, ${theirs.toFixed(0)})`,
      met: ratio <= 1,
    }));
    return { results: { rows }, targets };
  } finally {
    await server.close();
  }
};

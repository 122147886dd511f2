import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findProgram, privatePostgres } from '@civigrid/testing/servers';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { short, type Target } from '../../../tools/testing/bench/report.ts';
import {
  type Load,
  type LoadSpeed,
  perSecond,
  takeTurns,
} from '../../../tools/testing/bench/take-turns.ts';
import { type Contender, civigrid, database, emmett } from './contenders.ts';

/** So many callers, each waiting for its answer before it asks again. */
function load(contender: Contender, callers: number, seconds: number, batch = 1): Load {
  let rate = 0;
  return {
    name: contender.name,
    run: async (round) => {
      // As many as it can do in the time: the first round finds out.
      const each = rate === 0 ? 20 : Math.max(1, Math.round((rate * seconds) / callers / batch));
      const caller = async (c: number) => {
        for (let i = 0; i < each; i++)
          await contender.append(`${callers}-${batch}-${round % 2}-${c}`, c % 16, batch);
      };
      rate = await perSecond(each * callers * batch, () =>
        Promise.all(Array.from({ length: callers }, (_, c) => caller(c))),
      );
      return rate;
    },
  };
}

/** PostgreSQL's own measure: three updates of single rows and an insert, in one transaction. */
function pgbench(url: string, clients: number, seconds: number): Load {
  const { hostname, port, pathname } = new URL(url);
  const program = findProgram('pgbench');
  if (program === undefined) throw new Error('pgbench is not on this machine.');
  const where = ['-h', hostname, '-p', port, '-U', 'postgres', pathname.slice(1)];
  let ready = false;
  return {
    name: `pgbench -N -c ${clients}`,
    run: async () => {
      const call = promisify(execFile);
      if (!ready) await call(program, ['-i', '-q', ...where]);
      ready = true;
      const how = ['-N', '-c', String(clients), '-j', '2', '-T', String(seconds)];
      const { stdout } = await call(program, [...how, ...where]);
      return Number(/tps = ([0-9.]+)/.exec(stdout)?.[1]);
    },
  };
}

const ratio = (speeds: readonly LoadSpeed[], beside: number) =>
  (speeds[0]?.perSecond ?? 0) / (speeds[beside]?.perSecond ?? Number.NaN);

/** Durable appends, ours beside others on the same private server, in turn. */
export const appendContest: HoldContest = async (quick) => {
  const server = await privatePostgres();
  const [rounds, seconds] = quick ? [1, 0.3] : [7, 2];
  const ours = await civigrid(await database(server.url, 'ours'));
  const theirs = await emmett(await database(server.url, 'theirs'));
  const bench = await database(server.url, 'bench');
  try {
    const speeds: Record<string, readonly LoadSpeed[]> = {};
    const targets: Target[] = [];
    const compare = async (what: string, wanted: number, loads: readonly Load[], beside = 1) => {
      const result = await takeTurns(loads, rounds);
      speeds[what] = result;
      const times = ratio(result, beside);
      const told = result.map(({ name, perSecond: of }) => `${name} ${short(of)}/s`).join(', ');
      const measured = `${times.toFixed(2)} × (${told})`;
      targets.push({ what, wanted: `≥ ${wanted} ×`, measured, met: times >= wanted });
    };
    for (const [callers, wanted] of [
      [1, 1.8],
      [32, 3.5],
      [256, 5],
    ] as const) {
      const both = [load(ours, callers, seconds), load(theirs, callers, seconds)];
      await compare(`${callers} callers, beside emmett-postgresql`, wanted, both);
    }
    const own = [load(ours, 32, seconds), pgbench(bench, 32, Math.ceil(seconds))];
    await compare('32 callers, beside pgbench -N', 2, own);
    const batches = [load(ours, 8, seconds, 100), load(theirs, 8, seconds, 100)];
    await compare('batches of 100 (8 callers), beside emmett-postgresql', 1.2, batches);
    const counted = { ours: await ours.count(), theirs: await theirs.count() };
    return { results: { rounds, seconds, counted, speeds }, targets };
  } finally {
    await ours.close();
    await theirs.close();
    await server.close();
  }
};

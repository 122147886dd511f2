import { compileTable } from '@civigrid/tables';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import { cityTable } from './city-table.ts';

/** How a table is compiled. */
export interface CompilingOptions {
  readonly rules: number;
  /** How often after the first time. */
  readonly times: number;
}

/** What compiling costs. */
export interface Compiling {
  readonly rules: number;
  /** The first table of a process: nothing is warm. */
  readonly firstMs: number;
  /** The median of the times after it, and the slowest; undefined where there was one only. */
  readonly ms?: number;
  readonly slowestMs?: number;
  /** Bytes for each rule that V8 holds more, after garbage collection, than for the table as it was given. */
  readonly bytesPerRule: number;
}

function held(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Compiles one table, and then others of the same size. */
export function compiling({ rules, times }: CompilingOptions): Compiling {
  const table = cityTable({ rules });
  const before = held();
  const kept: object[] = [];
  const firstMs = milliseconds(() => {
    kept.push(compileTable(table));
  });
  const bytesPerRule = (held() - before) / rules;
  kept.length = 0;
  const later = Array.from({ length: times }, (_, i) => {
    const other = cityTable({ rules, seed: i + 2 });
    globalThis.gc?.({ type: 'minor', execution: 'sync' });
    return milliseconds(() => compileTable(other));
  });
  return {
    rules,
    firstMs,
    bytesPerRule,
    ...(later.length > 0 && { ms: median(later), slowestMs: Math.max(...later) }),
  };
}

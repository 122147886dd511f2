import type { SingleHitTable, TableInput } from '@civigrid/tables';
import type { Asker } from './asker.ts';
import { readCases } from './city-cases.ts';

/** Asks case by case. */
function oneByOne(
  name: string,
  inputs: readonly TableInput[],
  decide: (input: TableInput) => number,
): Asker {
  return {
    name,
    ask(start, count, answers) {
      for (let i = 0; i < count; i++) answers[i] = decide(inputs[start + i] as TableInput);
      return undefined;
    },
  };
}

export const decideName = 'civigrid, decide';

export function decideAsker(table: SingleHitTable, inputs: readonly TableInput[]): Asker {
  return oneByOne(decideName, inputs, (input) => table.decide(input)?.rule ?? -1);
}

/** `decide` over cases that nobody has looked at before: read from JSON just before the clock starts. */
export function freshAsker(table: SingleHitTable, texts: readonly string[]): Asker {
  let fresh: readonly TableInput[] = [];
  return {
    name: 'civigrid, decide, never seen',
    prepare(start, count) {
      fresh = readCases(texts.slice(start, start + count));
    },
    ask(_, count, answers) {
      for (let i = 0; i < count; i++) answers[i] = table.decide(fresh[i] as TableInput)?.rule ?? -1;
      return undefined;
    },
  };
}

export function decideManyAsker(table: SingleHitTable, inputs: readonly TableInput[]): Asker {
  let asked: readonly TableInput[] = [];
  return {
    name: 'civigrid, decideMany',
    prepare(start, count) {
      asked = inputs.slice(start, start + count);
    },
    ask(_, count, answers) {
      const decisions = table.decideMany(asked);
      for (let i = 0; i < count; i++) answers[i] = decisions[i]?.rule ?? -1;
      return undefined;
    },
  };
}

/** `explain`, of which only the winner is read: details that it works out when they are asked for are not paid. */
export function explainAsker(table: SingleHitTable, inputs: readonly TableInput[]): Asker {
  return oneByOne('explain', inputs, (input) => table.explain(input).winner ?? -1);
}

/** `explain`, and the rules that failed by one cell. */
export function nearMissesAsker(table: SingleHitTable, inputs: readonly TableInput[]): Asker {
  return oneByOne('explain, near misses read', inputs, (input) => {
    const { winner = -1, nearMisses } = table.explain(input);
    return nearMisses.length >= 0 ? winner : -2;
  });
}

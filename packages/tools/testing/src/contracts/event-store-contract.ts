import type { EventStore } from '@civigrid/kernel';
import { appendPromises } from './append-promises.ts';
import { type ContractCase, contract, type Make } from './contract.ts';
import { expectationPromises } from './expectation-promises.ts';
import { historyPromises } from './history-promises.ts';
import { readingPromises } from './reading-promises.ts';

/**
 * What every `EventStore` promises: numbers without a gap, all or nothing, duplicates, expectations, tenants that
 * never mix, reads that give back what was written, an unbroken chain.
 *
 * @example
 * for (const { name, run } of eventStoreContract(make)) test(name, run);
 */
export function eventStoreContract(make: Make<EventStore>): readonly ContractCase[] {
  return contract(make, {
    ...appendPromises,
    ...expectationPromises,
    ...readingPromises,
    ...historyPromises,
  });
}

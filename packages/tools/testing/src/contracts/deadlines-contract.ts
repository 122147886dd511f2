import { deepStrictEqual as equal, rejects, strictEqual as same } from 'node:assert/strict';
import type { Deadline, DeadlineChange, Store, TenantId } from '@civigrid/kernel';
import { type ContractCase, contract, type Make, type Promises } from './contract.ts';
import {
  batch,
  caseStream,
  command,
  draft,
  entry,
  morning,
  naughtyTexts,
  otherStreet,
  report,
  street,
  upTo,
} from './samples.ts';

/** Deadlines, and the append that arms them. */
export type ArmedStore = Pick<Store, 'append' | 'deadlines'>;

const lease = 30_000;
const stream = caseStream('a');

const at = (key: string, due: number): DeadlineChange => ({ key, due, stream });

function arm(
  { append }: ArmedStore,
  n: number,
  changes: readonly DeadlineChange[],
  tenant: TenantId = street,
) {
  return append({ ...batch(n, [], { deadlines: changes }), tenant });
}

const keys = (deadlines: readonly Deadline[]) => deadlines.map(({ key }) => key);

async function due(store: ArmedStore, now: number, tenant: TenantId = street) {
  return keys(await store.deadlines.claim(tenant, now, 100, lease));
}

const promises: Promises<ArmedStore> = {
  'a deadline is claimed at its instant and not a millisecond before': async (store) => {
    await arm(store, 1, [at('sign', morning)]);
    equal(await due(store, morning - 1), []);
    const claimed = await store.deadlines.claim(street, morning, 100, lease);
    equal(claimed, [{ tenant: street, key: 'sign', due: morning, stream, armed: command(1) }]);
  },
  'deadlines come earliest first, and no more than asked for': async (store) => {
    await arm(store, 1, [at('c', morning + 2), at('a', morning + 3), at('b', morning + 1)]);
    const { claim } = store.deadlines;
    equal(keys(await claim(street, morning + 9, 2, lease)), ['b', 'c']);
    equal(keys(await claim(street, morning + 9, 2, lease)), ['a']);
    equal(keys(await claim(street, morning + 9, 2, lease)), []);
  },
  'a claimed deadline is nobody else’s until its lease ends': async (store) => {
    await arm(store, 1, [at('sign', morning)]);
    equal(await due(store, morning), ['sign']);
    equal(await due(store, morning + 1), []);
    equal(await due(store, morning + lease - 1), []);
    equal(await due(store, morning + lease), ['sign']);
  },
  'a lease that ends later than one taken now would is void: a clock was ahead': async (store) => {
    await arm(store, 1, [at('sign', morning)]);
    equal(await due(store, morning + 3_600_000), ['sign']);
    equal(await due(store, morning), ['sign']);
    equal(await due(store, morning + 1), []);
  },
  'twenty claimers at once get each deadline once': async (store) => {
    await arm(
      store,
      1,
      upTo(50).map((n) => at(`d${n}`, morning + n)),
    );
    const claims = await Promise.all(
      upTo(20).map(() => store.deadlines.claim(street, morning + 100, 5, lease)),
    );
    const got = keys(claims.flat());
    same(got.length, 50);
    same(new Set(got).size, 50);
  },
  'a deadline that is done does not come again': async (store) => {
    await arm(store, 1, [at('sign', morning), at('check', morning)]);
    const claimed = await store.deadlines.claim(street, morning, 100, lease);
    await store.deadlines.done(claimed.filter(({ key }) => key === 'sign'));
    equal(await due(store, morning + lease), ['check']);
    await store.deadlines.done(claimed);
    equal(await due(store, morning + 2 * lease), []);
    await store.deadlines.done(claimed);
    await store.deadlines.done([]);
  },
  'a deadline that was moved meanwhile is not done': async (store) => {
    await arm(store, 1, [at('sign', morning)]);
    const claimed = await store.deadlines.claim(street, morning, 100, lease);
    await arm(store, 2, [at('sign', morning + 5)]);
    await store.deadlines.done(claimed);
    equal(await due(store, morning + 5), ['sign']);
  },
  'a deadline that another command armed again for the same instant is not done': async (store) => {
    await arm(store, 1, [at('sign', morning)]);
    const claimed = await store.deadlines.claim(street, morning, 100, lease);
    await arm(store, 2, [at('sign', morning)]);
    await store.deadlines.done(claimed);
    const again = await store.deadlines.claim(street, morning, 100, lease);
    equal(
      again.map(({ armed }) => armed),
      [command(2)],
    );
  },
  'to arm the same key again moves it, and frees it from its lease': async (store) => {
    await arm(store, 1, [at('sign', morning)]);
    equal(await due(store, morning), ['sign']);
    await arm(store, 2, [{ ...at('sign', morning + 10), stream: caseStream('b') }]);
    equal(await due(store, morning + 9), []);
    const [moved] = await store.deadlines.claim(street, morning + 10, 100, lease);
    equal(moved, {
      tenant: street,
      key: 'sign',
      due: morning + 10,
      stream: caseStream('b'),
      armed: command(2),
    });
  },
  'a cancelled deadline does not come, claimed or not': async (store) => {
    await arm(store, 1, [at('sign', morning), at('check', morning)]);
    equal(keys(await store.deadlines.claim(street, morning, 1, lease)), ['check']);
    await arm(store, 2, [
      { key: 'sign', cancel: true },
      { key: 'check', cancel: true },
      { key: 'never armed', cancel: true },
    ]);
    equal(await due(store, morning + 2 * lease), []);
    same(await store.deadlines.next(street), undefined);
  },
  'changes of one batch are taken in their order': async (store) => {
    await arm(store, 1, [
      at('a', morning),
      { key: 'a', cancel: true },
      at('b', morning),
      at('b', morning + 1),
      { key: 'c', cancel: true },
      at('c', morning),
    ]);
    equal(await due(store, morning), ['c']);
    equal(await due(store, morning + 1), ['b']);
  },
  'deadlines are armed and cancelled with the events of their append': async (store) => {
    await store.append(
      batch(1, [entry('a', [draft(1)])], { deadlines: [at('sign', morning), at('b', morning)] }),
    );
    await store.append(
      batch(2, [entry('a', [draft(2)])], { deadlines: [{ key: 'sign', cancel: true }] }),
    );
    equal(await due(store, morning), ['b']);
  },
  'a duplicate arms nothing and cancels nothing': async (store) => {
    await arm(store, 1, [at('sign', morning)]);
    await arm(store, 1, [at('sign', morning + 5), at('other', morning)]);
    await arm(store, 1, [{ key: 'sign', cancel: true }]);
    equal(await due(store, morning), ['sign']);
  },
  'a duplicate does not arm again what is done': async (store) => {
    await arm(store, 1, [at('sign', morning)]);
    await store.deadlines.done(await store.deadlines.claim(street, morning, 100, lease));
    await arm(store, 1, [at('sign', morning)]);
    same(await store.deadlines.next(street), undefined);
  },
  'a conflict arms nothing, and neither does a batch that is a bug': async (store) => {
    await report(store, 1, 'a');
    const deadlines = [at('sign', morning)];
    const conflict = await store.append(
      batch(2, [entry('a', [draft(2)], { expected: 'none' })], { deadlines }),
    );
    same(conflict.outcome, 'conflict');
    await rejects(store.append(batch(3, [entry('b', [draft(1)])], { deadlines })));
    same(await store.deadlines.next(street), undefined);
  },
  'the next instant is the earliest, leased or not': async (store) => {
    same(await store.deadlines.next(street), undefined);
    await arm(store, 1, [at('b', morning + 5), at('a', morning), at('c', morning + 9)]);
    same(await store.deadlines.next(street), morning);
    const claimed = await store.deadlines.claim(street, morning, 100, lease);
    same(await store.deadlines.next(street), morning);
    await store.deadlines.done(claimed);
    same(await store.deadlines.next(street), morning + 5);
  },
  'two streets arm, claim, finish and cancel the same keys apart': async (store) => {
    await arm(store, 1, [at('sign', morning)]);
    await arm(store, 1, [at('sign', morning + 1)], otherStreet);
    const claimed = await store.deadlines.claim(street, morning + 1, 100, lease);
    equal(
      claimed.map(({ tenant, due: instant }) => [tenant, instant]),
      [[street, morning]],
    );
    await arm(store, 2, [{ key: 'sign', cancel: true }]);
    await store.deadlines.done(claimed);
    same(await store.deadlines.next(street), undefined);
    same(await store.deadlines.next(otherStreet), morning + 1);
    equal(await due(store, morning + 1, otherStreet), ['sign']);
  },
  'to be done with a deadline of one street leaves its twin in another': async (store) => {
    for (const tenant of [street, otherStreet]) await arm(store, 1, [at('sign', morning)], tenant);
    await store.deadlines.done(await store.deadlines.claim(street, morning, 100, lease));
    equal(await due(store, morning, otherStreet), ['sign']);
  },
  'instants before 1970 and at the end of time are instants like others': async (store) => {
    await arm(store, 1, [at('past', -8.64e15), at('future', 8.64e15), at('zero', 0)]);
    same(await store.deadlines.next(street), -8.64e15);
    equal(await due(store, 0), ['past', 'zero']);
    equal(await due(store, 8.64e15), ['past', 'zero', 'future']);
  },
  'keys are texts of any kind': async (store) => {
    await arm(
      store,
      1,
      naughtyTexts.map((text, i) => at(text, morning + i)),
    );
    const claimed = await store.deadlines.claim(street, morning + 100, 100, lease);
    equal(keys(claimed), naughtyTexts);
    await store.deadlines.done(claimed);
    same(await store.deadlines.next(street), undefined);
  },
  'nothing is due in a street that is not there': async (store) => {
    equal(await due(store, morning), []);
    same(await store.deadlines.next(street), undefined);
  },
};

/** What every `Deadlines` (时限) promises: armed by append, never early, one claimer at a time, done only if unchanged. */
export function deadlinesContract(make: Make<ArmedStore>): readonly ContractCase[] {
  return contract(make, promises);
}

import { deepStrictEqual as equal } from 'node:assert/strict';
import {
  type DeadLetter,
  type DeadLetters,
  keyId,
  type SealedPart,
  subjectRef,
} from '@civigrid/kernel';
import { type ContractCase, contract, type Make, type Promises } from './contract.ts';
import {
  deface,
  morning,
  naughtyTexts,
  naughtyValues,
  otherStreet,
  street,
  upTo,
} from './samples.ts';

function letter(id: string, more: Partial<DeadLetter> = {}): DeadLetter {
  return {
    id,
    tenant: street,
    source: 'reports',
    at: morning,
    keepUntil: morning + 86_400_000,
    reasons: [{ code: 'grid/unknown-code', path: '/code' }],
    sealed: [],
    ...more,
  };
}

const box: SealedPart = {
  subject: subjectRef('s'),
  purpose: 'input',
  key: keyId('k'),
  nonce: '',
  box: '//==',
};

const ids = (letters: readonly DeadLetter[]) => letters.map(({ id }) => id);

const promises: Promises<DeadLetters> = {
  'what was refused is kept with its reason, until it was handled': async (letters) => {
    equal(await letters.list({ tenant: street }), []);
    await letters.keep(letter('a'));
    equal(await letters.list({ tenant: street }), [letter('a')]);
    equal(await letters.list({ tenant: street }), [letter('a')]);
    await letters.remove('a');
    equal(await letters.list({ tenant: street }), []);
  },
  'the same input again is kept once, and the first stands': async (letters) => {
    await letters.keep(letter('a'));
    await letters.keep(letter('a', { source: 'hotline', reasons: [] }));
    equal(await letters.list({ tenant: street }), [letter('a')]);
  },
  'a letter that its maker changes afterwards does not change what is kept': async (letters) => {
    const reasons = [{ code: 'guard/not-json', details: { bytes: [7] } }];
    const sealed = [{ ...box }];
    const mine = { ...letter('a', { reasons, sealed }) };
    const was = structuredClone(mine);
    const pending = letters.keep(mine);
    reasons[0]?.details.bytes.push(8);
    reasons.push({ code: 'changed', details: { bytes: [] } });
    Object.assign(sealed[0] ?? {}, { box: 'changed' });
    Object.assign(mine, { id: 'b', tenant: otherStreet, source: 'changed', at: 0 });
    await pending;
    equal(await letters.list({ tenant: street }), [was]);
    equal(await letters.list({ tenant: otherStreet }), []);
  },
  'a letter that its reader changes does not change what is kept': async (letters) => {
    const reasons = [{ code: 'guard/not-json', details: { bytes: [7] } }];
    const kept = letter('a', { reasons, sealed: [box] });
    await letters.keep(kept);
    const was = structuredClone(kept);
    deface(await letters.list({ tenant: street }));
    equal(await letters.list({ tenant: street }), [was]);
    equal(await letters.list({ tenant: street, code: 'guard/not-json' }), [was]);
  },
  'the same input from twenty deliveries at once is kept once': async (letters) => {
    await Promise.all(upTo(20).map(() => letters.keep(letter('a'))));
    equal(ids(await letters.list({ tenant: street })), ['a']);
  },
  'letters come in the order of their ids, page by page': async (letters) => {
    for (const id of ['d', 'a', 'c', 'e', 'b']) await letters.keep(letter(id));
    equal(ids(await letters.list({ tenant: street })), ['a', 'b', 'c', 'd', 'e']);
    equal(ids(await letters.list({ tenant: street, limit: 2 })), ['a', 'b']);
    equal(ids(await letters.list({ tenant: street, after: 'b', limit: 2 })), ['c', 'd']);
    equal(ids(await letters.list({ tenant: street, after: 'e' })), []);
  },
  'letters are found by their source': async (letters) => {
    await letters.keep(letter('a'));
    await letters.keep(letter('b', { source: 'gb26875' }));
    equal(ids(await letters.list({ tenant: street, source: 'gb26875' })), ['b']);
    equal(ids(await letters.list({ tenant: street, source: 'nobody' })), []);
  },
  'letters are found by the code of any of their reasons': async (letters) => {
    const two = [{ code: 'guard/too-large' }, { code: 'guard/not-json', details: { byte: 7 } }];
    await letters.keep(letter('a'));
    await letters.keep(letter('b', { reasons: two }));
    await letters.keep(letter('c', { reasons: [] }));
    equal(ids(await letters.list({ tenant: street, code: 'guard/not-json' })), ['b']);
    equal(ids(await letters.list({ tenant: street, code: 'grid/unknown-code' })), ['a']);
    equal(ids(await letters.list({ tenant: street, code: 'guard/%' })), []);
    equal(
      ids(await letters.list({ tenant: street, code: 'guard/not-json', source: 'hotline' })),
      [],
    );
  },
  'a filter and a page go together': async (letters) => {
    for (const n of upTo(9))
      await letters.keep(letter(`l${n}`, { source: n % 2 === 0 ? 'even' : 'odd' }));
    const filter = { tenant: street, source: 'odd', after: 'l1', limit: 2 };
    equal(ids(await letters.list(filter)), ['l3', 'l5']);
  },
  'two streets keep their letters apart': async (letters) => {
    await letters.keep(letter('a'));
    await letters.keep(letter('b', { tenant: otherStreet }));
    equal(ids(await letters.list({ tenant: street })), ['a']);
    equal(ids(await letters.list({ tenant: otherStreet })), ['b']);
  },
  'to remove what is not there changes nothing, and what was removed may come again': async (
    letters,
  ) => {
    await letters.remove('nobody');
    await letters.keep(letter('a'));
    await letters.remove('a');
    await letters.keep(letter('a', { source: 'hotline' }));
    equal(await letters.list({ tenant: street }), [letter('a', { source: 'hotline' })]);
  },
  'letters come back code unit for code unit': async (letters) => {
    const kept = naughtyTexts.map((text, i) =>
      letter(`l${String.fromCharCode(97 + i)}`, {
        source: text,
        reasons: [{ code: text, path: text, details: naughtyValues }],
        sealed: [{ ...box, purpose: text }],
      }),
    );
    for (const one of kept) await letters.keep(one);
    equal(await letters.list({ tenant: street }), kept);
    for (const one of kept)
      equal(await letters.list({ tenant: street, source: one.source }), [one]);
  },
};

/** What every `DeadLetters` (死信) promises: kept once, found by source and code, removed when handled. */
export function deadLettersContract(make: Make<DeadLetters>): readonly ContractCase[] {
  return contract(make, promises);
}

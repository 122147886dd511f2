import { deepStrictEqual as equal, ok, rejects, strictEqual as same } from 'node:assert/strict';
import {
  isDomainError,
  type Json,
  keyId,
  type PersonalPart,
  type Reader,
  type SealContext,
  type SealedPart,
  type SubjectRef,
  subjectRef,
  type Vault,
  type VaultErrorCode,
} from '@civigrid/kernel';
import { type ContractCase, contract, type Make, type Promises } from './contract.ts';
import { caseStream, event, naughtyValues, otherStreet, someone, street, upTo } from './samples.ts';

const reporter = subjectRef('reporter');
const neighbour = subjectRef('neighbour');
const reader: Reader = { actor: someone, purpose: 'call back' };
const here: SealContext = { tenant: street, stream: caseStream('a'), event: event(1), schema: 1 };
const elsewhere: SealContext = { ...here, stream: caseStream('b') };

function part(value: Json, subject: SubjectRef = reporter, purpose = 'contact'): PersonalPart {
  return { subject, purpose, value };
}

async function one(vault: Vault, personal: PersonalPart, context: SealContext = here) {
  const [sealed] = await vault.seal([personal], context);
  ok(sealed !== undefined);
  return sealed;
}

const refused = (code: VaultErrorCode) => (error: unknown) => isDomainError(error, code);

async function isBroken(vault: Vault, sealed: SealedPart, context: SealContext = here) {
  await rejects(vault.open(sealed, context, reader), refused('kernel/box-broken'));
}

async function isRefused(vault: Vault, personal: PersonalPart, context: SealContext = here) {
  await rejects(vault.seal([personal], context), refused('kernel/subject-forgotten'));
}

const round: Promises<Vault> = {
  'what was sealed opens again, code unit for code unit': async (vault) => {
    for (const value of naughtyValues)
      equal(await vault.open(await one(vault, part(value)), here, reader), value);
  },
  'a sealed part says whose it is and for what, and not what': async (vault) => {
    const sealed = await one(vault, part({ phone: '13800000000', name: '张三' }));
    equal([sealed.subject, sealed.purpose], [reporter, 'contact']);
    const text = JSON.stringify(sealed);
    for (const secret of ['13800000000', '张三', 'phone', 'name'])
      ok(!text.includes(secret) && !text.includes(Buffer.from(secret).toString('base64')));
  },
  'parts of several persons and purposes are sealed in their order': async (vault) => {
    const parts = [part('a'), part('b', neighbour), part('c', reporter, 'address')];
    const sealed = await vault.seal(parts, here);
    equal(
      sealed.map(({ subject, purpose }) => [subject, purpose]),
      parts.map(({ subject, purpose }) => [subject, purpose]),
    );
    const opened = await Promise.all(sealed.map((box) => vault.open(box, here, reader)));
    equal(opened, ['a', 'b', 'c']);
  },
  'nothing to seal gives nothing': async (vault) => {
    equal(await vault.seal([], here), []);
  },
  'the same value sealed twice gives two boxes': async (vault) => {
    const sealed = await vault.seal([part('a'), part('a', reporter, 'address')], here);
    same(new Set(sealed.map(({ box }) => box)).size, 2);
  },
  'twenty sealings at once for a person never seen before all open': async (vault) => {
    const contexts = upTo(20).map((n) => ({ ...here, event: event(n) }));
    const sealed = await Promise.all(contexts.map((context, n) => one(vault, part(n), context)));
    for (const [n, box] of sealed.entries())
      same(await vault.open(box, contexts[n] ?? here, reader), n);
  },
  'a value that its maker changes afterwards does not change what is sealed': async (vault) => {
    const value = { phones: ['1'] };
    const pending = one(vault, part(value));
    value.phones.push('2');
    equal(await vault.open(await pending, here, reader), { phones: ['1'] });
  },
};

const bound: Promises<Vault> = {
  'a box does not open in another street, stream, event or schema': async (vault) => {
    const sealed = await one(vault, part('a'));
    await one(vault, part('b'), elsewhere);
    await one(vault, part('c'), { ...here, tenant: otherStreet });
    await isBroken(vault, sealed, { ...here, tenant: otherStreet });
    await isBroken(vault, sealed, elsewhere);
    await isBroken(vault, sealed, { ...here, event: event(2) });
    await isBroken(vault, sealed, { ...here, schema: 2 });
    same(await vault.open(sealed, here, reader), 'a');
  },
  'a box does not open under another person or purpose': async (vault) => {
    const sealed = await one(vault, part('a'));
    await one(vault, part('b', neighbour));
    await isBroken(vault, { ...sealed, subject: neighbour });
    await isBroken(vault, { ...sealed, subject: subjectRef('nobody') });
    await isBroken(vault, { ...sealed, purpose: 'address' });
  },
  'contexts that look alike when joined are not alike': async (vault) => {
    const sealed = await one(vault, part('a', reporter, 'x|y'), { ...here, schema: 1 });
    await isBroken(vault, { ...sealed, purpose: 'x' });
    await isBroken(vault, { ...sealed, purpose: 'y' });
  },
  'a box that was changed, cut or made up does not open': async (vault) => {
    const sealed = await one(vault, part('a'));
    const { box } = sealed;
    const flipped = `${box.startsWith('A') ? 'B' : 'A'}${box.slice(1)}`;
    for (const made of [flipped, '', 'AAAA', box.slice(0, -4), 'not base64!'])
      await isBroken(vault, { ...sealed, box: made });
    same(await vault.open(sealed, here, reader), 'a');
  },
  'the box of one part does not open as another’s': async (vault) => {
    const [a, b] = await vault.seal([part('a'), part('b', reporter, 'address')], here);
    ok(a !== undefined && b !== undefined);
    await isBroken(vault, { ...a, box: b.box, nonce: b.nonce });
  },
  'a part that nobody sealed here does not open': async (vault) => {
    const made = { subject: reporter, purpose: 'contact', key: keyId('k'), nonce: '', box: '' };
    await isBroken(vault, made);
  },
};

const forgetting: Promises<Vault> = {
  'what belongs to a forgotten person is forgotten, in every stream': async (vault) => {
    const sealed = await one(vault, part('a'));
    const other = await one(vault, part('b'), elsewhere);
    await vault.destroy({ tenant: street, subject: reporter });
    same(await vault.open(sealed, here, reader), 'forgotten');
    same(await vault.open(other, elsewhere, reader), 'forgotten');
  },
  'nothing is sealed for a forgotten person, in no stream': async (vault) => {
    await one(vault, part('a'));
    await vault.destroy({ tenant: street, subject: reporter });
    await isRefused(vault, part('a'));
    await isRefused(vault, part('a'), elsewhere);
    await isRefused(vault, part('a'));
  },
  'to forget a person in one stream leaves the others': async (vault) => {
    const sealed = await one(vault, part('a'));
    const other = await one(vault, part('b'), elsewhere);
    await vault.destroy({ tenant: street, subject: reporter, stream: here.stream });
    same(await vault.open(sealed, here, reader), 'forgotten');
    same(await vault.open(other, elsewhere, reader), 'b');
    await isRefused(vault, part('a'));
    await one(vault, part('c'), elsewhere);
  },
  'to forget one person leaves the next, also in the same event': async (vault) => {
    const [mine, theirs] = await vault.seal([part('a'), part('b', neighbour)], here);
    ok(mine !== undefined && theirs !== undefined);
    await vault.destroy({ tenant: street, subject: reporter });
    same(await vault.open(mine, here, reader), 'forgotten');
    same(await vault.open(theirs, here, reader), 'b');
  },
  'to forget a person in one street leaves the person of the same reference in another': async (
    vault,
  ) => {
    const there = { ...here, tenant: otherStreet };
    const sealed = await one(vault, part('a'), there);
    await vault.destroy({ tenant: street, subject: reporter });
    same(await vault.open(sealed, there, reader), 'a');
    await one(vault, part('b'), there);
  },
  'a person may be forgotten who was never seen, and twice': async (vault) => {
    await vault.destroy({ tenant: street, subject: reporter });
    await vault.destroy({ tenant: street, subject: reporter });
    await isRefused(vault, part('a'));
  },
  'a person forgotten in one stream may be forgotten altogether': async (vault) => {
    const other = await one(vault, part('b'), elsewhere);
    await vault.destroy({ tenant: street, subject: reporter, stream: here.stream });
    await vault.destroy({ tenant: street, subject: reporter });
    same(await vault.open(other, elsewhere, reader), 'forgotten');
    await isRefused(vault, part('b'), elsewhere);
  },
  'an event that concerns a forgotten person and another is not sealed in half': async (vault) => {
    await vault.destroy({ tenant: street, subject: reporter });
    const parts = [part('b', neighbour), part('a')];
    await rejects(vault.seal(parts, here), refused('kernel/subject-forgotten'));
    same(await vault.open(await one(vault, part('b', neighbour)), here, reader), 'b');
  },
  'sealings and a forgetting at once end in a forgotten person': async (vault) => {
    const sealings = upTo(10).map((n) => one(vault, part(n), { ...here, event: event(n) }));
    const destroyed = vault.destroy({ tenant: street, subject: reporter });
    const results = await Promise.allSettled([...sealings, destroyed]);
    same(results.at(-1)?.status, 'fulfilled');
    for (const [i, result] of results.slice(0, -1).entries())
      if (result.status === 'fulfilled' && result.value !== undefined)
        same(await vault.open(result.value, { ...here, event: event(i + 1) }, reader), 'forgotten');
    await isRefused(vault, part('a'));
  },
};

/** What every `Vault` (密钥库) promises: it opens what it sealed, in its place only, and forgets for good. */
export function vaultContract(make: Make<Vault>): readonly ContractCase[] {
  return contract(make, { ...round, ...bound, ...forgetting });
}

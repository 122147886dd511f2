import { deepStrictEqual as equal, ok, strictEqual as same } from 'node:assert/strict';
import {
  type MediaContext,
  type MediaStore,
  mediaRef,
  type Reader,
  subjectRef,
} from '@civigrid/kernel';
import { type ContractCase, contract, type Make, type Promises } from './contract.ts';
import { caseStream, someone, street, upTo } from './samples.ts';

const photo: MediaContext = {
  tenant: street,
  stream: caseStream('a'),
  subject: subjectRef('reporter'),
  type: 'image/jpeg',
};
const reader: Reader = { actor: someone, purpose: 'check' };

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7) % 256);

const promises: Promises<MediaStore> = {
  'a photo comes back byte for byte': async (media) => {
    for (const length of [0, 1, 255, 100_000]) {
      const ref = await media.put(bytesOf(length), photo);
      const found = await media.get(ref, reader);
      ok(found instanceof Uint8Array);
      equal([...found], [...bytesOf(length)]);
    }
  },
  'the same photo put twice has two references': async (media) => {
    const refs = await Promise.all(upTo(20).map(() => media.put(bytesOf(10), photo)));
    same(new Set(refs).size, 20);
  },
  'photos of several persons, streams and types are kept apart': async (media) => {
    const others = [
      photo,
      { ...photo, subject: subjectRef('neighbour') },
      { ...photo, stream: caseStream('b') },
      { ...photo, type: 'image/png' },
    ];
    const refs = await Promise.all(others.map((context, n) => media.put(bytesOf(n + 1), context)));
    for (const [n, ref] of refs.entries()) same((await media.get(ref, reader))?.length, n + 1);
  },
  'bytes that their maker or reader changes do not change what is kept': async (media) => {
    const bytes = bytesOf(10);
    const pending = media.put(bytes, photo);
    bytes.fill(0);
    const ref = await pending;
    (await media.get(ref, reader))?.fill(1);
    equal([...((await media.get(ref, reader)) ?? [])], [...bytesOf(10)]);
  },
  'a reference that nobody gave leads to nothing': async (media) => {
    same(await media.get(mediaRef('nobody'), reader), undefined);
  },
  'a destroyed photo is gone, and the others stay': async (media) => {
    const ref = await media.put(bytesOf(10), photo);
    const other = await media.put(bytesOf(20), photo);
    await media.destroy(ref);
    await media.destroy(ref);
    await media.destroy(mediaRef('nobody'));
    same(await media.get(ref, reader), undefined);
    same((await media.get(other, reader))?.length, 20);
  },
};

/** What every `MediaStore` promises: photos come back byte for byte until they are destroyed. */
export function mediaStoreContract(make: Make<MediaStore>): readonly ContractCase[] {
  return contract(make, promises);
}

import {
  notStrictEqual as differs,
  deepStrictEqual as equal,
  ok,
  strictEqual as same,
} from 'node:assert/strict';
import { type SubjectIndex, subjectRef } from '@civigrid/kernel';
import { type ContractCase, contract, type Make, type Promises } from './contract.ts';
import { naughtyTexts, otherStreet, street, upTo } from './samples.ts';

const phone = '13800000000';

const promises: Promises<SubjectIndex> = {
  'a value that nobody has put is nobody’s': async (subjects) => {
    same(await subjects.find(street, 'phone', phone), undefined);
  },
  'a value leads to the same person every time': async (subjects) => {
    const person = await subjects.put(street, 'phone', phone);
    same(await subjects.put(street, 'phone', phone), person);
    same(await subjects.find(street, 'phone', phone), person);
  },
  'a reference says nothing about its value': async (subjects) => {
    const person = await subjects.put(street, 'phone', phone);
    ok(!person.includes(phone) && person !== '');
  },
  'other values, kinds and streets are other persons': async (subjects) => {
    const persons = [
      await subjects.put(street, 'phone', phone),
      await subjects.put(street, 'phone', `${phone}1`),
      await subjects.put(street, 'identity', phone),
      await subjects.put(otherStreet, 'phone', phone),
    ];
    same(new Set(persons).size, 4);
    same(await subjects.find(otherStreet, 'identity', phone), undefined);
  },
  'kind and value do not run into each other': async (subjects) => {
    const person = await subjects.put(street, 'a', 'bc');
    differs(await subjects.put(street, 'ab', 'c'), person);
  },
  'a value put twenty times at once is one person': async (subjects) => {
    const persons = await Promise.all(upTo(20).map(() => subjects.put(street, 'phone', phone)));
    same(new Set(persons).size, 1);
  },
  'an erased person is not found, and the value leads to somebody new': async (subjects) => {
    const person = await subjects.put(street, 'phone', phone);
    await subjects.erase(street, person);
    same(await subjects.find(street, 'phone', phone), undefined);
    differs(await subjects.put(street, 'phone', phone), person);
  },
  'to erase one person leaves the others, also in the next street': async (subjects) => {
    const person = await subjects.put(street, 'phone', phone);
    const other = await subjects.put(street, 'phone', '13900000000');
    await subjects.erase(otherStreet, person);
    await subjects.erase(street, subjectRef('nobody'));
    same(await subjects.find(street, 'phone', phone), person);
    await subjects.erase(street, person);
    same(await subjects.find(street, 'phone', '13900000000'), other);
  },
  'values are texts of any kind': async (subjects) => {
    const persons: string[] = [];
    for (const text of naughtyTexts) persons.push(await subjects.put(street, text, text));
    same(new Set(persons).size, naughtyTexts.length);
    const found = naughtyTexts.map((text) => subjects.find(street, text, text));
    equal(await Promise.all(found), persons);
  },
};

/** What every `SubjectIndex` promises: one value, one random reference, until it is erased. */
export function subjectIndexContract(make: Make<SubjectIndex>): readonly ContractCase[] {
  return contract(make, promises);
}

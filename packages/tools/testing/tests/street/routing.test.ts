import {
  alarmRules,
  caseCategories,
  deviceMappings,
  escalationLadders,
  routingTable,
  streetRoles,
} from '@civigrid/testing/street';
import { expect, test } from 'vitest';

const { rules } = routingTable;
const codes = new Set(caseCategories.map(({ code }) => code));

test('the routing table has more than 60 rules, each with an id of its own and a note', () => {
  expect(rules.length).toBeGreaterThanOrEqual(60);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { note } of rules) expect(note).toMatch(/\p{Script=Han}/u);
});

test('every outcome is complete and names known roles and ladders', () => {
  const roles: readonly string[] = streetRoles;
  const ladders = escalationLadders.map(({ name }) => name);
  const outputs = routingTable.outputs.map(({ name }) => name);
  for (const { id, then } of rules) {
    expect(Object.keys(then), id).toEqual(outputs);
    expect(roles, id).toEqual(expect.arrayContaining([then.lead, ...then.assist]));
    expect(then.assist, id).not.toContain(then.lead);
    expect(ladders, id).toContain(then.ladder);
    expect(['microDemand', 'smallDispute', 'smallProblem', 'bigMatter']).toContain(then.tier);
    for (const { value, unit } of [then.sign, then.limit]) {
      expect(Number.isInteger(value) && value > 0).toBe(true);
      expect(['minute', 'hour', 'day', 'workMinute', 'workHour', 'workDay']).toContain(unit);
    }
  }
});

test('every rule asks for known columns and known categories; only the last takes everything', () => {
  const inputs = routingTable.inputs.map(({ name }) => name);
  for (const { id, when } of rules) {
    expect(inputs, id).toEqual(expect.arrayContaining(Object.keys(when)));
    const { category } = when;
    if (category && 'within' in category)
      for (const code of category.within) expect(codes, id).toContain(code);
  }
  expect(rules.filter(({ when }) => Object.keys(when).length === 0)).toEqual([rules.at(-1)]);
});

test('every category has both names and a parent, and no code stands twice', () => {
  expect(codes.size).toBe(caseCategories.length);
  for (const { code, zh, en } of caseCategories) {
    expect(zh && en).toBeTruthy();
    const parent = code.slice(0, code.lastIndexOf('.'));
    if (code.includes('.')) expect(codes).toContain(parent);
  }
});

test('every alarm becomes a case of a known category', () => {
  for (const [kind, { category }] of Object.entries(alarmRules)) {
    expect(kind).toMatch(/^\w+\.\w+$/);
    expect(codes).toContain(category);
  }
});

test('every alarm that a mapping can raise has a category', () => {
  for (const { kind } of deviceMappings) {
    const raised = kind.cases.map((each) => each.then).filter((name) => !/^device\./.test(name));
    for (const name of raised)
      if (!['access.denied', 'charge.finished'].includes(name))
        expect(Object.keys(alarmRules)).toContain(name);
  }
});

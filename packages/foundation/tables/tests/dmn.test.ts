import { readdirSync, readFileSync } from 'node:fs';
import { checkTable, compileTable } from '@civigrid/tables';
import { type DmnIssue, parseDmn, toDmn } from '@civigrid/tables/dmn';
import { dmnIssueMessage, dmnMessages } from '@civigrid/tables/messages';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const escaped = (text: string) => text.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`);

interface Model {
  /** The FEEL type of the tested input. */
  readonly type?: string;
  readonly cells: readonly string[];
  readonly input?: string;
  readonly outputs?: readonly string[];
  readonly policy?: string;
  readonly before?: string;
}

/** A document with one table of one input; its output entries are the rules' numbers. */
function model({
  type,
  cells,
  input = 'x',
  outputs,
  policy = 'hitPolicy="COLLECT"',
  before = '',
}: Model): string {
  const rules = cells.map(
    (cell, i) =>
      `<rule id="r${i}"><inputEntry><text>${escaped(cell)}</text></inputEntry><outputEntry><text>${escaped(outputs?.[i] ?? String(i))}</text></outputEntry></rule>`,
  );
  return `<?xml version="1.0"?><dmn:definitions xmlns:dmn="http://www.omg.org/spec/DMN/20180521/MODEL/" name="m" namespace="n">
    <dmn:itemDefinition name="tItem"><dmn:itemComponent name="price"><dmn:typeRef>feel:number</dmn:typeRef></dmn:itemComponent>
      <dmn:itemComponent name="colour of it"><dmn:typeRef>string</dmn:typeRef></dmn:itemComponent></dmn:itemDefinition>
    <dmn:itemDefinition name="tWords" isCollection="true"><dmn:typeRef>string</dmn:typeRef></dmn:itemDefinition>
    <dmn:inputData name="x"><dmn:variable name="x"/></dmn:inputData>
    <dmn:inputData name="Another number"><dmn:variable name="Another number" typeRef="number"/></dmn:inputData>
    <dmn:inputData name="item"><dmn:variable name="item" typeRef="tItem"/></dmn:inputData>
    <dmn:inputData name="words"><dmn:variable name="words" typeRef="tWords"/></dmn:inputData>
    <dmn:inputData name="name"><dmn:variable name="name" typeRef="string"/></dmn:inputData>
    <dmn:inputData name="day"><dmn:variable name="day" typeRef="date"/></dmn:inputData>
    ${before}<dmn:decision name="d" id="d1">
    <decisionTable xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/" ${policy}>
      <input><inputExpression ${type ? `typeRef="${type}"` : ''}><text>${escaped(input)}</text></inputExpression></input>
      <output/>${rules.join('')}</decisionTable></dmn:decision></dmn:definitions>`;
}

function tableOf(what: Model) {
  const parsed = parseDmn(model(what));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const [only] = parsed.tables;
  if (!only) throw new Error('No table');
  return only.table;
}

function issuesOf(text: string): readonly DmnIssue[] {
  const parsed = parseDmn(text);
  return parsed.ok ? [] : (parsed.issues as readonly DmnIssue[]);
}

/** Each row: a type, a cell, an input that satisfies it and one that does not. */
const forms: readonly (readonly [
  string,
  string,
  Record<string, unknown>,
  Record<string, unknown>,
])[] = [
  ['number', '10', { x: 10 }, { x: 11 }],
  ['number', '-5, .5, 1.0', { x: 0.5 }, { x: 5 }],
  ['string', '"a", "b"', { x: 'b' }, { x: 'c' }],
  ['string', '["a", "b"]', { x: 'b' }, { x: 'c' }],
  ['string', '"\\"\\u0061\\n"', { x: '"a\n' }, { x: 'a' }],
  ['number', '<10, [20..30], >50', { x: 20 }, { x: 15 }],
  ['number', ']1..2[', { x: 1.5 }, { x: 1 }],
  ['number', '(1..2]', { x: 2 }, { x: 1 }],
  ['number', '[1..2)', { x: 1 }, { x: 2 }],
  ['number', 'not(1, [5..7])', { x: 4 }, { x: 6 }],
  ['string', 'not("a", "b")', { x: 'c' }, { x: 'a' }],
  ['string', 'not("a")', { x: 'c' }, {}],
  ['boolean', 'true', { x: true }, { x: false }],
  ['boolean', 'not(true)', { x: false }, { x: true }],
  ['number', 'not(null)', { x: 0 }, { x: null }],
  ['number', '!= 3', { x: 4 }, { x: 3 }],
  ['number', '= 3', { x: 3 }, { x: 4 }],
  ['number', '? >= 1 and ? < 5 // both', { x: 1 }, { x: 5 }],
  ['number', '? < 1 or 5 < ?', { x: 6 }, { x: 5 }],
  ['number', '? between 1 and 5', { x: 5 }, { x: 6 }],
  ['number', '? in (1, [5..6])', { x: 5.5 }, { x: 2 }],
  ['number', 'not(? > 3 and ? < 5)', { x: 5 }, { x: 4 }],
  ['number', '(? > 3 or ? = 1) and not(? = 7)', { x: 1 }, { x: 7 }],
  ['number', '> Another number', { x: 2, 'Another number': 1 }, { x: 2, 'Another number': 2 }],
  ['number', 'Another number', { x: 2, 'Another number': 2 }, { x: 2 }],
  ['number', 'not(Another number)', { x: 1, 'Another number': 2 }, { x: 1 }],
  [
    'number',
    '[item.price..Another number]',
    { x: 2, item: { price: 2 }, 'Another number': 3 },
    { x: 2, item: { price: 3 }, 'Another number': 3 },
  ],
  ['number', '< item.price', { x: 1, 'item.price': 2 }, { x: 1, item: [{ price: 2 }] }],
  [
    'string',
    'item.colour of it',
    { x: 'red', item: { 'colour of it': 'red' } },
    { x: 'red', item: {} },
  ],
  ['string', 'words', { x: 'a', words: ['b', 'a'] }, { x: 'a', words: ['b', 7] }],
  ['string', 'not(words)', { x: 'a', words: [] }, { x: 'a', words: ['a'] }],
  ['date', '> date("2016-10-01")', { x: '2016-10-02' }, { x: '2016-10-01' }],
  [
    'date',
    '[day..@"2026-12-31"]',
    { x: '2026-03-01', day: '2026-02-28' },
    { x: '2026-02-27', day: '2026-02-28' },
  ],
  ['time', '>= time("08:00:00")', { x: '10:30:00+02:00' }, { x: '09:30:00+02:00' }],
  [
    'dateTime',
    '< date and time("2026-01-01T00:00:00Z")',
    { x: '2026-01-01T07:59:59+08:00' },
    { x: '2026-01-01T08:00:00' },
  ],
  [
    'date and time',
    'date and time("2026-01-01")',
    { x: '2026-01-01T00:00:00+08:00' },
    { x: '2026-01-01' },
  ],
  ['dayTimeDuration', '> duration("P1D")', { x: 'PT25H' }, { x: 'PT24H' }],
  [
    'years and months duration',
    '[duration("P1Y")..duration("P2Y")]',
    { x: 'P14M' },
    { x: 'P2Y1M' },
  ],
  ['', '> Another number', { x: 2, 'Another number': 1 }, { x: 1, 'Another number': 1 }],
  ['', '"high"', { x: 'high' }, { x: 'low' }],
  ['', '> date("2016-10-01")', { x: '2016-10-02' }, { x: '2016-09-02' }],
  ['feel:number', '> 1', { x: 2 }, { x: 1 }],
];

test.each(forms)('a %s cell %s is read as FEEL means it', (type, cell, held, failed) => {
  const { decide } = compileTable(tableOf({ type, cells: [cell, '-', ''] }) as unknown);
  expect(decide(held)).toMatchObject({ rules: [0, 1, 2], outcomes: [0, 1, 2] });
  expect(decide(failed)).toMatchObject({ rules: [1, 2] });
});

test('an input is found by the text of its expression, as a key or through the record', () => {
  const table = tableOf({ input: 'item.price', cells: ['> 5'] });
  expect(table.inputs).toEqual([{ name: 'item.price', path: ['item', 'price'], type: 'number' }]);
  const { decide } = compileTable(table as unknown);
  for (const input of [{ item: { price: 6 } }, { 'item.price': 6 }])
    expect(decide(input)).toMatchObject({ rules: [0] });
  for (const input of [{ item: Object.create({ price: 6 }) }, { item: [6] }, {}])
    expect(decide(input)).toMatchObject({ rules: [] });
});

test.each([
  ['dateTime', '2026-01-02T00:00:00', '2026-01-01T23:00:00', '2026-01-01T23:00:00Z'],
  ['time', '10:00:00Z', '11:00:00+02:00', '13:00:00+02:00'],
  ['dayTimeDuration', 'P1D', 'PT23H', 'PT25H'],
  ['yearMonthDuration', 'P1Y', 'P11M', 'P13M'],
  ['date', '2026-01-02', '2026-01-01', '2026-01-03'],
])(
  'values of type %s are compared with another input, by time and not by text',
  (type, value, less, more) => {
    const before = `<itemDefinition name="tAll"><itemComponent name="a value"><typeRef>${type}</typeRef></itemComponent></itemDefinition>
    <inputData name="Another Date and Time or More"><variable typeRef="${type}"/></inputData>
    <inputData name="All"><variable typeRef="tAll"/></inputData>`;
    const cells = ['All.a value', '> All.a value', '< All.a value', 'not(All.a value)'];
    const table = tableOf({ input: 'Another Date and Time or More', cells, before });
    const { decide } = compileTable(table as unknown);
    const rules = (other: unknown) =>
      (
        decide({ 'Another Date and Time or More': value, All: { 'a value': other } }) as {
          rules: unknown;
        }
      ).rules;
    expect([value, less, more, 'x', undefined].map(rules)).toEqual([[0], [1, 3], [2, 3], [], []]);
  },
);

test('an output joins texts and inputs, counts, or is any constant', () => {
  const outputs = [
    '"Hello " + name',
    'Another number * 2 - 1',
    '{a: [1, null], "b c": date("2026-01-01")}',
    '1 + 2',
    'name',
    'name + name',
  ];
  const table = tableOf({ cells: outputs.map(() => '-'), outputs });
  const { decide } = compileTable(table as unknown);
  expect(decide({ name: 'Li', 'Another number': 4 })).toMatchObject({
    outcomes: ['Hello Li', 7, { a: [1, null], 'b c': '2026-01-01' }, 3, 'Li', 'LiLi'],
  });
  expect(decide({})).toMatchObject({
    outcomes: [null, null, { a: [1, null], 'b c': '2026-01-01' }, 3, null, null],
  });
});

test('default outputs speak where no rule matches', () => {
  const text = model({ type: 'number', cells: ['> 1'], policy: '' }).replace(
    '<output/>',
    '<output><defaultOutputEntry><text>"none"</text></defaultOutputEntry></output>',
  );
  const parsed = parseDmn(text);
  const table = parsed.ok ? parsed.tables[0]?.table : undefined;
  const { decide } = compileTable(table as unknown);
  expect(decide({ x: 1 })).toEqual({ rule: -1, outcome: 'none' });
  expect(decide({ x: 2 })).toEqual({ rule: 0, outcome: 0 });
  expect(checkTable({ ...table, hit: 'collect' })).toMatchObject([
    { code: 'tables/bad-otherwise' },
  ]);
});

const refused: readonly (readonly [string, string, Partial<DmnIssue>])[] = [
  ['number', 'sum(1, 2)', { code: 'tables/unsupported-feel', construct: 'FunctionInvocation sum' }],
  ['number', '> 1 + 2', { code: 'tables/unsupported-feel', construct: 'ArithmeticExpression' }],
  [
    'number',
    'for i in [1] return i',
    { code: 'tables/unsupported-feel', construct: 'ForExpression' },
  ],
  [
    'number',
    'some i in [1] satisfies i > 0',
    { code: 'tables/unsupported-feel', construct: 'QuantifiedExpression' },
  ],
  [
    'number',
    'if true then 1 else 2',
    { code: 'tables/unsupported-feel', construct: 'IfExpression' },
  ],
  ['number', 'null', { code: 'tables/unsupported-feel', construct: 'null' }],
  ['number', '? + 1 > 2', { code: 'tables/unsupported-feel', construct: 'Comparison' }],
  [
    'number',
    'date(2026, 1, 1)',
    { code: 'tables/unsupported-feel', construct: 'date(2026, 1, 1)' },
  ],
  ['string', '> "a"', { code: 'tables/unsupported-feel', construct: '> of text' }],
  [
    'string',
    'starts with(?, "a")',
    { code: 'tables/unsupported-feel', construct: 'FunctionInvocation starts with' },
  ],
  ['string', 'High', { code: 'tables/unknown-name', construct: 'High' }],
  ['string', '"a', { code: 'tables/bad-feel' }],
  ['number', '> ', { code: 'tables/bad-feel' }],
  ['number', '(((', { code: 'tables/bad-feel' }],
  ['number', '"text"', { code: 'tables/bad-cell' }],
  ['date', '"2026-01-01"', { code: 'tables/bad-cell' }],
  [
    'date',
    'date("2026-02-30")',
    { code: 'tables/unsupported-feel', construct: 'date("2026-02-30")' },
  ],
  ['integer', '2.5', { code: 'tables/bad-cell' }],
  ['number', '[5..2]', { code: 'tables/inverted-range' }],
  ['tWords', '"a"', { code: 'tables/unsupported-feel', construct: 'test of a list' }],
];

test.each(refused)('a %s cell %s is refused by its name', (type, cell, issue) => {
  expect(issuesOf(model({ type, cells: ['-', cell] }))).toEqual([
    expect.objectContaining({ decision: 'd', rule: 1, id: 'r1', column: 'x', ...issue }),
  ]);
});

const twice = model({ cells: [] }).match(/<dmn:decision name[\s\S]*<\/dmn:decision>/)?.[0] ?? '';
const broken: readonly (readonly [string, string, readonly string[]])[] = [
  ['no DMN', '<html/>', ['tables/not-dmn']],
  ['no XML', '<definitions>', ['guard/invalid-xml']],
  ['a bomb', '<!DOCTYPE d [<!ENTITY a "x">]><definitions>&a;</definitions>', ['guard/doctype']],
  [
    'an unknown hit policy',
    model({ cells: [], policy: 'hitPolicy="LAST"' }),
    ['tables/unknown-hit'],
  ],
  [
    'an unknown aggregator',
    model({ cells: [], policy: 'hitPolicy="COLLECT" aggregation="MEAN"' }),
    ['tables/bad-aggregate'],
  ],
  [
    'an aggregator without collect',
    model({ cells: [], policy: 'aggregation="SUM"' }),
    ['tables/bad-aggregate'],
  ],
  [
    'a sum over texts',
    model({ cells: ['-'], outputs: ['"a"'], policy: 'hitPolicy="COLLECT" aggregation="SUM"' }),
    ['tables/not-a-number'],
  ],
  ['no output', model({ cells: [] }).replace('<output/>', ''), ['tables/bad-decision-table']],
  [
    'no input expression',
    model({ cells: [] }).replace(/<inputExpression.*<\/inputExpression>/, ''),
    ['tables/bad-decision-table'],
  ],
  [
    'a rule with too few entries',
    model({ cells: ['-'] }).replace(/<inputEntry.*?<\/inputEntry>/, ''),
    ['tables/entry-count'],
  ],
  [
    'a rule with too many entries',
    model({ cells: ['-'] }).replace(
      '<outputEntry>',
      '<outputEntry><text>1</text></outputEntry><outputEntry>',
    ),
    ['tables/entry-count'],
  ],
  [
    'two outputs of which one has no name',
    model({ cells: [] }).replace('<output/>', '<output name="a"/><output/>'),
    ['tables/bad-decision-table'],
  ],
  [
    'two outputs of one name',
    model({ cells: [] }).replace('<output/>', '<output name="a"/><output name="a"/>'),
    ['tables/duplicate-output'],
  ],
  [
    'two rules of one id',
    model({ cells: ['-', '1'] }).replace('"r1"', '"r0"'),
    ['tables/duplicate-rule'],
  ],
  ['two decisions of one name', model({ cells: [], before: twice }), ['tables/duplicate-decision']],
  [
    'another language',
    model({ cells: ['-'] }).replace('<inputEntry>', '<inputEntry expressionLanguage="juel">'),
    ['tables/unsupported-dmn'],
  ],
  ['an input that is computed', model({ cells: [], input: 'x + 1' }), ['tables/unsupported-feel']],
  [
    'an output that calls a function',
    model({ cells: ['-'], outputs: ['now()'] }),
    ['tables/unsupported-feel'],
  ],
  [
    'a text that nobody should parse',
    model({ cells: ['a '.repeat(40_000)] }),
    ['tables/feel-too-long'],
  ],
];

test.each(broken)('%s is refused', (_, text, codes) => {
  const issues = issuesOf(text);
  expect(issues.map(({ code }) => code)).toEqual(codes);
  for (const issue of issues.filter(({ code }) => code.startsWith('tables/')))
    for (const language of ['zh-CN', 'en'] as const)
      expect(dmnIssueMessage(issue, language).length).toBeGreaterThan(3);
});

test('everything that is refused is told at once', () => {
  const text = model({ type: 'number', cells: ['sum(1)', '"a"', 'Low'] });
  expect(issuesOf(text).map(({ rule, code }) => [rule, code])).toEqual([
    [0, 'tables/unsupported-feel'],
    [1, 'tables/bad-cell'],
    [2, 'tables/unknown-name'],
  ]);
  expect(Object.keys(dmnMessages['zh-CN'])).toEqual(Object.keys(dmnMessages.en));
});

test('decisions that are no tables are listed, with what they are', () => {
  const before =
    '<decision name="a"><literalExpression><text>1</text></literalExpression></decision><decision name="b"/><businessKnowledgeModel name="c"/>';
  const parsed = parseDmn(model({ cells: [], before }));
  expect(parsed).toMatchObject({
    ok: true,
    tables: [{ decision: 'd' }],
    skipped: [
      { decision: 'a', construct: 'literalExpression' },
      { decision: 'b', construct: 'none' },
      { decision: 'c', construct: 'businessKnowledgeModel' },
    ],
  });
});

test('two clauses over one input are two columns', () => {
  const text = model({ type: 'number', cells: ['> 1'] })
    .replace(
      '<output/>',
      '<input><inputExpression typeRef="number"><text>x</text></inputExpression></input><output/>',
    )
    .replace('</inputEntry>', '</inputEntry><inputEntry><text>&lt; 5</text></inputEntry>');
  const parsed = parseDmn(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const { decide } = compileTable(parsed.tables[0]?.table as unknown);
  expect([1, 2, 5].map((x) => decide({ x }))).toMatchObject([
    { rules: [] },
    { rules: [0] },
    { rules: [] },
  ]);
});

test('what a clerk changes in an editor is read as it stands then', () => {
  const text = toDmn({
    hit: 'first',
    inputs: [
      { name: 'code', type: 'tree' },
      { name: 'at', type: 'weekTime' },
    ],
    outputs: [{ name: 'lead' }],
    rules: [
      {
        id: 'r',
        when: { code: { within: ['01'] }, at: { between: ['08:00', '12:00'] } },
        then: { lead: 'a' },
      },
    ],
  });
  const again = (from: string | RegExp, to: string) => parseDmn(text.replace(from, to));
  expect(again('12:00:00', '14:30:00')).toMatchObject({
    tables: [{ table: { rules: [{ when: { at: { between: ['08:00', '14:30'] } } }] } }],
  });
  expect(again('? = &#34;01&#34; or ', '')).toMatchObject({
    issues: [
      { code: 'tables/unsupported-feel', construct: 'subtree', rule: 0, id: 'r', column: 'code' },
    ],
  });
  expect(again('time(?) &#60; time', 'time(?) &#60;= time')).toMatchObject({
    issues: [{ code: 'tables/unsupported-feel', construct: 'weekTime', column: 'at' }],
  });
  expect(again(/<text>code<\/text>/, '<text>kind</text>')).toMatchObject({
    tables: [{ table: { inputs: [{ name: 'kind', type: 'tree' }, { name: 'at' }] } }],
  });
});

describe('whatever it is given', () => {
  const root = new URL(
    '../../../../../shared/vectors/cases/dmn/compliance-level-2/',
    import.meta.url,
  );
  const models = () => {
    try {
      return readdirSync(root).map((name) =>
        readFileSync(new URL(`${name}/${name}.dmn`, root), 'utf8'),
      );
    } catch {
      return [];
    }
  };
  const sources = [
    ...models(),
    model({
      type: 'number',
      cells: forms.filter(([type]) => type === 'number').map(([, cell]) => cell),
    }),
    model({ type: 'number', cells: refused.map(([, cell]) => cell) }),
    toDmn({
      hit: 'first',
      inputs: [
        { name: 'code', type: 'tree', parents: { a: null, b: 'a' } },
        { name: 'at', type: 'weekTime' },
      ],
      outputs: [{ name: '', bare: true }],
      rules: [
        {
          when: { code: { within: ['a'] }, at: { between: ['22:00', '06:00'], days: [1] } },
          then: { '': 1 },
        },
      ],
    }),
  ];
  test('reading never throws, and every table that comes can be compiled', () => {
    const edit = fc.tuple(
      fc.nat(),
      fc.nat({ max: 12 }),
      fc.oneof(
        fc.string({ maxLength: 4 }),
        fc.constantFrom(
          '"',
          '(',
          ')',
          '[',
          ']',
          '..',
          '<',
          '&lt;',
          '?',
          ' or ',
          'not(',
          '{',
          '}',
          ',',
          '</text>',
          '<text>',
          '\\',
          '-',
          '[[',
          '"]',
          'null',
          'name=',
        ),
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.array(edit, { maxLength: 6 }),
        (source, edits) => {
          let text = source;
          for (const [at, length, put] of edits) {
            const from = at % (text.length + 1);
            text = text.slice(0, from) + put + text.slice(from + length);
          }
          const parsed = parseDmn(text);
          if (parsed.ok)
            for (const { table } of parsed.tables) expect(checkTable(table)).toEqual([]);
          else for (const { code } of parsed.issues) expect(code).toMatch(/^(tables|guard)\//);
        },
      ),
      { numRuns: 1_500 },
    );
    for (const value of [null, undefined, 7, {}, new Uint8Array(3)])
      expect(parseDmn(value as unknown as string).ok).toBe(false);
  });
});

import { DomainError, type Json } from '@civigrid/kernel';
import { type Cell, isInputRef } from '../cell.ts';
import { examine } from '../check-table.ts';
import type { Column } from '../column.ts';
import type { TableErrorCode } from '../issue.ts';
import type { Output, Rule, Table } from '../table.ts';
import { diagram } from './diagram.ts';
import { extensionNamespace } from './extension.ts';
import { typeNameOf } from './feel-types.ts';
import { aggregateWords, hitWords } from './hit-words.ts';
import { cellText } from './write-cell.ts';
import { checkReadable } from './write-check.ts';
import { constantText, expressionText } from './write-expression.ts';
import { escaped, tag, unwritable } from './xml-text.ts';

/** How the decision is called in the document. */
export interface DmnNames {
  /** The decision's name; the table's id if left out, `Decision` if it has none. */
  readonly name?: string;
  /** The decision's id, an XML name. */
  readonly id?: string;
}

const modelNamespace = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

/**
 * Writes a table as a DMN 1.5 document of one decision (写出 DMN), which a DMN editor opens and {@link parseDmn} reads
 * back to a table that decides the same. Conditions and outputs are FEEL; types, parents, ids and days in force for
 * which DMN has no place stand in extension elements. Refuses with `tables/invalid` what is no table, with
 * `tables/unwritable` what DMN cannot say: a table without outputs, a text that XML cannot hold, an input whose name
 * FEEL cannot spell.
 *
 * @example
 * toDmn({ hit: 'first', inputs: [], outputs: [{ name: 'lead' }], rules: [{ when: {}, then: { lead: 'police' } }] });
 */
export function toDmn(table: Table, names: DmnNames = {}): string {
  const examined = examine(table);
  if (!('table' in examined))
    throw new DomainError<TableErrorCode>('tables/invalid', 'The table has issues.', {
      issues: examined.issues.map((issue) => ({ ...issue })),
    });
  return documentOf(examined.table, names);
}

function documentOf(table: Table, names: DmnNames): string {
  if (table.outputs.length === 0) throw unwritable('outputs', '');
  const { name = table.id ?? 'Decision', id = 'civigrid-decision' } = names;
  if (!isXmlName(id)) throw unwritable('id', id);
  const references = [
    ...new Set(table.rules.flatMap(({ when, compute }) => rootsIn([when, compute]))),
  ];
  const typed = new Map(
    table.inputs.flatMap((column) =>
      column.path ? [] : [[column.name, typeNameOf(column.type)] as const],
    ),
  );
  const own = table.inputs.map(({ name: column, path }) => path?.[0] ?? column);
  const roots = [...new Set([...own, ...references])];
  const inputs = roots.map((root, i) => ({ root, id: `civigrid-input-${i + 1}` }));
  checkReadable(table, roots);
  const decision = tag(
    'decision',
    [
      ['id', id],
      ['name', name],
    ],
    [
      ...(table.note === undefined ? [] : [tag('description', [], [escaped(table.note, 'note')])]),
      ...extension('table', said(table, references)),
      tag('variable', [
        ['id', 'civigrid-variable'],
        ['name', name],
      ]),
      ...inputs.map((input, i) =>
        tag(
          'informationRequirement',
          [['id', `civigrid-requirement-${i + 1}`]],
          [tag('requiredInput', [['href', `#${input.id}`]])],
        ),
      ),
      decisionTable(table, id),
    ],
  );
  const data = inputs.map(({ root, id: own }) =>
    tag(
      'inputData',
      [
        ['id', own],
        ['name', root],
      ],
      [
        tag('variable', [
          ['id', `${own}-variable`],
          ['name', root],
          ['typeRef', typed.get(root)],
        ]),
      ],
    ),
  );
  const definitions = tag(
    'definitions',
    [
      ['xmlns', modelNamespace],
      ['xmlns:dmndi', 'https://www.omg.org/spec/DMN/20230324/DMNDI/'],
      ['xmlns:dc', 'http://www.omg.org/spec/DMN/20180521/DC/'],
      ['xmlns:di', 'http://www.omg.org/spec/DMN/20180521/DI/'],
      ['xmlns:civigrid', extensionNamespace],
      ['id', 'civigrid-definitions'],
      ['name', name],
      ['namespace', 'urn:civigrid:tables'],
    ],
    [
      decision,
      ...data,
      diagram(
        id,
        inputs.map((input) => input.id),
      ),
    ],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${definitions}\n`;
}

function said({ id, version, zone, effective }: Table, names: readonly string[]): object {
  return {
    ...(id !== undefined && { id }),
    ...(version !== undefined && { version }),
    ...(zone !== undefined && { zone }),
    ...(effective !== undefined && { effective }),
    ...(names.length > 0 && { names }),
  };
}

/** Our own element, where there is anything to say. */
function extension(local: string, what: object): readonly string[] {
  if (Object.keys(what).length === 0) return [];
  const text = JSON.stringify(what);
  return [tag('extensionElements', [], [tag(`civigrid:${local}`, [], [escaped(text, local)])])];
}

/** The first names of all inputs that cells or expressions mention. */
function rootsIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const inputs = isInputRef(part) && Array.isArray(part.input) ? part.input.slice(0, 1) : [];
  return [...inputs, ...Object.values(part).flatMap(rootsIn)];
}

function decisionTable(table: Table, decision: string): string {
  const { hit, aggregate, inputs, outputs, rules } = table;
  return tag(
    'decisionTable',
    [
      ['id', 'civigrid-table'],
      ['hitPolicy', hitWords[hit]],
      ['aggregation', aggregate && aggregateWords[aggregate]],
    ],
    [
      ...inputs.map(inputClause),
      ...outputs.map((output, i) => outputClause(output, i, table)),
      ...rules.map((rule, i) => ruleElement(rule, i, { table, decision })),
    ],
  );
}

function text(content: string, place: string): string {
  return tag('text', [], [escaped(content, place)]);
}

function inputClause(column: Column, i: number): string {
  const { name, path, type, allowed } = column;
  const pairs =
    column.type === 'tree' && column.parents ? Object.entries(column.parents) : undefined;
  const expression = path?.join('.') ?? name;
  const id = `civigrid-column-${i + 1}`;
  return tag(
    'input',
    [
      ['id', id],
      ['label', name],
    ],
    [
      ...extension('column', {
        name,
        ...(path && { path }),
        type,
        ...(pairs && { parents: pairs }),
      }),
      tag(
        'inputExpression',
        [
          ['id', `${id}-expression`],
          ['typeRef', typeNameOf(type)],
        ],
        [text(expression, 'input')],
      ),
      ...(allowed
        ? [
            tag(
              'inputValues',
              [['id', `${id}-values`]],
              [text(cellText(allowed, column), 'allowed')],
            ),
          ]
        : []),
    ],
  );
}

function outputClause({ name, values, bare }: Output, i: number, table: Table): string {
  const id = `civigrid-output-${i + 1}`;
  const constants = table.rules.map(({ then }) => ownValue(then, name));
  const fallback = table.otherwise && ownValue(table.otherwise, name);
  const odd = bare === true || name === '' || values?.length === 0;
  const own = { name, ...(bare === true && { bare }), ...(values?.length === 0 && { values }) };
  return tag(
    'output',
    [
      ['id', id],
      ['name', bare ? undefined : name],
      ['typeRef', typeNameIn(constants)],
    ],
    [
      ...(odd ? extension('output', own) : []),
      ...(values && values.length > 0
        ? [
            tag(
              'outputValues',
              [['id', `${id}-values`]],
              [text(values.map(constantText).join(', '), 'values')],
            ),
          ]
        : []),
      ...(fallback === undefined
        ? []
        : [
            tag(
              'defaultOutputEntry',
              [['id', `${id}-default`]],
              [text(constantText(fallback), 'otherwise')],
            ),
          ]),
    ],
  );
}

/** The FEEL type of an output whose constants are all alike. */
function typeNameIn(constants: readonly (Json | undefined)[]): string | undefined {
  const types = new Set(constants.filter((one) => one !== undefined).map((one) => typeof one));
  const [type] = types;
  return types.size === 1 && type !== 'object' ? type : undefined;
}

function ownValue(then: Rule['then'], name: string): Json | undefined {
  return Object.hasOwn(then, name) ? then[name] : undefined;
}

function ruleElement(
  rule: Rule,
  i: number,
  { table, decision }: { readonly table: Table; readonly decision: string },
): string {
  const { id, when, then, compute, note, effective } = rule;
  const made = `civigrid-rule-${i + 1}`;
  const isOwn = id !== undefined && isXmlName(id) && !id.startsWith('civigrid-') && id !== decision;
  const conditions = table.inputs.map((column, at) => {
    const cell: Cell | undefined = Object.hasOwn(when, column.name) ? when[column.name] : undefined;
    return tag(
      'inputEntry',
      [['id', `${made}-input-${at + 1}`]],
      [text(cellText(cell, column), `rule ${i + 1}, ${column.name}`)],
    );
  });
  const conclusions = table.outputs.map(({ name }, at) => {
    const constant = ownValue(then, name);
    const expression = compute && Object.hasOwn(compute, name) ? compute[name] : undefined;
    const said = constant === undefined ? '' : constantText(constant);
    return tag(
      'outputEntry',
      [['id', `${made}-output-${at + 1}`]],
      [text(expression ? expressionText(expression) : said, `rule ${i + 1}, ${name}`)],
    );
  });
  return tag(
    'rule',
    [['id', isOwn ? id : made]],
    [
      ...(note === undefined ? [] : [tag('description', [], [escaped(note, 'note')])]),
      ...extension('rule', {
        ...(id !== undefined && !isOwn && { id }),
        ...(effective !== undefined && { effective }),
      }),
      ...conditions,
      ...conclusions,
    ],
  );
}

function isXmlName(id: string): boolean {
  return /^[A-Za-z_\u4e00-\u9fff][\w.\u4e00-\u9fff-]*$/.test(id);
}

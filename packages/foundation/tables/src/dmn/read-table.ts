import type { XmlElement } from '@civigrid/guard';
import type { Json } from '@civigrid/kernel';
import type { Cell } from '../cell.ts';
import { looksAtInput } from '../check-expression.ts';
import type { Column } from '../column.ts';
import { outcomeOf } from '../computed-outcome.ts';
import type { Expression } from '../expression.ts';
import type { Plain } from '../plain-copy.ts';
import type { Output, Rule, Table } from '../table.ts';
import { type DmnIssue, isRefused, type Refused } from './dmn-issue.ts';
import { extensionOf } from './extension.ts';
import { cellOf } from './feel-cell.ts';
import { constantsOf, expressionOf } from './feel-outcome.ts';
import type { FeelNames } from './feel-tree.ts';
import { aggregateWords, hitWords, keyOf } from './hit-words.ts';
import type { Model } from './model.ts';
import { columnOf, type ReadColumn } from './read-columns.ts';
import { childOf, childrenOf, textIn, typeRefOf } from './xml-tree.ts';

/** Where a table is read from, and where its issues go. */
interface Source {
  readonly decision: XmlElement;
  readonly element: XmlElement;
  readonly model: Model;
  /** Notes an issue of this decision. */
  readonly report: (refused: Refused, place?: Omit<DmnIssue, 'code' | 'decision'>) => void;
}

/** The table of a decision; whatever cannot be taken is reported, and then the table is not to be used. */
export function tableOf(source: Source): Table {
  const { decision, element, report, model } = source;
  const said = extensionOf(decision, 'table');
  const inputs = childrenOf(element, 'input');
  const rules = childrenOf(element, 'rule');
  const entries = rules.map((rule) => childrenOf(rule, 'inputEntry'));
  const columns = distinct(
    inputs.map((input, i) => {
      const texts = entries.map((row) => textIn(row[i]));
      const read = columnOf(input, texts, model);
      if (isRefused(read))
        report(read, { column: textIn(childOf(input, 'inputExpression')).trim() });
      return isRefused(read) ? undefined : read;
    }),
  );
  // A name that a table's own column has is a name that its cells may use.
  const roots = columns.flatMap((read) =>
    read ? [read.column.path?.[0] ?? read.column.name] : [],
  );
  const names: FeelNames = {
    ...Object.fromEntries(roots.map((root) => [root, {}] as const)),
    ...model.names,
    ...namesSaid(said),
  };
  const outputs = outputsOf(source);
  const otherwise = otherwiseOf(outputs, source);
  return {
    ...headOf(source, said),
    inputs: columns.flatMap((read) => (read ? [read.column] : [])),
    outputs,
    rules: rules.map((rule, index) => ruleOf({ rule, index, columns, outputs, names }, source)),
    ...(otherwise && { otherwise }),
  };
}

/** Two clauses over one input are two columns: the second is found by its path. */
function distinct(
  columns: readonly (ReadColumn | undefined)[],
): readonly (ReadColumn | undefined)[] {
  const taken = new Map<string, number>();
  return columns.map((read) => {
    if (!read) return read;
    const { name, path = [name] } = read.column;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    if (count === 1) return read;
    return { ...read, column: { ...read.column, name: `${name} (${count})`, path } as Column };
  });
}

/** The inputs that a table of ours names in its cells. */
function namesSaid({ names }: Plain & { readonly names?: unknown }): FeelNames {
  return Array.isArray(names)
    ? Object.fromEntries(names.map((name) => [String(name), {}] as const))
    : {};
}

function headOf(
  { decision, element, report }: Source,
  said: Plain,
): Omit<Table, 'inputs' | 'outputs' | 'rules'> {
  const policy = element.attributes.get('hitPolicy') ?? 'UNIQUE';
  const aggregation = element.attributes.get('aggregation');
  const hit = keyOf(hitWords, policy);
  const aggregate = aggregation === undefined ? undefined : keyOf(aggregateWords, aggregation);
  if (!hit) report({ refused: 'tables/unknown-hit', construct: policy });
  if (aggregation !== undefined && (!aggregate || hit !== 'collect'))
    report({ refused: 'tables/bad-aggregate', construct: aggregation });
  const { id, version, zone, effective } = said as Partial<Table>;
  const note = childOf(decision, 'description')?.text;
  return {
    ...(id !== undefined && { id }),
    ...(version !== undefined && { version }),
    ...(note !== undefined && { note }),
    ...(effective !== undefined && { effective }),
    hit: hit ?? 'unique',
    ...(aggregate && { aggregate }),
    ...(zone !== undefined && { zone }),
  };
}

function outputsOf(source: Source): readonly Output[] {
  const { element, report } = source;
  const outputs = childrenOf(element, 'output');
  if (outputs.length === 0) report({ refused: 'tables/bad-decision-table', construct: 'output' });
  return outputs.map((output) => {
    const said = extensionOf(output, 'output') as Partial<Output>;
    const name = said.name ?? output.attributes.get('name') ?? '';
    const isNameless = name === '' && said.name === undefined;
    if (isNameless && outputs.length > 1)
      report({ refused: 'tables/bad-decision-table', construct: 'output name' }, { column: name });
    const values = said.values ?? valuesOf(output, name, source);
    const bare = said.name === undefined ? isNameless && outputs.length === 1 : said.bare === true;
    return { name, ...(values && { values }), ...(bare && { bare }) };
  });
}

/** The output's own values; where ranks count, else those that its type allows. */
function valuesOf(
  output: XmlElement,
  name: string,
  { element, model, report }: Source,
): readonly Json[] | undefined {
  const listed = childOf(output, 'outputValues');
  const ranked = ['PRIORITY', 'OUTPUT ORDER'].includes(element.attributes.get('hitPolicy') ?? '');
  const typeRef = typeRefOf(output) ?? typeRefOf(element);
  const text = listed ? textIn(listed).trim() : ranked && model.resolve(typeRef).allowed;
  if (!text) return undefined;
  const values = constantsOf(text, { ...model, names: {} });
  if (listed && !values) {
    const refused = { refused: 'tables/unsupported-feel', construct: 'outputValues' } as const;
    report(refused, { column: name, text });
  }
  return values;
}

/** What an expression without inputs comes to. */
function constantOf(expression: Expression): Json {
  return outcomeOf({ when: {}, then: {}, compute: { said: expression } }, {})['said'] ?? null;
}

/** The default outputs, which have to be constants. */
function otherwiseOf(
  outputs: readonly Output[],
  { element, model, report }: Source,
): Rule['then'] | undefined {
  const said = childrenOf(element, 'output').flatMap((output, i) => {
    const entry = childOf(output, 'defaultOutputEntry');
    const text = textIn(entry).trim();
    const { name = '' } = outputs[i] ?? {};
    if (!entry || text === '') return [];
    const value = expressionOf(text, { ...model, names: {} });
    const place = { column: name, text };
    if (isRefused(value)) report(value, place);
    else if (!looksAtInput(value)) return [[name, constantOf(value)] as const];
    else report({ refused: 'tables/unsupported-dmn', construct: 'defaultOutputEntry' }, place);
    return [];
  });
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

interface Row {
  readonly rule: XmlElement;
  readonly index: number;
  readonly columns: readonly (ReadColumn | undefined)[];
  readonly outputs: readonly Output[];
  readonly names: FeelNames;
}

function ruleOf(row: Row, source: Source): Rule {
  const { rule, index, columns, outputs } = row;
  const said = extensionOf(rule, 'rule') as Partial<Rule>;
  const written = rule.attributes.get('id');
  // What `toDmn` calls a rule that has no id.
  const id = said.id ?? (written && !/^civigrid-rule-\d+$/.test(written) ? written : undefined);
  const place = { rule: index, ...(id !== undefined && { id }) };
  const conditions = childrenOf(rule, 'inputEntry');
  const conclusions = childrenOf(rule, 'outputEntry');
  if (conditions.length !== columns.length)
    source.report({ refused: 'tables/entry-count', construct: 'inputEntry' }, place);
  if (conclusions.length !== outputs.length)
    source.report({ refused: 'tables/entry-count', construct: 'outputEntry' }, place);
  const note = noteOf(rule);
  const { effective } = said;
  return {
    ...(id !== undefined && { id }),
    when: whenOf(conditions, row, { source, place }),
    ...saidBy(conclusions, row, { source, place }),
    ...(note !== undefined && { note }),
    ...(effective !== undefined && { effective }),
  };
}

/** A rule's description and the entries of annotation columns. */
function noteOf(rule: XmlElement): string | undefined {
  const annotations = childrenOf(rule, 'annotationEntry').map((entry) => textIn(entry));
  const description = childOf(rule, 'description')?.text;
  const notes = annotations.filter((text) => text.trim() !== '');
  if (notes.length === 0) return description;
  return [...(description ? [description] : []), ...notes].join('\n');
}

interface Place {
  readonly source: Source;
  readonly place: { readonly rule: number; readonly id?: string };
}

function whenOf(entries: readonly XmlElement[], { columns, names }: Row, at: Place): Rule['when'] {
  const { model, report } = at.source;
  const cells = entries.flatMap((entry, i): readonly (readonly [string, Cell])[] => {
    const read = columns[i];
    if (!read) return [];
    const { column, isCollection } = read;
    const text = textIn(entry);
    const cell = model.isFeel(entry)
      ? cellOf(text, { parser: model.parser, names, column })
      : ({ refused: 'tables/unsupported-dmn', construct: 'expressionLanguage' } as const);
    const refused = isRefused(cell)
      ? cell
      : cell && isCollection
        ? ({ refused: 'tables/unsupported-feel', construct: 'test of a list' } as const)
        : undefined;
    if (refused) report(refused, { ...at.place, column: column.name, text: text.trim() });
    return refused || isRefused(cell) || !cell ? [] : [[column.name, cell] as const];
  });
  return Object.fromEntries(cells);
}

function saidBy(
  entries: readonly XmlElement[],
  { outputs, names }: Row,
  at: Place,
): Pick<Rule, 'then' | 'compute'> {
  const { model, report } = at.source;
  const constants: (readonly [string, Json])[] = [];
  const computed: (readonly [string, Expression])[] = [];
  entries.forEach((entry, i) => {
    const { name } = outputs[i] ?? {};
    const text = textIn(entry).trim();
    if (name === undefined || text === '' || text === '-') return;
    const said = model.isFeel(entry)
      ? expressionOf(text, { ...model, names })
      : ({ refused: 'tables/unsupported-dmn', construct: 'expressionLanguage' } as const);
    if (isRefused(said)) report(said, { ...at.place, column: name, text });
    else if (looksAtInput(said)) computed.push([name, said]);
    else constants.push([name, constantOf(said)]);
  });
  return {
    then: Object.fromEntries(constants),
    ...(computed.length > 0 && { compute: Object.fromEntries(computed) }),
  };
}

import { readXml, type XmlElement, type XmlLimits } from '@civigrid/guard';
import { examine } from '../check-table.ts';
import type { Table } from '../table.ts';
import type { DmnIssue, ParseDmnIssue, Refused, SkippedDecision } from './dmn-issue.ts';
import { type Model, modelOf } from './model.ts';
import { tableOf } from './read-table.ts';
import { childOf, childrenOf } from './xml-tree.ts';

/** A decision that is a table, by its name. */
export interface DmnTable {
  readonly decision: string;
  readonly table: Table;
}

/** All tables of a document and the decisions that are none, or everything that cannot be taken. */
export type ParseDmnResult =
  | {
      readonly ok: true;
      readonly tables: readonly DmnTable[];
      readonly skipped: readonly SkippedDecision[];
    }
  | { readonly ok: false; readonly issues: readonly ParseDmnIssue[] };

/** A table of ten thousand rules takes some megabytes: these take the place of guard's own limits. */
const dmnLimits: XmlLimits = { maxBytes: 16_777_216, maxElements: 500_000, maxKeys: 2_000_000 };

/**
 * Reads the decision tables of a DMN 1.1–1.5 document (DMN 决策模型). Elements are known by their names without
 * prefixes. What FEEL says beyond the cells and outputs of our tables is refused by its name, each with decision, rule
 * and column; decisions that are no tables are listed in `skipped`. Never throws.
 */
export function parseDmn(bytesOrText: Uint8Array | string, limits?: XmlLimits): ParseDmnResult {
  const read = readXml(bytesOrText, { ...dmnLimits, ...limits });
  if (!read.ok) return read;
  const definitions = read.value;
  if (definitions.local !== 'definitions')
    return { ok: false, issues: [{ code: 'tables/not-dmn' }] };
  const model = modelOf(definitions);
  const tables: DmnTable[] = [];
  const skipped: SkippedDecision[] = [];
  const issues: DmnIssue[] = [];
  const seen = new Set<string>();
  for (const decision of childrenOf(definitions, 'decision')) {
    const name = decision.attributes.get('name') ?? '';
    if (seen.has(name)) issues.push({ code: 'tables/duplicate-decision', decision: name });
    seen.add(name);
    const element = childOf(decision, 'decisionTable');
    if (!element) skipped.push({ decision: name, construct: logicOf(decision) });
    else {
      const table = checked(name, { decision, element, model }, issues);
      if (table) tables.push({ decision: name, table });
    }
  }
  for (const knowledge of childrenOf(definitions, 'businessKnowledgeModel'))
    skipped.push({
      decision: knowledge.attributes.get('name') ?? '',
      construct: 'businessKnowledgeModel',
    });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, tables, skipped };
}

interface TableSource {
  readonly decision: XmlElement;
  readonly element: XmlElement;
  readonly model: Model;
}

/** The table, if nothing of it is refused and it can be compiled. */
function checked(decision: string, source: TableSource, issues: DmnIssue[]): Table | undefined {
  const before = issues.length;
  const report = ({ refused, construct }: Refused, place?: Omit<DmnIssue, 'code' | 'decision'>) => {
    issues.push({
      code: refused,
      decision,
      ...place,
      ...(place?.text !== undefined && { text: place.text.slice(0, 200) }),
      ...(construct !== undefined && { construct: construct.slice(0, 200) }),
    });
  };
  const table = tableOf({ ...source, report });
  if (issues.length > before) return undefined;
  const examined = examine(table);
  if ('table' in examined) return examined.table;
  for (const { code, rule, id, column } of examined.issues)
    issues.push({
      code,
      decision,
      ...(rule !== undefined && { rule }),
      ...(id !== undefined && { id }),
      ...(column !== undefined && { column }),
    });
  return undefined;
}

const beside = [
  'description',
  'extensionElements',
  'question',
  'allowedAnswers',
  'variable',
  'informationRequirement',
  'knowledgeRequirement',
  'authorityRequirement',
  'supportedObjective',
  'impactedPerformanceIndicator',
  'decisionMaker',
  'decisionOwner',
  'usingProcess',
  'usingTask',
];

function logicOf(decision: XmlElement): string {
  return decision.children.find(({ local }) => !beside.includes(local))?.local ?? 'none';
}

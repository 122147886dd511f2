import { parseExpression, parseUnaryTests } from 'feelin';
import type { Refused } from './dmn-issue.ts';

/** One node of a FEEL text's syntax (语法树), comments left out; kinds are those of the grammar. */
export interface FeelNode {
  readonly kind: string;
  readonly text: string;
  readonly parts: readonly FeelNode[];
}

/** The names that may stand in FEEL texts, by their first part: their further parts, if they are records. */
export interface FeelNames {
  readonly [name: string]: FeelNames;
}

/** Parses FEEL texts of one document, which share a limit of work. */
export interface FeelParser {
  unaryTests(text: string, names: FeelNames): FeelNode | Refused;
  expression(text: string, names: FeelNames): FeelNode | Refused;
}

/** The grammar's time grows with the square of a text: characters squared, over all texts of a document. */
const maxWork = 1_000_000_000;
const maxDepth = 100;

export function feelParser(): FeelParser {
  let work = 0;
  const parsed = (text: string, names: FeelNames, parse: typeof parseExpression) => {
    const all = Object.entries(names);
    const mentioned = all.filter(([name]) => text.includes(name.split(' ')[0] ?? ''));
    work += text.length ** 2 + 10 * all.length + 100 * mentioned.length;
    if (work > maxWork) return { refused: 'tables/feel-too-long' } as const;
    try {
      const tree = parse(text, Object.fromEntries(mentioned), undefined);
      return nodeOf(tree.topNode, text, 0) ?? ({ refused: 'tables/bad-feel' } as const);
    } catch {
      return { refused: 'tables/bad-feel' } as const;
    }
  };
  return {
    unaryTests: (text, names) => parsed(text, names, parseUnaryTests),
    expression: (text, names) => parsed(text, names, parseExpression),
  };
}

/** What the parser's own tree offers, as far as it is looked at. */
interface Branch {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly type: { readonly isError: boolean };
  readonly firstChild: Branch | null;
  readonly nextSibling: Branch | null;
}

/** Undefined where the text has an error, or is nested too deep. */
function nodeOf(branch: Branch, text: string, depth: number): FeelNode | undefined {
  if (branch.type.isError || depth > maxDepth) return undefined;
  const parts: FeelNode[] = [];
  for (let child = branch.firstChild; child; child = child.nextSibling) {
    if (child.name === 'LineComment' || child.name === 'BlockComment') continue;
    const part = nodeOf(child, text, depth + 1);
    if (!part) return undefined;
    parts.push(part);
  }
  return { kind: branch.name, text: text.slice(branch.from, branch.to), parts };
}

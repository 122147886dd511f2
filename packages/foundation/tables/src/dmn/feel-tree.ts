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

/**
 * The grammar's time grows with the square of a text, and with the names it is told: one unit is a character squared
 * (some 3 ns), over all texts of a document.
 */
const maxWork = 1_000_000_000;
const workPerName = 10;
const workPerMention = 600;
const maxDepth = 100;

/** Names, and what was read with them: the cells of a column say the same few things again and again. */
interface Known {
  readonly names: readonly (readonly [name: string, parts: FeelNames, bare: string])[];
  readonly texts: Map<string, FeelNode | Refused>;
}

const bareText = (text: string) => text.replace(/\s+/g, '');

export function feelParser(): FeelParser {
  let work = 0;
  const all = new WeakMap<FeelNames, Known>();
  const knownOf = (names: FeelNames): Known => {
    const found = all.get(names) ?? {
      names: Object.entries(names).map(([name, parts]) => [name, parts, bareText(name)] as const),
      texts: new Map(),
    };
    all.set(names, found);
    return found;
  };
  const parsed = (text: string, { names }: Known, parse: typeof parseExpression) => {
    const bare = bareText(text);
    const mentioned = names.filter(([, , name]) => bare.includes(name));
    work += text.length ** 2 + workPerName * names.length + workPerMention * mentioned.length;
    if (work > maxWork) return { refused: 'tables/feel-too-long' } as const;
    try {
      const context = Object.fromEntries(mentioned.map(([name, parts]) => [name, parts] as const));
      const tree = parse(text, context, undefined);
      return nodeOf(tree.topNode, text, 0) ?? ({ refused: 'tables/bad-feel' } as const);
    } catch {
      return { refused: 'tables/bad-feel' } as const;
    }
  };
  return {
    unaryTests: (text, names) => {
      const known = knownOf(names);
      const found = known.texts.get(text) ?? parsed(text, known, parseUnaryTests);
      known.texts.set(text, found);
      return found;
    },
    expression: (text, names) => parsed(text, knownOf(names), parseExpression),
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

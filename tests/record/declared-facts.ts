import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A form that the sources say is written today. */
export interface DeclaredFact {
  readonly type: string;
  readonly schema: number;
}

/** By the name of its decider, what it declares. */
export type Declared = ReadonlyMap<string, readonly DeclaredFact[]>;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The storeys whose packages decide. */
const deciding = ['domain', 'composition'];

const sources = (): readonly string[] =>
  deciding.flatMap((storey) =>
    readdirSync(join(root, 'packages', storey)).flatMap((name) => {
      const at = join(root, 'packages', storey, name, 'src');
      return readdirSync(at, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(at, file));
    }),
  );

function program(): ts.Program {
  const config = join(root, 'tsconfig.pure.json');
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(json, ts.sys, dirname(config));
  return ts.createProgram(sources() as string[], options);
}

/** A value of the whole file, by its name, and the type of what it is or gives. */
function* declared(file: ts.SourceFile, checker: ts.TypeChecker): Generator<[string, ts.Type]> {
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
      const [signature] = checker.getTypeAtLocation(statement).getCallSignatures();
      if (signature !== undefined) yield [statement.name.text, signature.getReturnType()];
    } else if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations)
        if (ts.isIdentifier(name)) yield [name.text, checker.getTypeAtLocation(name)];
  }
}

/** What a decider decides, or undefined for what is none. */
function decidedBy(type: ts.Type, at: ts.Node, checker: ts.TypeChecker): ts.Type | undefined {
  if (!['initial', 'decide', 'evolve'].every((name) => type.getProperty(name))) return undefined;
  const decide = type.getProperty('decide');
  if (decide === undefined) return undefined;
  const [signature] = checker.getTypeOfSymbolAtLocation(decide, at).getCallSignatures();
  return signature?.getReturnType().getNumberIndexType();
}

function literal(fact: ts.Type, member: string, checker: ts.TypeChecker, at: ts.Node) {
  const symbol = fact.getProperty(member);
  const type = symbol && checker.getTypeOfSymbolAtLocation(symbol, at);
  if (type?.isStringLiteral() || type?.isNumberLiteral()) return type.value;
  throw new Error(`${checker.typeToString(fact)} does not say its ${member}.`);
}

/**
 * By the name of its decider, every type of fact that the sources of domain and composition declare, with its schema,
 * as the compiler reads them. A decider under a calendar (`caseDeciderUnder`) is the same decider.
 */
export function declaredFacts(): Declared {
  const compiled = program();
  const checker = compiled.getTypeChecker();
  const found = new Map<string, Map<string, DeclaredFact>>();
  for (const path of sources()) {
    const file = compiled.getSourceFile(path);
    if (file === undefined) throw new Error(`The compiler does not see ${path}.`);
    for (const [name, type] of declared(file, checker)) {
      const event = decidedBy(type, file, checker);
      if (event === undefined) continue;
      const decider = name.replace(/Under$/, '');
      const facts = found.get(decider) ?? new Map<string, DeclaredFact>();
      for (const fact of event.isUnion() ? event.types : [event]) {
        const word = String(literal(fact, 'type', checker, file));
        const schema = Number(literal(fact, 'schema', checker, file));
        facts.set(`${word} ${schema}`, { type: word, schema });
      }
      found.set(decider, facts);
    }
  }
  return new Map(Array.from(found, ([decider, facts]) => [decider, [...facts.values()]]));
}

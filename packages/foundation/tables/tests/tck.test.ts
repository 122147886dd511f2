import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readXml, type XmlElement } from '@civigrid/guard';
import { compileTable, type Table } from '@civigrid/tables';
import { parseDmn } from '@civigrid/tables/dmn';
import { expect, test } from 'vitest';

const root = new URL('../../../../../shared/vectors/cases/dmn/', import.meta.url);
const { CIVIGRID_STRICT } = process.env;
const present = existsSync(root) || CIVIGRID_STRICT === '1';
const reason = present ? '' : ' (skipped: ../shared/vectors/cases/dmn is not beside the checkout)';

const named = (element: XmlElement, local: string) =>
  element.children.filter((child) => child.local === local);

/** A value of a test file: nil, by its type, a list, a record of components. */
function givenIn(element: XmlElement | undefined): unknown {
  if (!element || element.attributes.get('xsi:nil') === 'true') return null;
  const [list] = named(element, 'list');
  if (list) return named(list, 'item').map(givenIn);
  const components = named(element, 'component');
  if (components.length > 0)
    return Object.fromEntries(
      components.map((one) => [one.attributes.get('name') ?? '', givenIn(one)] as const),
    );
  const [value] = named(element, 'value');
  if (!value || value.attributes.get('xsi:nil') === 'true') return null;
  const type = value.attributes.get('xsi:type')?.replace(/^.*:/, '');
  if (type === 'boolean') return value.text === 'true';
  return ['decimal', 'double', 'integer'].includes(type ?? '') ? Number(value.text) : value.text;
}

function answerOf(table: Table, input: Record<string, unknown>): unknown {
  const compiled = compileTable(table);
  if (compiled.kind === 'single') return compiled.decide(input)?.outcome ?? null;
  const { outcomes, value } = compiled.decide(input);
  return table.aggregate ? (value ?? null) : outcomes;
}

/** Every result node of a model: its name and what is wrong, if anything. */
function resultsOf(folder: URL): readonly { readonly name: string; readonly wrong?: string }[] {
  const files = readdirSync(folder);
  const text = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const parsed = parseDmn(text(files.find((file) => file.endsWith('.dmn')) ?? ''));
  return files
    .filter((file) => /test-\d+\.xml$/.test(file))
    .flatMap((file) => {
      const read = readXml(text(file));
      if (!read.ok) throw new Error(`${file} cannot be read`);
      return named(read.value, 'testCase').flatMap((testCase) => {
        const input = Object.fromEntries(
          named(testCase, 'inputNode').map(
            (node) => [node.attributes.get('name') ?? '', givenIn(node)] as const,
          ),
        );
        return named(testCase, 'resultNode').map((node) => {
          const decision = node.attributes.get('name') ?? '';
          const name = `${file} ${testCase.attributes.get('id')} ${decision}`;
          if (!parsed.ok) return { name, wrong: JSON.stringify(parsed.issues) };
          const found = parsed.tables.find((one) => one.decision === decision);
          if (!found) return { name, wrong: 'no such table' };
          const expected = givenIn(named(node, 'expected')[0]);
          const answer = answerOf(found.table, input);
          try {
            expect(answer).toEqual(expected);
          } catch {
            return { name, wrong: `${JSON.stringify(answer)} is not ${JSON.stringify(expected)}` };
          }
          return { name };
        });
      });
    });
}

test.skipIf(!present)(`the cases of the DMN TCK have their results${reason}`, () => {
  const models = readdirSync(root)
    .filter((level) => level.startsWith('compliance-level-'))
    .flatMap((level) =>
      readdirSync(new URL(`${level}/`, root)).map((name) => new URL(`${level}/${name}/`, root)),
    );
  const results = models.flatMap(resultsOf);
  const wrong = results.filter((result) => result.wrong !== undefined);
  process.stdout.write(
    `DMN TCK: ${results.length - wrong.length} of ${results.length} result nodes, ${models.length} models${wrong.map((one) => `\n  ${one.name}: ${one.wrong}`).join('')}\n`,
  );
  expect([models.length, results.length, wrong]).toEqual([7, 22, []]);
});

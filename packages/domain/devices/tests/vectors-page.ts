import { fileURLToPath } from 'node:url';
import { cloudFault, cloudRows } from './cloud-verdicts.ts';
import { rows } from './shared-vectors.ts';
import {
  bodyFault,
  bodyRows,
  frameFault,
  frameRows,
  uplinkFault,
  uplinkRows,
} from './vector-verdicts.ts';

/** Where the page lies. */
export const vectorsPagePath: string = fileURLToPath(
  new URL('../../../../docs/device-vectors.md', import.meta.url),
);

const word = (fault: string | undefined): string =>
  fault === undefined ? 'pass' : `FAIL: ${fault}`;
const cell = (text: string): string => text.replaceAll('|', '\\|');

interface Verdict {
  readonly name: string;
  readonly fault: string | undefined;
}

const passed = (verdicts: readonly Verdict[]): string =>
  `${verdicts.filter(({ fault }) => fault === undefined).length} of ${verdicts.length}`;

function table(title: string, verdicts: readonly Verdict[]): readonly string[] {
  const lines = verdicts.map(({ name, fault }) => `| ${cell(name)} | ${word(fault)} |`);
  return [`## ${title}: ${passed(verdicts)}`, '', '| vector | |', '| --- | --- |', ...lines, ''];
}

function lorawan(): readonly string[] {
  const verdicts = uplinkRows.map((row) => ({
    network: row.read.network,
    name: row.file,
    fault: uplinkFault(row),
  }));
  const networks = [...new Set(verdicts.map(({ network }) => network))].sort();
  const lines = networks.map(
    (network) => `| ${network} | ${passed(verdicts.filter((one) => one.network === network))} |`,
  );
  const failures = verdicts
    .filter(({ fault }) => fault !== undefined)
    .map(({ name, fault }) => `- ${name}: ${fault}`);
  return [
    `## LoRaWAN uplinks: ${passed(verdicts)}`,
    '',
    '| network | passed |',
    '| --- | --- |',
    ...lines,
    '',
    ...(failures.length === 0 ? ['No failures.'] : failures),
    '',
  ];
}

/** Rows of a file by protocol, those that a codec of this package reads left out. */
function waiting(file: string, built: (protocol: string) => boolean): readonly string[] {
  const counts = new Map<string, number>();
  for (const { protocol = file.replace('.ndjson', '') } of rows<{ protocol?: string }>(file))
    if (!built(protocol)) counts.set(protocol, (counts.get(protocol) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([protocol, count]) => `| ${protocol} | ${file} | ${count} |`);
}

/** The page of the vectors as they pass now. */
export function vectorsPage(): string {
  const none = () => false;
  const lines = [
    '# Device vectors',
    '',
    'Which of the outside vectors in `../shared/vectors/devices` the codecs answer as they should. Written by',
    '`pnpm --filter @civigrid/devices vectors`; a test fails where this page differs from what runs.',
    '',
    ...table(
      'GB/T 26875.3 frames',
      frameRows.map((row) => ({ name: row.name, fault: frameFault(row) })),
    ),
    ...table(
      'ISAPI bodies',
      bodyRows.map((row) => ({ name: row.name, fault: bodyFault(row) })),
    ),
    ...lorawan(),
    ...table(
      'Vendor JSON by mapping',
      cloudRows.map((row) => ({
        name: `${row.protocol}: ${row.name}`,
        fault: cloudFault(row),
      })),
    ),
    '## Not yet',
    '',
    'Families without a codec so far, with the number of vectors that wait for one.',
    '',
    '| family | file | vectors |',
    '| --- | --- | --- |',
    ...waiting('frames.ndjson', (protocol) => protocol.startsWith('gb26875')),
    ...waiting(
      'bodies.ndjson',
      (family) => family === 'isapi' || cloudRows.some(({ protocol }) => protocol === family),
    ),
    ...waiting('milesight.ndjson', none),
    ...waiting('senml.ndjson', none),
    ...waiting('cloudevents.ndjson', none),
  ];
  return `${lines.join('\n')}\n`;
}

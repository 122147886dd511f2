import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { merkleLog, toBase64 } from '@civigrid/ledger';
import {
  ed25519,
  receiptFor,
  receiptText,
  signCheckpoint,
  signer,
  verifierKey,
} from '@civigrid/ledger/notes';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core';
import { describe, expect, test } from 'vitest';

const strict = process.env['CIVIGRID_STRICT'] === '1';
const file = new URL('../dist/verifier.js', import.meta.url);
const built = existsSync(file) || strict;
const reason = built ? '' : ' (skipped: the package is not built; pnpm build makes it)';

/** A box of seven ballots, the receipt of one, and a box that was opened afterwards. */
const origin = 'town.example/ballots';
const secretKey = new Uint8Array(32).fill(5);
const key = verifierKey({ name: origin, publicKey: ed25519.publicKey(secretKey) });
const ballots = Array.from({ length: 7 }, (_, i) => ({ unit: `1-${i}`, choice: 'for' }));
const bytesOf = (entry: object) => new TextEncoder().encode(JSON.stringify(entry));

function boxOf(size: number, choice = 'for') {
  const box = merkleLog();
  // keys in the order of canonical JSON
  for (const { unit } of ballots.slice(0, size)) box.append(bytesOf({ choice, unit }));
  return box;
}

const published = (box: ReturnType<typeof boxOf>) =>
  signCheckpoint({ origin, size: box.size, root: box.root() }, [
    signer({ name: origin, secretKey }),
  ]);

const earlier = published(boxOf(4));
const given = {
  key,
  ballot: ballots[2],
  text: receiptText(receiptFor(boxOf(7), 2, earlier)),
  earlier,
  later: published(boxOf(7)),
  opened: published(boxOf(7, 'against')),
  proof: boxOf(7).consistencyProof(4).map(toBase64),
};

/** What a page does with the verifier and what came; the last line hands over what it found. */
const page = (specifier: string, handOver: string) => `
  import * as verifier from ${JSON.stringify(specifier)};
  const given = ${JSON.stringify(given)};
  const keys = [verifier.verifier(given.key)];
  const content = verifier.entryBytes(given.ballot);
  const good = verifier.verifyReceipt(given.text, { keys, content });
  const other = verifier.entryBytes({ ...given.ballot, choice: 'against' });
  const bad = verifier.verifyReceipt(given.text, { keys, content: other });
  const forged = verifier.verifyReceipt(given.text.replace('\\n4\\n', '\\n5\\n'), { keys, content });
  const { earlier, later, opened, proof } = given;
  const found = [
    good.ok && verifier.receiptProves(good.value, 'zh-CN'),
    bad.ok || verifier.ledgerIssueText(bad.issues[0], 'zh-CN'),
    forged.ok || forged.issues[0].code,
    verifier.verifyGrowth({ earlier, later, proof }, { keys }).ok,
    verifier.verifyGrowth({ earlier, later: opened, proof }, { keys }).ok,
    verifier.openCheckpoint(later, { keys }).value.size,
    verifier.verifyInclusion({ index: 0, size: 1, leafHash: verifier.leafHash(content), proof: [], root: verifier.leafHash(content) }),
    verifier.verifyConsistency({ size1: 0, size2: 1, root1: content, root2: content, proof: [] }),
  ];
  ${handOver}
`;

const expected = [
  '本回执证明：该记录是账本 town.example/ballots 共 4 条中的第 3 条，由 town.example/ballots 签名。它证明记录已入账且未被改动，不证明记录的内容属实。',
  '回执不成立：所核对的记录不在检查点所记的位置。',
  'ledger/failing-signature',
  true,
  false,
  7,
  true,
  false,
];

describe.skipIf(!built)(`the built verifier${reason}`, () => {
  const source = () => readFileSync(file, 'utf8');

  test('is one file that imports nothing and stays small', () => {
    expect(source()).not.toMatch(/\bimport\s*[({"'*]|\bimport\s+\w|\bfrom\s*["']|\brequire\s*\(/);
    expect(Buffer.byteLength(source()) / 1024).toBeLessThanOrEqual(80);
  });

  test('verifies in QuickJS, which has no platform at all', async () => {
    const quick = await newQuickJSWASMModuleFromVariant(variant);
    const runtime = quick.newRuntime();
    runtime.setModuleLoader(() => source());
    const context = runtime.newContext();
    try {
      const bare = context.evalCode(
        '[typeof TextEncoder, typeof crypto, typeof URL, typeof process, typeof Intl].join()',
      );
      expect(context.dump(context.unwrapResult(bare))).toBe(Array(5).fill('undefined').join());
      const done = context.evalCode(
        page('verifier', 'globalThis.found = JSON.stringify(found);'),
        'page.js',
        {
          type: 'module',
        },
      );
      context.unwrapResult(done).dispose();
      const found = context.getProp(context.global, 'found').consume(context.dump);
      expect(JSON.parse(String(found))).toEqual(expected);
    } finally {
      context.dispose();
      runtime.dispose();
    }
  });

  const browser = ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((at) => join(at, name)))
    .find((path) => existsSync(path));
  const missing = browser === undefined && !strict;
  const why = missing ? ' (skipped: no Chromium on the path)' : '';

  test.skipIf(missing)(
    `verifies in a browser, from a page on disk without a server${why}`,
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'civigrid-verifier-'));
      try {
        const specifier = `data:text/javascript;base64,${Buffer.from(source()).toString('base64')}`;
        const script = page(specifier, 'document.body.textContent = JSON.stringify(found);');
        const html = `<!doctype html><meta charset="utf-8"><body>waiting<script type="module">${script}</script>`;
        const at = join(folder, 'receipt.html');
        writeFileSync(at, html);
        const flags = [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-dev-shm-usage',
          `--user-data-dir=${join(folder, 'profile')}`,
          '--virtual-time-budget=10000',
          '--dump-dom',
        ];
        const { stdout, stderr } = spawnSync(
          browser ?? 'chromium',
          [...flags, pathToFileURL(at).href],
          { encoding: 'utf8' },
        );
        const body = /<body>(\[[\s\S]*\])<\/body>/.exec(stdout)?.[1] ?? `${stdout}\n${stderr}`;
        expect(body.startsWith('[') ? JSON.parse(body) : body).toEqual(expected);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});

// What an owner runs at home, or a journalist: it imports the verifier and nothing else, asks no server, and says what
// the receipt proves. Usage: node verify.ts RECEIPT ENTRY KEYS
import { readFileSync } from 'node:fs';
import {
  ledgerIssueText,
  receiptProves,
  verifier,
  verifyReceipt,
  witnessPolicy,
} from '@civigrid/ledger/verifier';

const [receipt = '', entry = '', keys = ''] = process.argv.slice(2);
const [log = '', witness = ''] = readFileSync(keys, 'utf8').split('\n');
const answer = verifyReceipt(readFileSync(receipt, 'utf8'), {
  content: new Uint8Array(readFileSync(entry)),
  keys: [verifier(log)],
  witnesses: witnessPolicy(1, [verifier(witness)]),
});
if (answer.ok) console.log(receiptProves(answer.value, 'zh-CN'));
else for (const issue of answer.issues) console.log(ledgerIssueText(issue, 'zh-CN'));
process.exitCode = answer.ok ? 0 : 1;

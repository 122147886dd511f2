/** What is wrong with a note, a checkpoint, a receipt or a request that came from outside (问题代码). */
export type LedgerIssueCode =
  | 'ledger/bad-character'
  | 'ledger/bad-extension'
  | 'ledger/bad-origin'
  | 'ledger/bad-proof'
  | 'ledger/bad-request'
  | 'ledger/bad-root'
  | 'ledger/bad-signature-line'
  | 'ledger/bad-tree-size'
  | 'ledger/failing-signature'
  | 'ledger/inconsistent'
  | 'ledger/no-signature'
  | 'ledger/not-a-receipt'
  | 'ledger/not-included'
  | 'ledger/not-text'
  | 'ledger/nothing-to-compare'
  | 'ledger/old-size-beyond'
  | 'ledger/older-checkpoint'
  | 'ledger/other-origin'
  | 'ledger/split-view'
  | 'ledger/too-few-witnesses'
  | 'ledger/too-many-signatures'
  | 'ledger/unknown-log'
  | 'ledger/unknown-signers';

/** One thing that is wrong, with its place (问题). */
export interface LedgerIssue {
  readonly code: LedgerIssueCode;
  /** The line of the text that was given, from 1 on; of a receipt's proof in JSON, the hash, from 1 on. */
  readonly line?: number;
  /** The name of the key, where the issue is about one. */
  readonly key?: string;
  /** How many, or which size, was found. */
  readonly found?: number;
  /** How many, or which size, was wanted. */
  readonly wanted?: number;
}

/** What reading or checking something from outside answers; it never throws (核验结果). */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly LedgerIssue[] };

/** A refusal of what came, for one reason. */
export interface Wrong {
  readonly ok: false;
  readonly issues: readonly LedgerIssue[];
}

export function wrong(code: LedgerIssueCode, place: Omit<LedgerIssue, 'code'> = {}): Wrong {
  return { ok: false, issues: [{ code, ...place }] };
}

/** The same issues, their lines counted in a text that has `lines` more in front. */
export function shifted({ issues }: Wrong, lines: number): Wrong {
  return {
    ok: false,
    issues: issues.map((issue) =>
      issue.line === undefined ? issue : { ...issue, line: issue.line + lines },
    ),
  };
}

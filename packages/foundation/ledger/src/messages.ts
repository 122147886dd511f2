import type { LedgerErrorCode } from './ledger-error.ts';
import type { LedgerIssue, LedgerIssueCode } from './notes/issue.ts';
import type { WitnessAnswer } from './notes/witness.ts';
import type { ProvenGrowth } from './receipts/verify-growth.ts';
import type { ProvenReceipt } from './receipts/verify-receipt.ts';
import type { RecordDefect, RecordDefectCode } from './record/record-defect.ts';

/** The languages that messages come in (语言). */
export type MessageLanguage = 'zh-CN' | 'en';

/** Every code that this package answers with: refusals, issues and defects of a record. */
export type LedgerCode = LedgerErrorCode | LedgerIssueCode | RecordDefectCode;

const chinese = {
  'ledger/bad-bytes': '记录不是字节数据。',
  'ledger/bad-character': '文本中有不允许的控制字符。',
  'ledger/bad-checkpoint': '不是正确的检查点。',
  'ledger/bad-extension': '检查点的附加行不正确。',
  'ledger/bad-hash': '散列值应为 32 个字节。',
  'ledger/bad-instant': '时刻无效。',
  'ledger/bad-key': '密钥不正确。',
  'ledger/bad-key-name': '密钥名称不得为空，不得含空白和加号。',
  'ledger/bad-note-text': '待签文本须以换行结尾，不得含控制字符。',
  'ledger/bad-origin': '检查点没有写明是哪个账本。',
  'ledger/bad-proof': '证明中有一行不是散列值，或行数过多。',
  'ledger/bad-request': '会签请求的格式不正确。',
  'ledger/bad-root': '检查点的树根不正确。',
  'ledger/bad-signature-line': '签名行的格式不正确。',
  'ledger/bad-size': '条数或序号应为不小于零的整数。',
  'ledger/bad-tree-size': '检查点的条数不正确。',
  'ledger/bad-witness-policy':
    '见证策略不正确：门槛应在 1 与见证方数量之间，名称和公钥均不得重复。',
  'ledger/beyond-size': '超出账本现有的记录。',
  'ledger/broken-snapshot': '账本快照已损坏或被改动：散列值与树根不符。',
  'ledger/digest-broken': '事件被改动过：内容与所在事件流的散列链不符。',
  'ledger/failing-signature': '签名不符：内容或签名被改动过，不可采信。',
  'ledger/inconsistent': '证明不能表明前后两个检查点一致。',
  'ledger/no-signature': '没有签名。',
  'ledger/no-signer': '至少需要一个签名者。',
  'ledger/not-a-receipt': '不是回执。',
  'ledger/not-a-snapshot': '不是账本快照。',
  'ledger/not-included': '回执不成立：所核对的记录不在检查点所记的位置。',
  'ledger/not-text': '不是文本。',
  'ledger/nothing-to-compare': '先前的账本是空的，无从比较。',
  'ledger/old-size-beyond': '会签请求中原有条数大于检查点的条数。',
  'ledger/older-checkpoint': '后一个检查点的条数反而更少。',
  'ledger/other-origin': '检查点属于另一个账本。',
  'ledger/other-root': '检查点不是本账本的。',
  'ledger/record-beyond-head': '存证库中的事件多于库头所记。',
  'ledger/record-cut': '存证库中的事件少于已公布的检查点：有事件丢失或被删除。',
  'ledger/record-elsewhere': '存证库给出了属于其他租户或分区的事件。',
  'ledger/record-gap': '存证库缺少一个序号，或序号重复。',
  'ledger/record-short': '存证库中的事件少于库头所记。',
  'ledger/record-unreadable': '存证库从此处起无法读取。',
  'ledger/root-differs': '已公布的检查点所含的事件与现有的不同。',
  'ledger/short-nonce': '随机数至少 16 个字节。',
  'ledger/split-view':
    '同一条数出现两个不同的树根：账本对不同的人出示了不同的内容，请保留两份签名作为证据。',
  'ledger/too-few-witnesses': '会签的见证方不足。',
  'ledger/too-many-signatures': '签名过多。',
  'ledger/unknown-key-type': '不支持该签名算法。',
  'ledger/unknown-log': '见证方不认识该账本。',
  'ledger/unknown-signers': '没有已知密钥的签名，不可采信。',
  'ledger/version-out-of-order': '事件流缺少一个版本，或版本重复。',
} satisfies Record<LedgerCode, string>;

const english = {
  'ledger/bad-bytes': 'The entry is not bytes.',
  'ledger/bad-character': 'The text holds a control character that is not allowed.',
  'ledger/bad-checkpoint': 'This is not a proper checkpoint.',
  'ledger/bad-extension': 'A further line of the checkpoint is not right.',
  'ledger/bad-hash': 'A hash has 32 bytes.',
  'ledger/bad-instant': 'The time is not valid.',
  'ledger/bad-key': 'The key is not right.',
  'ledger/bad-key-name': 'A key has a name without white space and plus signs.',
  'ledger/bad-note-text': 'A text to be signed ends in a newline and holds no control characters.',
  'ledger/bad-origin': 'The checkpoint does not say which log it is of.',
  'ledger/bad-proof': 'A line of the proof is no hash, or there are too many.',
  'ledger/bad-request': 'The request to co-sign has not its form.',
  'ledger/bad-root': 'The root in the checkpoint is not right.',
  'ledger/bad-signature-line': 'A signature line has not its form.',
  'ledger/bad-size': 'A size or an index is a whole number from zero on.',
  'ledger/bad-tree-size': 'The number of entries in the checkpoint is not right.',
  'ledger/bad-witness-policy':
    'The policy about witnesses is not right: the threshold lies between 1 and their number, and no name or key stands twice.',
  'ledger/beyond-size': 'The log does not have so many entries.',
  'ledger/broken-snapshot':
    'The snapshot of the log is damaged or was changed: its hashes do not add up to its root.',
  'ledger/digest-broken': 'An event was changed: it does not continue the chain of its stream.',
  'ledger/failing-signature':
    'A signature does not fit: the text or the signature was changed. Do not believe it.',
  'ledger/inconsistent': 'The proof does not show that both checkpoints agree.',
  'ledger/no-signature': 'There is no signature.',
  'ledger/no-signer': 'At least one signer is needed.',
  'ledger/not-a-receipt': 'This is not a receipt.',
  'ledger/not-a-snapshot': 'This is not a snapshot of a log.',
  'ledger/not-included':
    'The receipt does not hold: the entry is not where the checkpoint would have it.',
  'ledger/not-text': 'This is not text.',
  'ledger/nothing-to-compare': 'The earlier log was empty: there is nothing to compare.',
  'ledger/old-size-beyond': 'The old size in the request is larger than that of the checkpoint.',
  'ledger/older-checkpoint': 'The later checkpoint has fewer entries.',
  'ledger/other-origin': 'The checkpoint is of another log.',
  'ledger/other-root': 'The checkpoint is not of this log.',
  'ledger/record-beyond-head': 'The record has more events than its head says.',
  'ledger/record-cut':
    'The record has fewer events than a published checkpoint: some were lost or taken out.',
  'ledger/record-elsewhere': 'The record gives an event of another tenant or partition.',
  'ledger/record-gap': 'A position of the record is missing or stands twice.',
  'ledger/record-short': 'The record has fewer events than its head says.',
  'ledger/record-unreadable': 'From here on the record cannot be read.',
  'ledger/root-differs':
    'The events of a published checkpoint are not those that the record has now.',
  'ledger/short-nonce': 'A nonce has at least 16 bytes.',
  'ledger/split-view':
    'One size with two roots: the log showed different contents to different people. Keep both signatures as evidence.',
  'ledger/too-few-witnesses': 'Not enough witnesses have co-signed.',
  'ledger/too-many-signatures': 'There are too many signatures.',
  'ledger/unknown-key-type': 'This way of signing is not supported.',
  'ledger/unknown-log': 'The witness does not know this log.',
  'ledger/unknown-signers': 'No known key has signed. Do not believe it.',
  'ledger/version-out-of-order': 'A version of a stream is missing or stands twice.',
} satisfies Record<LedgerCode, string>;

/** What people read for each code, by language (提示语). */
export const ledgerMessages: Readonly<
  Record<MessageLanguage, Readonly<Record<LedgerCode, string>>>
> = { 'zh-CN': chinese, en: english };

/** An issue in words, with its place (问题说明). */
export function ledgerIssueText(issue: LedgerIssue, language: MessageLanguage): string {
  const { code, line, key, found, wanted } = issue;
  const zh = language === 'zh-CN';
  const place = [
    ...(line === undefined ? [] : [zh ? `第 ${line} 行` : `line ${line}`]),
    ...(key === undefined ? [] : [zh ? `密钥 ${key}` : `key ${key}`]),
    ...(found === undefined || code !== 'ledger/too-few-witnesses'
      ? []
      : [zh ? `已有 ${found}，需要 ${wanted}` : `${found} of ${wanted}`]),
  ].join(zh ? '，' : ', ');
  const text = ledgerMessages[language][code];
  return place === '' ? text : `${text}${zh ? `（${place}）` : ` (${place})`}`;
}

/** A defect of a record in words, with its place (缺陷说明). The stream is not named: it may lead to a person. */
export function recordDefectText(defect: RecordDefect, language: MessageLanguage): string {
  const { code, partition, position, size } = defect;
  const zh = language === 'zh-CN';
  const place = [
    zh ? `分区 ${partition}` : `partition ${partition}`,
    ...(position === undefined ? [] : [zh ? `序号 ${position}` : `position ${position}`]),
    ...(size === undefined ? [] : [zh ? `检查点共 ${size} 条` : `checkpoint of ${size}`]),
  ];
  const text = ledgerMessages[language][code];
  return zh ? `${text}（${place.join('，')}）` : `${text} (${place.join(', ')})`;
}

/** What a good receipt proves, and what it does not, in words (回执说明). The index is counted from 1, as people count. */
export function receiptProves(proven: ProvenReceipt, language: MessageLanguage): string {
  const { index, size, origin, signedBy, cosignatures } = proven;
  const witnesses = cosignatures.map(({ name }) => name);
  if (language === 'zh-CN') {
    const seen = witnesses.length === 0 ? '' : `，并由 ${witnesses.join('、')} 会签见证`;
    return `本回执证明：该记录是账本 ${origin} 共 ${size} 条中的第 ${index + 1} 条，由 ${signedBy.join('、')} 签名${seen}。它证明记录已入账且未被改动，不证明记录的内容属实。`;
  }
  const seen = witnesses.length === 0 ? '' : `, witnessed by ${witnesses.join(', ')}`;
  return `The receipt proves that this entry is number ${index + 1} of the ${size} in the log ${origin}, signed by ${signedBy.join(', ')}${seen}. It proves that the entry was recorded and not changed, not that what it says is true.`;
}

/** What two checkpoints prove together, in words (前后一致说明). */
export function growthProves(
  { origin, from, to }: ProvenGrowth,
  language: MessageLanguage,
): string {
  return language === 'zh-CN'
    ? `账本 ${origin} 从 ${from} 条增至 ${to} 条，原有 ${from} 条没有被删除或改动。`
    : `The log ${origin} grew from ${from} to ${to} entries, and none of the first ${from} was removed or changed.`;
}

const answers: Readonly<Record<WitnessAnswer['answer'], readonly [zh: string, en: string]>> = {
  cosigned: ['见证方已会签。', 'The witness has co-signed.'],
  'bad-request': ['会签请求的格式不正确。', 'The request to co-sign has not its form.'],
  'old-size-beyond': [
    '会签请求中原有条数大于检查点的条数。',
    'The old size in the request is larger than that of the checkpoint.',
  ],
  'unsigned-checkpoint': [
    '检查点没有该账本的有效签名。',
    'The log has not signed this checkpoint.',
  ],
  'unknown-log': ['见证方不认识该账本。', 'The witness does not know this log.'],
  'other-size': [
    '见证方最后会签的条数与请求不同，请从该条数重新证明。',
    'The witness last co-signed another size: prove the growth from there.',
  ],
  'other-root': [
    '同一条数出现不同的树根，见证方拒绝会签。',
    'The witness saw another root of this size and does not co-sign.',
  ],
  'bad-consistency': [
    '未能证明原有记录没有改动，见证方拒绝会签。',
    'It was not proved that the earlier entries are unchanged: the witness does not co-sign.',
  ],
};

/** A witness's answer in words (见证答复说明). */
export function witnessAnswerText(
  answer: WitnessAnswer['answer'],
  language: MessageLanguage,
): string {
  return answers[answer][language === 'zh-CN' ? 0 : 1];
}

import { type ToldThresholdRole, tellThreshold } from '@civigrid/conventions/messages';
import {
  overlayIds,
  presetTexts,
  type Rule,
  rule,
  sentences,
  statute,
  type Threshold,
} from '@civigrid/conventions/statutes';
import { expect, test } from 'vitest';

const role = ({ kind }: Rule): ToldThresholdRole =>
  kind === 'request' ? 'request' : kind === 'composition' ? 'composition' : 'passing';

const told = (list: readonly Threshold[], as: ToldThresholdRole): string =>
  list
    .map((one) => `${tellThreshold(one, as, 'zh-CN')} (${tellThreshold(one, as, 'en')})`)
    .join('<br>') || '–';

const cell = (text: string): string => text.replaceAll('\n', ' ').replaceAll('|', '\\|');

function page(): string {
  const presets = presetTexts().map(({ id, from, until, matters }) => {
    const [matter] = matters;
    const found = rule(id, { asOf: from, ...(matter === undefined ? {} : { matter }) });
    const named = matters.filter((one) => one !== undefined).map((one) => `\`${one}\``);
    const stands = found.statutes
      .map((one) => `${statute(one)?.law}${statute(one)?.article} \`${one}\``)
      .join('<br>');
    const floor = found.electing?.rerun?.floor;
    const rerun =
      floor === undefined
        ? ''
        : `<br>另行选举：得票多的当选，${tellThreshold(floor, 'passing', 'zh-CN')}`;
    const interested = found.interestedOnly ? '有利害关系的业主（the interested only）：' : '';
    return `| \`${id}\` | ${named.join(' ') || '–'} | ${from} – ${until ?? ''} | ${told(found.quorum, 'quorum')} | ${interested}${told(found.passing, role(found))}${rerun} | ${stands} |`;
  });
  const texts = sentences.map(
    ({ id, law, article, text, inForce, quote, hash, note }) =>
      `| \`${id}\` | ${law}${article} | ${text} | ${inForce.from} – ${inForce.to ?? ''}${note === undefined ? '' : ` (${note})`} | ${cell(quote)} | \`${hash.slice(0, 16)}\` |`,
  );
  return `# Statutes: what each preset demands

Presets are data with their source, never legal advice: check the sentence against the gazette, and ask the office that files the convention. This page is
made from the code by \`packages/domain/conventions/tests/statutes-page.test.ts\`, which fails where the two differ (that path, then \`-u\`, after \`pnpm exec vitest run\` writes it anew).
The words of a threshold are made from the data; \`readSentence\` reads the same data from them, and from the sentence of law.

## Presets

| rule | matters | in force | to be valid | to pass | stands on |
| --- | --- | --- | --- | --- | --- |
${presets.join('\n')}

## Local rules that \`voteTerms\` knows

${overlayIds.map((id) => `\`${id}\``).join(', ')}

## Sentences

The hash is the beginning of the SHA-256 of the sentence's UTF-8 bytes; \`statute(id).hash\` has all of it.

| id | law and article | text | in force | sentence | hash |
| --- | --- | --- | --- | --- | --- |
${texts.join('\n')}
`;
}

test('the page of statutes says what the code says', async () => {
  await expect(page()).toMatchFileSnapshot('../../../../docs/statutes.md');
});

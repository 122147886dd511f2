import { defined } from '@civigrid/kernel';
import { checkDay } from '../beijing-day.ts';
import { checkMembers } from '../electorate/vote-register.ts';
import { refuse } from '../error-code.ts';
import type { RuleDemand } from '../statutes/rule-demand.ts';
import { voteChannels } from './box-entry.ts';
import { appliedBy, outcomeOf } from './outcome.ts';
import { repeatPolicies } from './repeat-policy.ts';
import { silencePolicies } from './silence.ts';
import { splitPolicies } from './split-policy.ts';
import { checkUnder, settingsUnder, type TermsContext } from './terms-settings.ts';
import type { VoteSettings } from './vote.ts';
import type { OpenVote } from './vote-command.ts';
import type { VoteOpened } from './vote-fact.ts';

const nobody = { present: 0, for: 0, against: 0, abstain: 0 };

function checkWindow({ opensAt, closesAt, at, objectionDays }: OpenVote): void {
  if (opensAt !== undefined && !Number.isSafeInteger(opensAt))
    throw refuse('invalid-terms', 'Ballots are taken from an instant on.', { field: 'opensAt' });
  const begins = Math.max(at, opensAt ?? at);
  if (closesAt !== undefined && !(Number.isSafeInteger(closesAt) && closesAt > begins))
    throw refuse('window-over', 'A vote closes after it was opened.', { closesAt });
  if (objectionDays !== undefined && !(Number.isSafeInteger(objectionDays) && objectionDays > 0))
    throw refuse('invalid-terms', 'Ballots are shown for whole days.', { field: 'objectionDays' });
}

/** How the vote is held, as it is recorded; refused with `conventions/invalid-terms` where it cannot be. */
function settingsOf(command: OpenVote): VoteSettings {
  checkWindow(command);
  const under = command.terms === undefined ? {} : settingsUnder(command.terms, contextOf(command));
  const { repeat = 'first', split, opensAt, closesAt } = command;
  const { silence, silenceFloor, proxies, objectionDays, channels } = {
    ...under,
    ...given(command),
  };
  if (silence !== undefined && !silencePolicies.includes(silence))
    throw refuse('invalid-terms', 'No such policy of silence.', { field: 'silence' });
  if (channels?.every((one) => voteChannels.includes(one)) === false)
    throw refuse('invalid-terms', 'No such way of voting.', { field: 'channels' });
  if (!repeatPolicies.includes(repeat))
    throw refuse('invalid-terms', 'No such policy of repeated ballots.', { field: 'repeat' });
  if (split !== undefined && !splitPolicies.includes(split))
    throw refuse('invalid-terms', 'No such policy of split heads.', { field: 'split' });
  const settings = defined<VoteSettings>({
    repeat,
    split,
    silence,
    silenceFloor,
    opensAt,
    closesAt,
    proxies,
    objectionDays,
    channels,
  });
  if (command.terms !== undefined)
    checkUnder(command.terms, settings, {
      // A time before the vote was opened is no time for voting.
      begins: Math.max(command.at, opensAt ?? command.at),
      context: contextOf(command),
    });
  return settings;
}

/** What the command itself says of what terms may say too. */
function given({
  silence,
  silenceFloor,
  proxies,
  objectionDays,
  channels,
}: OpenVote): Partial<VoteSettings> {
  return defined<Partial<VoteSettings>>({
    silence,
    silenceFloor,
    proxies,
    objectionDays,
    channels,
  });
}

function contextOf({ register, candidates }: OpenVote): TermsContext {
  const body = 'body' in register ? register.body : undefined;
  return defined<TermsContext>({ body, candidates });
}

/**
 * Opens a vote under a rule that was found for it (发起表决). Refuses with `conventions/invalid-register` a register that
 * nothing can be counted on, with `conventions/wrong-register` one of another kind, with `conventions/invalid-terms` and
 * `conventions/window-over` terms that cannot be.
 */
export function voteOpened(command: OpenVote, found: RuleDemand): VoteOpened {
  const { register, authorisedOn } = command;
  const settings = settingsOf(command);
  if (authorisedOn !== undefined) checkDay(authorisedOn);
  checkMembers(register);
  // Counts nothing, but refuses a register that nothing could be counted on.
  outcomeOf(found, register, 'units' in register ? [] : nobody);
  const data = defined<VoteOpened['data']>({
    rule: appliedBy(found),
    bylaw: command.bylaw,
    register,
    ...settings,
    terms: command.terms?.statutes,
    authorisedOn,
  });
  return { type: 'conventions/vote-opened', schema: 1, data };
}

import { defined } from '@civigrid/kernel';
import { deliveryWays } from '../electorate/delivery.ts';
import { type Mandate, mandateFault } from '../electorate/mandate.ts';
import { entitlement } from '../electorate/vote-register.ts';
import { refuse } from '../error-code.ts';
import { choiceCode } from './ballots.ts';
import type { Vote } from './vote.ts';
import type { GiveMandate, RecordDelivery, RevokeMandate } from './vote-command.ts';
import type { Delivered, MandateGiven, MandateRevoked } from './vote-fact.ts';

const hashed = /^[0-9a-f]{64}$/;

/** Takes a mandate (登记委托). Refuses with the code of what keeps it from being one. */
export function giveMandate(command: GiveMandate, vote: Vote): readonly MandateGiven[] {
  const { mandate, principal, agent, instruction } = command;
  if (instruction !== undefined && choiceCode(instruction) === undefined)
    throw refuse('unknown-choice', 'A mandate says for, against or abstain.');
  const given = defined<Mandate>({ mandate, principal, agent, instruction });
  const fault = mandateFault(given, {
    terms: vote.proxies,
    given: vote.mandates,
    used: new Set(vote.entries.flatMap((one) => ('mandate' in one ? [one.mandate ?? ''] : []))),
    isMember: entitlement(vote.register).isMember,
  });
  if (fault !== undefined)
    throw refuse(fault, 'The mandate cannot be taken.', {
      mandate,
      ...(vote.proxies?.limit === undefined ? {} : { limit: vote.proxies.limit }),
    });
  return [{ type: 'conventions/mandate-given', schema: 1, data: { ...given } }];
}

/** Revokes a mandate (撤销委托). */
export function revokeMandate(
  { mandate }: RevokeMandate,
  { mandates }: Vote,
): readonly MandateRevoked[] {
  const found = mandates.find((one) => one.mandate === mandate);
  if (found === undefined) throw refuse('no-mandate', 'No mandate has this name.', { mandate });
  return found.revokedAt === undefined
    ? [{ type: 'conventions/mandate-revoked', schema: 1, data: { mandate } }]
    : [];
}

/** Records that the matter reached some voters (送达). Refuses somebody who does not vote. */
export function recordDelivery(
  { voters, way, evidence }: RecordDelivery,
  { register }: Vote,
): readonly Delivered[] {
  const { isMember } = entitlement(register);
  if (!deliveryWays.includes(way))
    throw refuse('invalid-text', 'No such way of delivery.', { field: 'way' });
  if (evidence !== undefined && !hashed.test(evidence))
    throw refuse('invalid-text', 'Evidence is a hash of 64 hexadecimal digits.', {
      field: 'evidence',
    });
  if (voters.some((voter) => isMember(voter) === false))
    throw refuse('not-on-register', 'The matter is delivered to who votes.');
  if (voters.length === 0) return [];
  const data = { voters, way, ...(evidence === undefined ? {} : { evidence }) };
  return [{ type: 'conventions/delivered', schema: 1, data }];
}

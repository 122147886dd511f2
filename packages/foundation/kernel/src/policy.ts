import type { CommandMeta } from './command.ts';
import { policyCommandId } from './derived-id.ts';
import type { Digest } from './digest.ts';
import type { Recorded } from './envelope.ts';
import { actorId } from './ids.ts';
import { type Subscription, type SubscriptionOptions, subscribe } from './subscribe.ts';

/** One thing that a policy wants done. */
export interface Reaction<Order> {
  /** Names the reaction among those to the same event; named by its meaning, never counted. */
  readonly slot: string;
  readonly order: Order;
}

/** Turns what happened in one domain into what is to be done in another: a pure function. */
export interface Policy<Views, Order> {
  readonly name: string;
  /** The types of events that it reacts to. */
  readonly on: readonly string[];
  /** What is to be done because of an event; pure. */
  react(event: Recorded, views: Views): readonly Reaction<Order>[];
}

/** What runs a policy: the log, and how an order is carried out. */
export interface PolicyRun<Views, Order>
  extends Omit<SubscriptionOptions, 'group' | 'handle' | 'pageSize'> {
  readonly policy: Policy<Views, Order>;
  readonly views: Views;
  readonly digest: Digest;
  /** Carries out an order as the command that it is given; what it throws stops the policy at this event. */
  readonly perform: (meta: CommandMeta, order: Order) => Promise<void>;
}

/** Runs a policy over the log. After a crash it runs again; its commands have derived ids, so nothing is done twice. */
export function runPolicy<Views, Order>(run: PolicyRun<Views, Order>): Subscription {
  const { policy, views, digest, perform, tenant, ...rest } = run;
  const types = new Set(policy.on);
  return subscribe({
    ...rest,
    tenant,
    group: `policy/${policy.name}`,
    handle: async ({ events }) => {
      for (const event of events) {
        if (!types.has(event.type)) continue;
        for (const { slot, order } of policy.react(event, views)) {
          const key = { cause: event.id, policy: policy.name, slot, at: event.at };
          const id = policyCommandId(tenant, key, digest);
          const actor = actorId(`policy:${policy.name}`);
          const { at, correlation } = event;
          await perform({ id, tenant, at, actor, cause: event.id, correlation }, order);
        }
      }
    },
  });
}

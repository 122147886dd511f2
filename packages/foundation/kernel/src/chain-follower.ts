import { contentOf, nextDigest } from './chain.ts';
import type { Digest } from './digest.ts';
import type { Recorded } from './envelope.ts';
import type { StreamId } from './ids.ts';

/** What does not continue a stream. */
export type ChainBreak = 'kernel/version-out-of-order' | 'kernel/digest-broken';

/** Follows the chains of many streams at once, and keeps one digest of each. */
export interface ChainFollower {
  /** What is wrong with the next event of a log; after a break its stream is followed from there. */
  take(event: Recorded): ChainBreak | undefined;
}

/** A follower of logs from their first event on; one that begins `midway` believes the first event of each stream. */
export function chainFollower(
  digest: Digest,
  options: { readonly midway?: boolean } = {},
): ChainFollower {
  const { midway = false } = options;
  const ends = new Map<StreamId, { readonly version: number; readonly digest: string }>();
  return {
    take: (event) => {
      const { stream, version } = event;
      const end = ends.get(stream) ?? (midway ? undefined : { version: 0, digest: '' });
      ends.set(stream, { version, digest: event.digest });
      if (end === undefined) return undefined;
      if (version !== end.version + 1) return 'kernel/version-out-of-order';
      const wanted = nextDigest(end.digest, contentOf(event, event, digest), digest);
      return event.digest === wanted ? undefined : 'kernel/digest-broken';
    },
  };
}

import { type Threshold, weightNeeded } from '../statutes/threshold.ts';
import type { TrackCount, Weight } from './owners-sum.ts';

/**
 * What becomes of owners who do not vote (未参与表决). `not-counted`: they take no part (民法典278). `with-majority`: bylaws
 * count them with the majority of those who did; whether 参与表决 allows that is in doubt, and a verdict says so.
 */
export type SilencePolicy = 'not-counted' | 'with-majority';

/** Every policy. */
export const silencePolicies: readonly SilencePolicy[] = ['not-counted', 'with-majority'];

/**
 * The tracks as they stand with the silent counted: they agree where on every track more than half of what was cast
 * does, and take part without agreeing otherwise. Where the majority that was cast stays below a share of the register
 * that local law wants of it (已表决的多数…应当达到), the silent are not counted at all.
 */
export function withSilent(
  tracks: readonly TrackCount[],
  floor: readonly Threshold[] = [],
): readonly TrackCount[] {
  const leads = tracks.every(({ now }) => now.for > now.participated - now.for);
  const reached = floor.every((share) =>
    tracks.every(
      ({ name, base, now }) =>
        name !== share.track ||
        (leads ? now.for : now.participated - now.for) >= weightNeeded(base, share),
    ),
  );
  if (!reached) return tracks;
  return tracks.map((track) => {
    const { base, now } = track;
    const silent = base - now.participated;
    const joined: Weight = { participated: base, for: leads ? now.for + silent : now.for };
    return { ...track, now: now.participated === 0 ? now : joined };
  });
}

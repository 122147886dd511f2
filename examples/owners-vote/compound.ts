// A compound of 600 owners, made up: six towers, some flats that two own together, some that the developer still has.
import type { CastBallot, UnitTitle, VoterRef } from '@civigrid/conventions/ballots';
import { subjectRef } from '@civigrid/kernel';

const areas = [8_912, 9_847, 10_563, 12_078] as const;

/** Flat `n` from 0: its reference, as the register of titles knows it. */
const flat = (n: number): string =>
  `T${Math.floor(n / 104) + 1}-${String(Math.floor((n % 104) / 4) + 1).padStart(2, '0')}0${(n % 4) + 1}`;

/** What the register of titles says. The mall's area is given: the vote is going to turn on it. */
export function titles(mall: number): readonly UnitTitle[] {
  const flats = Array.from({ length: 612 }, (_, n): UnitTitle => {
    const area = (areas[n % 4] ?? 9_000) + ((n * 37) % 91);
    const owner = ownerOf(n);
    return {
      unit: flat(n),
      owners: n % 25 === 7 ? [owner, subjectRef(`${owner}-spouse`)] : [owner],
      areas: n % 50 === 3 ? { contracted: area } : { registered: area },
      ...(n >= 606 ? { state: 'unsold' as const } : {}),
    };
  });
  return [...flats, { unit: 'M1', owners: [subjectRef('mall')], areas: { registered: mall } }];
}

/** Eight people have two flats, the six of the developer are one head: 600 heads with the mall. */
export function ownerOf(n: number): VoterRef {
  return subjectRef(`owner-${n > 0 && n <= 80 && n % 10 === 0 ? n - 1 : n}`);
}

type Ballot = Omit<CastBallot, 'type' | 'at'>;

/** Who votes what: two in ten say nothing, the others mostly agree. */
export function ballots(): readonly Ballot[] {
  return Array.from({ length: 606 }, (_, n) => n)
    .filter((n) => n % 5 !== 4)
    .map((n): Ballot => {
      const against = n % 7 === 2 || n % 31 === 5;
      const choice = n % 97 === 11 ? 'abstain' : against ? 'against' : 'for';
      return {
        ballot: `${n % 3 === 0 ? 'P' : 'E'}${String(n).padStart(4, '0')}`,
        voter: ownerOf(n),
        units: [flat(n)],
        choice,
        channel: n % 3 === 0 ? 'paper' : 'online',
      };
    });
}

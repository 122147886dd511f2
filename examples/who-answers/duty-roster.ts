import { postId } from '@civigrid/kernel';
import type { CycleShift, Rota } from '@civigrid/people';

const atStreet = (role: string) => postId(`LS/${role}`);

/** Early, late and night shift of a post on the days of a week from Monday 2026-06-15 on; on some days no night shift. */
function threeShifts(role: string, nightsOff: readonly number[]): readonly CycleShift[] {
  return [0, 1, 2, 3, 4, 5, 6].flatMap((day) => [
    { post: atStreet(role), day, from: '06:00', to: '14:00' },
    { post: atStreet(role), day, from: '14:00', to: '22:00' },
    ...(nightsOff.includes(day) ? [] : [{ post: atStreet(role), day, from: '22:00', to: '06:00' }]),
  ]);
}

/** Who sits in the centre in office hours only (1+6+N); the police are on patrol. */
const departments = ['court', 'procuratorate', 'justice', 'petitions', 'lawSociety'];
const offices = [...departments, 'urbanManagement', 'trafficPolice'];

/** The duty roster of the street's centre (值班表), invented: offices by the work calendar, patrol and command centre in shifts. */
export function dutyRoster(nightsOff: readonly number[]): readonly Rota[] {
  const from = Date.parse('2026-06-01T00:00+08:00');
  const week = { kind: 'cycle', days: 7, anchor: '2026-06-15' } as const;
  return [
    { id: 'offices', from, pattern: { kind: 'office', posts: offices.map(atStreet) } },
    { id: 'patrol', from, pattern: { ...week, shifts: threeShifts('police', []) } },
    { id: 'centre', from, pattern: { ...week, shifts: threeShifts('commandCentre', nightsOff) } },
  ];
}

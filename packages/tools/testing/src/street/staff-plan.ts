import { seededRandom } from '../seeded-random.ts';

/** How one holder of a post will go about one case; a simulation reads it, a real town does not. */
export interface StaffPlan {
  /** From dispatch to signature. */
  readonly signAfterMs: number;
  /** From signature to the claim that it is done. */
  readonly handleAfterMs: number;
  /** From that claim to the check. */
  readonly checkAfterMs: number;
  /** From the check to the call-back. */
  readonly callBackAfterMs: number;
  /** The order comes back with this reason: 属地不符, 权属不清, 职能交叉. */
  readonly returns?: 'wrongTerritory' | 'unclearOwnership' | 'overlappingDuties';
  /** They are so late that the limit passes and the case goes up. */
  readonly missesLimit: boolean;
  /** What the reporter says when called back. */
  readonly satisfied: boolean;
}

const minute = 60_000;
/** Typical minutes to sign and to handle; who is not named takes half an hour and five hours. */
const pace: Readonly<Record<string, readonly [sign: number, handle: number]>> = {
  fireStation: [1, 35],
  police: [2, 40],
  gasCompany: [2, 45],
  commandCentre: [3, 50],
  propertyManager: [7, 45],
  gridLeader: [8, 60],
  gridMember: [10, 120],
  microGridLeader: [20, 180],
  buildingLeader: [25, 240],
  trafficPolice: [6, 40],
  sanitation: [15, 100],
  waterCompany: [12, 150],
  powerCompany: [15, 240],
  urbanManagement: [14, 200],
  mediator: [40, 1500],
  secretary: [60, 1400],
};
const others: readonly [number, number] = [30, 300];
const reasons = ['wrongTerritory', 'unclearOwnership', 'overlappingDuties'] as const;
/** Roles that life hangs on do not send an order back and are rarely late. */
const prompt: readonly string[] = ['fireStation', 'police', 'gasCompany', 'commandCentre'];

/** The plan of one role for one case: a pure function of seed, key and role. */
export function staffPlan(seed: string | number, key: string, role: string): StaffPlan {
  const random = seededRandom(`staff/${seed}/${role}/${key}`);
  const [sign, handle] = pace[role] ?? others;
  const about = (minutes: number): number =>
    Math.round(minutes * minute * (0.5 + random.next() * random.next() * 1.5));
  const isPrompt = prompt.includes(role);
  const missesLimit = random.next() < (isPrompt ? 0.02 : 0.08);
  const returns = !isPrompt && random.next() < 0.04 ? random.pick(reasons) : undefined;
  const slow = missesLimit ? 60 : 1;
  return {
    signAfterMs: about(sign) * (missesLimit && random.next() < 0.4 ? 30 : 1),
    handleAfterMs: about(handle) * slow,
    checkAfterMs: about(25),
    callBackAfterMs: about(50),
    ...(returns && { returns }),
    missesLimit,
    satisfied: random.next() < 0.93,
  };
}

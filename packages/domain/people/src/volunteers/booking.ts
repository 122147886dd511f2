import type { SubjectRef } from '@civigrid/kernel';

/**
 * The accounts of the points' ledger. Every booking takes from one and gives to another, so that
 * `issued = held + redeemed + expired` always.
 */
export type PointAccount = 'issued' | 'held' | 'redeemed' | 'expired';

/** Why a booking was made. */
export type BookingCause =
  /** Confirmed hours. */
  | { readonly kind: 'hours'; readonly attendance: string }
  /** A reward was taken. */
  | { readonly kind: 'reward'; readonly reward: string; readonly count: number }
  /** A lot reached the day that its published rule had set. */
  | { readonly kind: 'rule'; readonly rule: string }
  /** A counter-entry (红字冲销) to an earlier booking, with a reason code. */
  | { readonly kind: 'correction'; readonly of: number; readonly reason: string };

/** How many points of a lot a booking moves. */
export type LotShare = { readonly lot: number; readonly points: number };

/** What a lot is when a booking opens it. */
export type LotOpening = {
  readonly team: string;
  readonly programme?: string;
  readonly rule: string;
  /** When it expires: UTC milliseconds, not included; left out where never. */
  readonly expires?: number;
};

/** Data of `people/points-booked`: points of one volunteer go from one account to another. */
export type PointsBookedData = {
  /** 1, 2, 3 … within the ledger. */
  readonly booking: number;
  readonly volunteer: SubjectRef;
  readonly from: PointAccount;
  readonly to: PointAccount;
  /** Whole, at least 1; the sum of the shares. */
  readonly points: number;
  readonly lots: readonly LotShare[];
  readonly cause: BookingCause;
  /** Where points are issued: the lot that opens, numbered as the booking. */
  readonly opens?: LotOpening;
};

/** A booking with its instant (记账). */
export type Booking = PointsBookedData & {
  /** UTC milliseconds. */
  readonly at: number;
};

/** Points that were issued together and expire together (积分批次). */
export type Lot = LotOpening & {
  /** The number of the booking that issued it. */
  readonly lot: number;
  readonly volunteer: SubjectRef;
  /** What is still held of it. */
  readonly left: number;
};

function moved({ from, to }: PointsBookedData): -1 | 0 | 1 {
  if (to === 'held') return 1;
  return from === 'held' ? -1 : 0;
}

/** The lots after a booking. */
export function lotsAfter(lots: readonly Lot[], booked: PointsBookedData): readonly Lot[] {
  const { booking, volunteer, points, opens } = booked;
  if (opens !== undefined) return [...lots, { ...opens, lot: booking, volunteer, left: points }];
  const shares = new Map(booked.lots.map((share) => [share.lot, share.points * moved(booked)]));
  return lots.map((lot) => {
    const change = shares.get(lot.lot);
    return change === undefined ? lot : { ...lot, left: lot.left + change };
  });
}

/** What is still to be countered of each share of a booking. */
export function uncountered(
  { booking, lots }: Booking,
  bookings: readonly Booking[],
): readonly LotShare[] {
  const countered = new Map<number, number>();
  for (const { cause, lots: back } of bookings) {
    if (cause.kind !== 'correction' || cause.of !== booking) continue;
    for (const { lot, points } of back) countered.set(lot, (countered.get(lot) ?? 0) + points);
  }
  return lots.map(({ lot, points }) => ({ lot, points: points - (countered.get(lot) ?? 0) }));
}

/** Whether a lot can still be used at an instant. */
export function usable({ left, expires }: Lot, at: number): boolean {
  return left > 0 && (expires === undefined || at < expires);
}

/** So many points out of shares in their order; undefined where there are not as many. */
export function drawn(
  shares: readonly LotShare[],
  points: number,
): readonly LotShare[] | undefined {
  const taken: LotShare[] = [];
  let wanted = points;
  for (const { lot, points: there } of shares) {
    const take = Math.min(there, wanted);
    if (take > 0) taken.push({ lot, points: take });
    wanted -= take;
  }
  return wanted === 0 ? taken : undefined;
}

import type { Clock, IdSource } from '@civigrid/kernel';

// The one door to the world: everything else in this storey takes time and chance as arguments.
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Date.now() };

/** Ids of UUID version 7 (RFC 9562): the time of the machine in front, chance behind. */
export const systemIds: IdSource = {
  next: () => {
    const bytes = crypto.getRandomValues(new Uint8Array(10));
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const time = Date.now().toString(16).padStart(12, '0');
    const variant = '89ab'.charAt((bytes[2] ?? 0) & 3);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(5, 8)}-${hex.slice(8, 20)}`;
  },
};

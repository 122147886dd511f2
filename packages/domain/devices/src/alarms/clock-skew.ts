import type { DeviceState } from './alarm-state.ts';

/** A clock that was set right is believed again after at most two of these. */
const windowMs = 86_400_000;

/** Takes note of how long a message of the device's own clock was under way; whether the estimate fell. */
export function noteSkew(device: DeviceState, occurred: number, received: number): boolean {
  const lead = received - occurred;
  if (!(received - device.skewFrom < windowMs)) {
    device.skewBefore = device.skew;
    device.skew = lead;
    device.skewFrom = received;
    return lead < device.skewBefore;
  }
  if (lead >= device.skew) return false;
  device.skew = lead;
  return true;
}

/**
 * How far the server's clock leads the device's, in milliseconds: the least of received − occurred in the last day or two,
 * as the quickest message was hardly under way. 0 where the device never told a time.
 */
export function skewOf({ skew, skewBefore }: DeviceState): number {
  const least = Math.min(skew, skewBefore);
  return Number.isFinite(least) ? least : 0;
}

/** What the device's clock says when ours says `now`. A `now` before the last receipt is of another clock than the receipts: it is taken as it is. */
export function deviceTime(device: DeviceState, now: number): number {
  return now < device.heard ? now : now - skewOf(device);
}

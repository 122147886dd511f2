import type { Phase } from './device-event.ts';

/** Whether a text is one of the phases. */
export function isPhase(text: string): text is Phase {
  switch (text) {
    case 'raise':
    case 'clear':
    case 'instant':
    case 'reading':
    case 'heartbeat':
      return true;
  }
  return false;
}

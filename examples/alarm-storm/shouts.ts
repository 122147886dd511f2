import type { RegisteredDevice } from '@civigrid/devices';

/** What a device says. */
export interface Word {
  readonly device: string;
  readonly kind: string;
  /** Whether it begins or ends. */
  readonly on: boolean;
  /** UTC milliseconds. */
  readonly at: number;
  readonly n: number;
}

const tenSeconds = 10_000;

/** Every device shouts once within ten seconds; one gate flutters, and in the fifth second two detectors smell smoke. */
export function shouts(registry: readonly RegisteredDevice[], from: number): readonly Word[] {
  const words = registry.map(({ device, category }, i): Word => {
    const kind = category === 'gate' ? 'access.heldOpen' : 'device.powerFault';
    return { device, kind, on: true, at: from + ((i * 7919) % tenSeconds), n: 1 };
  });
  const gate = registry.find(({ category }) => category === 'gate')?.device ?? '';
  const flutter = Array.from({ length: 20 }, (_, i): Word => {
    return {
      device: gate,
      kind: 'access.heldOpen',
      on: i % 2 === 1,
      at: from + 9500 + 20 * i,
      n: 2 + i,
    };
  });
  const [detector] = registry;
  const beside = registry.find(
    (one) => one !== detector && one.grid === detector?.grid && one.category === 'detector',
  );
  const smoke = [detector, beside].flatMap((one, i): readonly Word[] =>
    one === undefined
      ? []
      : [{ device: one.device, kind: 'fire.smoke', on: true, at: from + 5000 + 300 * i, n: 2 }],
  );
  return [...words, ...flutter, ...smoke].sort((a, b) => a.at - b.at);
}

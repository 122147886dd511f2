import type { DeviceEvent } from '../event/device-event.ts';
import type { CodecContext, DeviceMessage } from '../intake/codec.ts';
import type { KnownDevices } from '../intake/known-devices.ts';
import { isSameSkeleton, type JsonSkeleton, learnSkeleton } from './json-skeleton.ts';
import { JsonSlots, wantOf } from './json-slots.ts';
import type { CompiledMapping } from './mapping.ts';
import { quickEvent } from './quick-event.ts';
import { isMeant, type QuickMapping, quickOf } from './quick-mapping.ts';

/** So many shapes of message are remembered for one topic. */
const maxShapes = 32;
/** The longest pause between two attempts to learn, in messages that had no known shape. */
const longestPause = 1024;

/** A mapping as it reads messages of one shape. */
interface Candidate {
  /** Undefined for a mapping without a quick form: it may be meant, and only the ordinary way can say. */
  readonly quick: QuickMapping | undefined;
  /** The slot of each pointer that it reads, -1 where it finds nothing. */
  readonly slots: Int32Array;
  /** What is wanted of it. */
  readonly wants: Uint8Array;
  /** A pointer finds a list or an object: not to be had from slots. */
  readonly isSlow: boolean;
}

interface Shape {
  readonly skeleton: JsonSkeleton;
  readonly candidates: readonly Candidate[];
}

const unknowable: Candidate = {
  quick: undefined,
  slots: new Int32Array(0),
  wants: new Uint8Array(0),
  isSlow: true,
};

/** A mapping over a shape, or undefined where it can be meant for no message of it. */
function candidateOf(mapping: CompiledMapping, skeleton: JsonSkeleton): Candidate | undefined {
  const quick = quickOf(mapping);
  if (quick === undefined) return unknowable;
  const { reads, tested } = quick;
  const found = reads.map(({ pointer }) => skeleton.slotOf(pointer));
  // What finds nothing, or a list or an object, equals no plain value.
  if (found.some((slot, i) => i < tested && typeof slot !== 'number')) return undefined;
  return {
    quick,
    slots: Int32Array.from(found, (slot) => (typeof slot === 'number' ? slot : -1)),
    wants: Uint8Array.from(reads, wantOf),
    isSlow: found.includes('container'),
  };
}

/** The messages of one topic: the mappings that may be meant for them, and the shapes that were seen. */
class Route {
  private readonly mappings: readonly CompiledMapping[];
  /** The frequent ones drift to the front. */
  readonly shapes: Shape[] = [];
  private pause = 0;
  private waiting = 0;
  private victim = 0;

  constructor(mappings: readonly CompiledMapping[]) {
    this.mappings = mappings;
  }

  /**
   * Learns from a message that had no known shape and was accepted. Where that brings nothing new the next attempts
   * are further and further apart, so that nobody can make it learn for ever.
   */
  learn(body: Uint8Array): void {
    if (this.waiting > 0) {
      this.waiting--;
      return;
    }
    const skeleton = learnSkeleton(body);
    const isNew =
      skeleton !== undefined &&
      !this.shapes.some((shape) => isSameSkeleton(shape.skeleton, skeleton));
    if (isNew && this.shapes.length < maxShapes) this.pause = 0;
    else this.pause = Math.min(longestPause, 2 * this.pause + 1);
    this.waiting = this.pause;
    if (!isNew) return;
    const candidates = this.mappings.flatMap((mapping) => candidateOf(mapping, skeleton) ?? []);
    if (this.shapes.length < maxShapes) this.shapes.push({ skeleton, candidates });
    else this.shapes[this.victim++ % maxShapes] = { skeleton, candidates };
  }
}

/**
 * The quick way of one normaliser: it remembers the shapes of messages by topic and reads those that have one straight
 * from their bytes. Nothing of that shows: whatever has no known shape is read by the bounded reader.
 */
export class LearningJson {
  private readonly context: CodecContext;
  private readonly devices: KnownDevices;
  /** Made when the first shape is learnt. */
  private slots: JsonSlots | undefined;
  private readonly general: Route;
  private readonly routes = new Map<string, Route>();
  private readonly idStart = 'json:';

  constructor(context: CodecContext, devices: KnownDevices) {
    this.context = context;
    this.devices = devices;
    this.general = new Route(context.mappings('json', undefined));
  }

  /** The event of a common message, where its shape is known. */
  read(message: DeviceMessage): DeviceEvent | undefined {
    const { slots } = this;
    if (slots === undefined || !slots.load(message.body)) return undefined;
    const { shapes } = this.routeOf(message.topic);
    for (let i = 0; i < shapes.length; i++) {
      const shape = shapes[i] as Shape;
      if (!slots.match(shape.skeleton)) continue;
      if (i > 0) {
        shapes[i] = shapes[i - 1] as Shape;
        shapes[i - 1] = shape;
      }
      return this.answer(shape, slots, message);
    }
    return undefined;
  }

  /** Learns from a message that {@link read} did not know and that was accepted. */
  learn({ body, topic }: DeviceMessage): void {
    this.slots ??= new JsonSlots(this.devices);
    this.routeOf(topic).learn(body);
  }

  private routeOf(topic: string | undefined): Route {
    if (topic === undefined) return this.general;
    const known = this.routes.get(topic);
    if (known !== undefined) return known;
    const mappings = this.context.mappings('json', topic);
    // A topic that no mapping names is not remembered: there may be any number of them.
    if (mappings === this.context.mappings('json', undefined)) return this.general;
    const route = new Route(mappings);
    this.routes.set(topic, route);
    return route;
  }

  private answer(
    { candidates }: Shape,
    slots: JsonSlots,
    message: DeviceMessage,
  ): DeviceEvent | undefined {
    for (const candidate of candidates) {
      const { quick, isSlow } = candidate;
      if (quick === undefined) return undefined;
      // A new list each time: what is young costs nothing in a young list, in an old one a note to the collector.
      const found = new Array<unknown>(candidate.slots.length);
      fill(found, candidate, slots, 0, quick.tested);
      if (!isMeant(quick, found)) continue;
      if (isSlow) return undefined;
      fill(found, candidate, slots, quick.tested, found.length);
      return quickEvent(quick, found, message, this.idStart, this.devices);
    }
    return undefined;
  }
}

/** Puts what the slots hold where the mapping looks for it. */
function fill(
  found: unknown[],
  { slots: places, wants }: Candidate,
  slots: JsonSlots,
  from: number,
  to: number,
) {
  for (let i = from; i < to; i++) {
    const slot = places[i] as number;
    found[i] = slot < 0 ? undefined : slots.read(slot, wants[i] as number);
  }
}

import type { DeviceEvent } from '../event/device-event.ts';
import type { CodecContext, Decoded, DeviceMessage } from '../intake/codec.ts';
import type { KnownDevices } from '../intake/known-devices.ts';
import { applyPlan, insideOf, type MappingInside } from './compile-mapping.ts';
import { isSameSkeleton, type JsonSkeleton, learnSkeleton } from './json-skeleton.ts';
import { JsonSlots, wantOf } from './json-slots.ts';
import type { CompiledMapping } from './mapping.ts';
import { bodyKey, quickEvent } from './quick-event.ts';

/** So many shapes of message are remembered for one topic. */
const maxShapes = 32;
/** The longest pause between two attempts to learn, in messages that had no known shape. */
const longestPause = 1024;

/** A mapping as it reads messages of one shape. */
interface Candidate {
  readonly inside: MappingInside;
  /** The slot of each pointer that it reads, -1 where it finds nothing. */
  readonly slots: Int32Array;
  /** What is wanted of it. */
  readonly wants: Uint8Array;
  /** A pointer finds a list or an object, or the mapping reads a list: not to be had from slots. */
  readonly isSlow: boolean;
}

interface Shape {
  readonly skeleton: JsonSkeleton;
  readonly candidates: readonly Candidate[];
}

function candidateOf(inside: MappingInside, skeleton: JsonSkeleton): Candidate | undefined {
  const { reads, tested, isList } = inside;
  const found = reads.map(({ pointer }) => skeleton.slotOf(pointer));
  // What finds nothing, or a list or an object, equals no plain value.
  if (found.some((slot, i) => i < tested && typeof slot !== 'number')) return undefined;
  return {
    inside,
    slots: Int32Array.from(found, (slot) => (typeof slot === 'number' ? slot : -1)),
    wants: Uint8Array.from(reads, wantOf),
    isSlow: isList || found.includes('container'),
  };
}

/** The messages of one topic: the mappings that may be meant for them, and the shapes that were seen. */
class Route {
  private readonly mappings: readonly MappingInside[];
  /** The frequent ones drift to the front. */
  readonly shapes: Shape[] = [];
  private pause = 0;
  private waiting = 0;
  private victim = 0;

  constructor(mappings: readonly CompiledMapping[]) {
    this.mappings = mappings.flatMap((mapping) => insideOf(mapping) ?? []);
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
    const candidates = this.mappings.flatMap((inside) => candidateOf(inside, skeleton) ?? []);
    if (this.shapes.length < maxShapes) this.shapes.push({ skeleton, candidates });
    else this.shapes[this.victim++ % maxShapes] = { skeleton, candidates };
  }
}

/** What a codec says of a message, before its events have their places. */
export class Unplaced {
  readonly decoded: Decoded;

  constructor(decoded: Decoded) {
    this.decoded = decoded;
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
  private readonly nothing: Decoded;
  private readonly idStart = 'json:';

  constructor(context: CodecContext, devices: KnownDevices, nothing: Decoded) {
    this.context = context;
    this.devices = devices;
    this.nothing = nothing;
    this.general = new Route(context.mappings('json', undefined));
  }

  /** What the message says, where its shape is known: the event of a common one, else what a codec would say. */
  read(message: DeviceMessage): DeviceEvent | Unplaced | undefined {
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
  ): DeviceEvent | Unplaced | undefined {
    for (const candidate of candidates) {
      const { inside, isSlow } = candidate;
      const { plan, tested, matchesFound } = inside;
      // A new list each time: what is young costs nothing in a young list, in an old one a note to the collector.
      const found = new Array<unknown>(candidate.slots.length);
      fill(found, candidate, slots, 0, tested);
      if (tested > 0 && !matchesFound(found)) continue;
      if (isSlow) return undefined;
      fill(found, candidate, slots, tested, found.length);
      return (
        quickEvent(plan, found, message, this.idStart, this.devices) ??
        new Unplaced(applyPlan(plan, found, { key: () => bodyKey(message.body) }))
      );
    }
    return new Unplaced(this.nothing);
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

/** One way of deciding the same cases, which go by their number. */
export interface Asker {
  readonly name: string;
  /** A run has at least so many questions; 1 if left out. */
  readonly least?: number;
  /** Gets ready what the next run asks for, before the clock starts. */
  prepare?(start: number, count: number): void;
  /** Decides `count` cases from `start` on; an answer is the index of the rule, or -1. */
  ask(start: number, count: number, answers: Int32Array): Promise<void> | undefined;
}

import type { Json } from '@civigrid/kernel';
import type { InputRef } from './cell.ts';

/** A value computed from two others: numbers, or with `add` also two texts, put one after the other. */
export type Arithmetic =
  | { readonly add: readonly [Expression, Expression] }
  | { readonly subtract: readonly [Expression, Expression] }
  | { readonly multiply: readonly [Expression, Expression] }
  | { readonly divide: readonly [Expression, Expression] };

/**
 * How an output is computed from the input (结论算式): a constant, a value of the input as it is, texts joined, or plain
 * arithmetic. Where a value is missing or of the wrong type, or a result is no finite number, it gives null.
 */
export type Expression =
  | { readonly value: Json }
  | InputRef
  | { readonly join: readonly Expression[] }
  | Arithmetic;

export const arithmetics: readonly string[] = ['add', 'subtract', 'multiply', 'divide'];

import { DomainError, isDomainError, type JsonObject } from '@civigrid/kernel';
import type { StoreCalls } from './store-calls.ts';

/** What a worker is started with. */
export interface WorkerOptions {
  readonly 'civigrid/store-sqlite': { readonly file: string; readonly shared: boolean };
}

/** A call on its way to the worker. */
export interface Call {
  readonly id: number;
  readonly name: keyof StoreCalls;
  readonly values: readonly unknown[];
}

/** What went wrong, as it crosses: an error that is cloned keeps neither code nor details. */
export interface Fault {
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly errcode?: number;
  /** Only of a refusal. */
  readonly details?: JsonObject;
}

/** An answer on its way back; the one without a number tells how the opening went. */
export type Answer =
  | { readonly id?: number; readonly value: unknown }
  | { readonly id?: number; readonly fault: Fault };

/** An error as it crosses. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack } = error;
  const told = { message, ...(stack === undefined ? {} : { stack }) };
  if (isDomainError(error)) return { ...told, code: error.code, details: error.details };
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  return {
    ...told,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof errcode === 'number' ? { errcode } : {}),
  };
}

/** The error that {@link faultOf} took apart. */
export function errorOf({ message, stack, code, errcode, details }: Fault): Error {
  if (code !== undefined && details !== undefined) return new DomainError(code, message, details);
  const error = new Error(message, stack === undefined ? {} : { cause: stack });
  return Object.assign(error, code && { code }, errcode && { errcode });
}

/** The calls whose answers cross as one JSON text: quicker to take apart than a page of cloned events. */
export function crossesAsText(name: keyof StoreCalls): boolean {
  return name === 'streamPage' || name === 'logPage';
}

import type { RotaFaultCode } from './rota/rota-fault.ts';

/** The codes with which this package refuses a command or an argument. */
export type PeopleErrorCode =
  | RotaFaultCode
  | 'people/post-exists'
  | 'people/unknown-post'
  | 'people/post-abolished'
  | 'people/post-held'
  | 'people/post-vacant'
  | 'people/term-reversed'
  | 'people/post-stood-in'
  | 'people/no-stand-in'
  | 'people/not-serving'
  | 'people/on-leave'
  | 'people/not-on-leave'
  | 'people/rotas-overlap'
  | 'people/rota-not-in-force'
  | 'people/bad-instant'
  | 'people/bad-window';

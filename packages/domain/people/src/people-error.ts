/** The codes with which this package refuses a command. */
export type PeopleErrorCode =
  | 'people/post-exists'
  | 'people/unknown-post'
  | 'people/post-abolished'
  | 'people/post-held'
  | 'people/post-vacant'
  | 'people/term-reversed';

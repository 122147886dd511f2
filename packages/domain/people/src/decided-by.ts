/** What decided on a post (任免依据): the meeting or the document, by its reference. Never a person's name, never free words. */
export type DecidedBy = {
  readonly kind: 'meeting' | 'document';
  /** Its id or number, as the host finds it again. */
  readonly ref: string;
};

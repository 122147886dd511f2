/** How one reference to a picture is made. */
export interface MappedMedia {
  /** JSON pointer to the reference, or several of which the first that finds something answers. */
  readonly at: string | readonly string[];
  readonly type: string;
}

/** Whether it is a reference: a picture inside the message is none, and its bytes must not come through. */
export function isReference(found: unknown): found is string {
  return (
    typeof found === 'string' && found !== '' && found.length <= 2048 && !/^data:/i.test(found)
  );
}

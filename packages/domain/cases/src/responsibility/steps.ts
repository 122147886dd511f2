/** The budget of a proof; below zero it has run out. */
export interface Steps {
  left: number;
}

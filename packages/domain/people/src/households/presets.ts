/**
 * The booklet and what goes with it (一册二联三帮四服务), as codes: two links, up to the grid and down to the people; three
 * who are helped, the poor, the old who live alone, the disabled; four services. Whom somebody belongs to among the
 * three is never in the clear: these codes word a sealed reason.
 */
export const oneBookTwoLinksThreeHelpsFourServices: {
  readonly book: readonly string[];
  readonly links: readonly string[];
  readonly helps: readonly string[];
  readonly services: readonly string[];
} = Object.freeze({
  book: Object.freeze(['household', 'persons', 'environment']),
  links: Object.freeze(['grid', 'residents']),
  helps: Object.freeze(['poor', 'oldAlone', 'disabled']),
  services: Object.freeze(['policy', 'errand', 'patrol', 'safetyCheck']),
});

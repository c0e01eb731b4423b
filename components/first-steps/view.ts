/** What the line of first steps is drawn from. */
export type FirstStepsView = {
  /** `href` is a check that found a change, when there is one. */
  read: { done: boolean; href: string | null };
  run: { done: boolean; demoId: string | null };
  watch: { done: boolean };
};

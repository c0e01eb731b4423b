/**
 * Whether changes are judged against goals here. This version has no judge, whatever model is configured: a goal is kept and
 * answered, and as long as nothing judges by it, it sets no credits aside (contract: judge allowance).
 */
export const judgesChanges = (): boolean => false;

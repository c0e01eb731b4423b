/** So many changes that somebody has to look at. */
export const openChanges = (count: number) => `${count} open ${count === 1 ? "change" : "changes"}`;

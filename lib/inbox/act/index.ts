export { actOnItem, actOnItems } from "#lib/inbox/act/act-on-items.ts";
export { type ActRow, latestActs, writeActs } from "#lib/inbox/act/acts.ts";
export { holdItems, writeItems } from "#lib/inbox/act/fields.ts";

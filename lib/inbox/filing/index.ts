export { fileChanges, needsFiling } from "#lib/inbox/filing/file-changes.ts";
export { needsWaking, wakeItems } from "#lib/inbox/filing/wake-items.ts";

export { actOnItem, actOnItems } from "#lib/inbox/act/index.ts";
export { countItems } from "#lib/inbox/count-items.ts";
export { fileChanges, needsFiling, needsWaking, wakeItems } from "#lib/inbox/filing/index.ts";
export { getItem } from "#lib/inbox/get-item.ts";
export { countAssigned, handOver } from "#lib/inbox/hand-over.ts";
export { listItems } from "#lib/inbox/list-items.ts";
export { markRead } from "#lib/inbox/mark-read.ts";

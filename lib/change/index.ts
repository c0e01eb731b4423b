export { type DescribedChange, describeDifference, describeTurn } from "#lib/change/describe.ts";
export { CHANGES_CHANNEL, type ChangeOfPage, recordChanges } from "#lib/change/record.ts";

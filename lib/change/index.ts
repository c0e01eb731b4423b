export { type DescribedChange, describeDifference, describeTurn } from "#lib/change/describe.ts";
export { type ChangeOfPage, recordChanges } from "#lib/change/record.ts";

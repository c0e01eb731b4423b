export { deliver, MOST_AT_ONCE } from "#lib/report/deliver.ts";

import { COUNTED_TO } from "#lib/inbox/bounds.ts";

/** How many items a list has, as far as they are counted: "12", "10,000+". Apart from other words, since every page has it. */
export const counted = (items: number) => `${items.toLocaleString("en")}${items >= COUNTED_TO ? "+" : ""}`;

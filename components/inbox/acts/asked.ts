import { lazy } from "react";
import type { ItemAnswer } from "#components/inbox/model.ts";

/** What an act asks for before it is done, and of which items. */
export type Asking = {
  what: "assign" | "snooze" | "label" | "done" | "noise";
  items: readonly ItemAnswer[];
};

const load = () => import("#components/inbox/acts/ask.tsx");
/** Loaded when something is first asked for: nobody needs it to read. */
export const Ask = lazy(async () => ({ default: (await load()).Ask }));

/** Has what asks there from its first press on. */
export const readyAsk = () => void load().catch(() => {});

import { countAssigned, handOver } from "#lib/inbox/index.ts";
import type { HandOver } from "#lib/team/index.ts";

// Members have open changes assigned to them, which lib/team knows nothing of: whoever calls its verbs brings these along.

/** How many open changes each member of a team has. */
export const countOpenChanges = (teamId: string): Promise<Map<string, number>> => countAssigned(teamId);

/** Gives the open changes of whoever leaves a team to somebody else, or to nobody, in the transaction that takes them out. */
export const handOverChanges: HandOver = async (tx, { teamId, from, to }) => {
  await handOver(tx, teamId, from, to);
};

import { rateLimited } from "#lib/errors.ts";

/** Of a team. */
const MOST_A_MINUTE = 20;
const MINUTE_MS = 60_000;
/** Of a team, and of all: a web process has other things to do, too. */
const TEAM_AT_ONCE = 3;
export const ALL_AT_ONCE = 8;
/** Until a place is likely to be free. */
const PLACE_SECONDS = 3;

type Count = { begun: number[]; underWay: number };

/** How many previews each team began and has under way in this process, also when a bundler loads this module twice. */
const shared = globalThis as typeof globalThis & { tidemarkPreviews?: Map<string, Count> };

/**
 * Counts a preview of a team that begins now.
 * @returns what says that it is over
 * @throws RATE_LIMITED with the seconds to wait
 */
export function beginPreview(teamId: string, now = Date.now()): () => void {
  shared.tidemarkPreviews ??= new Map();
  const teams = shared.tidemarkPreviews;
  forgetOld(teams, now);
  const count = teams.get(teamId) ?? { begun: [], underWay: 0 };
  const [oldest = now] = count.begun;
  if (count.begun.length >= MOST_A_MINUTE) {
    const wait = Math.max(1, Math.ceil((oldest + MINUTE_MS - now) / 1000));
    throw rateLimited(`A team may try ${MOST_A_MINUTE} pages a minute. Try again in ${wait} s.`, wait);
  }
  const underWay = [...teams.values()].reduce((sum, team) => sum + team.underWay, 0);
  if (count.underWay >= TEAM_AT_ONCE || underWay >= ALL_AT_ONCE) {
    const message = `Other pages are being tried at this moment. Try again in ${PLACE_SECONDS} s.`;
    throw rateLimited(message, PLACE_SECONDS);
  }
  count.begun.push(now);
  count.underWay += 1;
  teams.set(teamId, count);
  return () => {
    count.underWay -= 1;
  };
}

function forgetOld(teams: Map<string, Count>, now: number): void {
  for (const [teamId, count] of teams) {
    count.begun = count.begun.filter((at) => now - at < MINUTE_MS);
    if (count.begun.length + count.underWay === 0) teams.delete(teamId);
  }
}

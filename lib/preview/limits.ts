import { rateLimited } from "#lib/errors.ts";
import { countRequest } from "#lib/team/index.ts";

/** Of a team, and of all: a web process has other things to do, too. */
const TEAM_AT_ONCE = 3;
export const ALL_AT_ONCE = 8;
/** Until a place is likely to be free. */
const PLACE_SECONDS = 3;

/** How many previews each team has under way in this process, also when a bundler loads this module twice. */
const shared = globalThis as typeof globalThis & { tidemarkPreviews?: Map<string, number> };

/**
 * Takes a place for a preview of a team, and counts it.
 * @returns what gives the place back
 * @throws RATE_LIMITED with the seconds to wait
 */
export async function beginPreview(teamId: string): Promise<() => void> {
  const leave = takePlace(teamId);
  try {
    const { limit, isSpent, secondsLeft } = await countRequest(teamId, "preview");
    if (!isSpent) return leave;
    const message = `A team may try ${limit} pages a minute. Try again in ${secondsLeft} s.`;
    throw rateLimited(message, secondsLeft);
  } catch (error) {
    leave();
    throw error;
  }
}

function takePlace(teamId: string): () => void {
  shared.tidemarkPreviews ??= new Map();
  const teams = shared.tidemarkPreviews;
  const held = (team: string) => teams.get(team) ?? 0;
  const underWay = [...teams.values()].reduce((sum, count) => sum + count, 0);
  if (held(teamId) >= TEAM_AT_ONCE || underWay >= ALL_AT_ONCE) {
    const message = `Other pages are being tried at this moment. Try again in ${PLACE_SECONDS} s.`;
    throw rateLimited(message, PLACE_SECONDS);
  }
  teams.set(teamId, held(teamId) + 1);
  return () => {
    if (held(teamId) > 1) teams.set(teamId, held(teamId) - 1);
    else teams.delete(teamId);
  };
}

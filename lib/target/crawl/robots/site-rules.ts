import { ALL_ALLOWED, type Robots, readRobots } from "#lib/target/crawl/robots/rules.ts";
import type { VisitSource } from "#lib/target/run.ts";

/** The name by which a robots.txt may speak to us. */
export const ROBOT_NAME = "Tidemark";

/** The rules of a host; `closed` says in a sentence why nothing of it may be fetched for now. */
export type HostRules = Robots & { closed: string | null };

/** The robots.txt of each host that a crawl comes to, read once in a check. */
export function createSiteRules({
  fetchFile,
}: Pick<VisitSource, "fetchFile">): (url: URL) => Promise<HostRules> {
  const known = new Map<string, Promise<HostRules>>();
  return ({ origin }) => {
    const rules = known.get(origin) ?? readHostRules(origin, fetchFile);
    known.set(origin, rules);
    return rules;
  };
}

async function readHostRules(origin: string, fetchFile: VisitSource["fetchFile"]): Promise<HostRules> {
  const url = `${origin}/robots.txt`;
  // RFC 9309, 2.3.1: none is a permission, one that cannot be had is a refusal for now.
  const closed = (why: string): HostRules => ({
    ...ALL_ALLOWED,
    ask: () => ({ allowed: false, line: why }),
    closed: `${url} could not be read (${why}), and until it can be, nothing of the site may be fetched.`,
  });
  try {
    const { statusCode, body } = await fetchFile(url);
    if (statusCode >= 500 || statusCode === 429) return closed(`it answers ${statusCode}`);
    if (statusCode >= 400) return { ...ALL_ALLOWED, closed: null };
    return { ...readRobots(url, body, ROBOT_NAME), closed: null };
  } catch (error) {
    return closed((error as Error).message);
  }
}

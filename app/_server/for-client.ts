import type { CheckAnswer } from "#lib/check/model.ts";

/**
 * A check as whoever asks for it can read it. The Python SDK knows a target's `summary` as the text that a search has in the
 * hosted API, and refuses the whole check over our counts in its place; so it gets none, and everybody else does.
 */
export function forClient<C extends CheckAnswer>(request: Request, check: C): C {
  if (!isPythonSdk(request)) return check;
  const targetResults = check.targetResults.map(({ summary: _, ...result }) => result);
  return { ...check, targetResults: targetResults as C["targetResults"] };
}

/** It does not say its name when it only reads: its HTTP library does, and that it calls even nothing JSON. */
function isPythonSdk({ headers }: Request): boolean {
  const agent = headers.get("user-agent") ?? "";
  const callsItJson = headers.get("content-type")?.startsWith("application/json") ?? false;
  return agent.startsWith("python-httpx/") || (agent.startsWith("python-requests/") && callsItJson);
}

import { setTimeout as sleep } from "node:timers/promises";
import { signedIn } from "#app/_server/auth.ts";
import { readJson } from "#app/_server/body.ts";
import { clientIp, isFromHere, whenceOf } from "#app/_server/client-ip.ts";
import { answering, methods } from "#app/_server/endpoint.ts";
import { requireOwnPage } from "#app/_server/origin.ts";
import { checkDemo } from "#lib/check/index.ts";
import { inWords } from "#lib/in-words.ts";
import { log } from "#lib/log.ts";
import { createDemoMonitor } from "#lib/monitor/index.ts";
import { setUp } from "#lib/team/index.ts";
import { SetUp } from "#lib/team/model.ts";

const DEMO_WITHIN_MS = 4000;

/** The first visitor makes the owner and the team, and is signed in; from another machine it takes a code. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: answering(async (request, _, requestId) => {
    requireOwnPage(request);
    const input = SetUp.parse(await readJson(request), inWords);
    return signedIn(request, requestId, async () => {
      const from = { ...whenceOf(request), requestId };
      const owner = await setUp(input, { isHere: isFromHere(request), ip: clientIp(request), from });
      if (await createDemoMonitor(owner.teamId)) await haveDemoChecked(owner.teamId);
      return owner;
    });
  }),
});

/** The first page then has something to read. Where no worker is quick, it goes on meanwhile, and then by its schedule. */
async function haveDemoChecked(teamId: string): Promise<void> {
  const checked = checkDemo(teamId, AbortSignal.timeout(60_000)).catch((error) =>
    log.warn({ err: error }, "the demo was not checked"),
  );
  await Promise.race([checked, sleep(DEMO_WITHIN_MS)]);
}

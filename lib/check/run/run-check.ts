import { checkPage } from "#lib/check/run/check-page.ts";
import { type ClaimedCheck, claimCheck } from "#lib/check/run/claim-check.ts";
import { finishCheck } from "#lib/check/run/finish-check.ts";
import { handBack } from "#lib/check/run/hand-back.ts";
import { keepAlive } from "#lib/check/run/heartbeat.ts";
import { pageWriter } from "#lib/check/run/page-writer.ts";
import { CheckTakenError } from "#lib/check/run/record-pages.ts";
import { inTurn } from "#lib/check/run/take-turns.ts";
import { db } from "#lib/db/client.ts";
import type { PageFetcher } from "#lib/fetch/index.ts";
import { JOBS } from "#lib/jobs.ts";
import { type TrackedPage, trackPages } from "#lib/page/index.ts";
import { distinctUrls } from "#lib/target/address.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** Pages of one check in the fetcher's hands at once; it decides how many of them really go out. */
const PAGES_AT_ONCE = 32;
/** How many URLs are looked up at a time, so that a target of any length stays small in memory. */
const LOOK_UP = 500;
const FIRST_LOOK_UP = 50;
const LONGEST_MS = JOBS["run-check"].timeoutMs;

export type RunCheck = {
  fetchPage: PageFetcher;
  /** Aborted when this worker must stop: the check is then handed back. */
  shutdown: AbortSignal;
};

/**
 * The job `run-check`. May run any number of times for a check, at once or after a crash: it claims the check,
 * goes on where the last worker stopped, and writes only while the claim holds.
 * @throws what the database threw; the job is then tried again
 */
export function runCheck(checkId: string, how: RunCheck): Promise<void> {
  return inTurn(checkId, how.shutdown, () => claimAndRun(checkId, how));
}

async function claimAndRun(checkId: string, { fetchPage, shutdown }: RunCheck): Promise<void> {
  const check = await claimCheck(checkId);
  if (!check) return;
  const claim = keepAlive(check);
  const tooLong = AbortSignal.timeout(Math.max(0, check.startedAt.getTime() + LONGEST_MS - Date.now()));
  const signal = AbortSignal.any([claim.lost, shutdown, tooLong]);
  try {
    await checkAllPages(check, fetchPage, signal);
    await db().transaction((tx) => finishCheck(tx, check.id, { status: "finished" }, check.attempt));
  } catch (error) {
    if (error instanceof CheckTakenError || claim.lost.aborted) return;
    if (shutdown.aborted) await handBack(check);
    else if (tooLong.aborted) await giveUp(check);
    else throw error;
  } finally {
    claim.release();
  }
}

/** However slow its sites are, a check ends, so that it holds up neither its monitor nor other checks for ever. */
async function giveUp(check: ClaimedCheck): Promise<void> {
  const hours = LONGEST_MS / 3_600_000;
  const error = `The check took longer than ${hours} hours and was ended; the pages it has are kept and charged. Watch fewer pages of slow sites in one monitor.`;
  await db().transaction((tx) =>
    finishCheck(tx, check.id, { status: "failed", error, charge: "pages" }, check.attempt),
  );
}

async function checkAllPages(
  check: ClaimedCheck,
  fetchPage: PageFetcher,
  signal: AbortSignal,
): Promise<void> {
  const writer = pageWriter(check);
  const source = pagesOf(check);
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const unchangedFree = check.monitor.unchangedPagesFree;
  const worker = async () => {
    for await (const { page, options } of source) {
      stop.throwIfAborted();
      await writer.add(await checkPage(fetchPage, { page, options, unchangedFree, signal: stop }));
    }
  };
  const workers = Array.from({ length: PAGES_AT_ONCE }, () =>
    worker().catch((error) => {
      // One that fails stops the others; they end before their results are written out.
      failure.abort(error);
    }),
  );
  await Promise.all(workers);
  // Also when stopped half-way: what was fetched is kept.
  await writer.close();
  stop.throwIfAborted();
}

/** Every page this check has not recorded yet, target by target. Many may pull from it at once. */
async function* pagesOf(check: ClaimedCheck): AsyncGenerator<{ page: TrackedPage; options: ScrapeOptions }> {
  for (const target of check.targets) {
    const source = {
      teamId: check.teamId,
      monitorId: check.monitor.id,
      targetId: target.id,
      checkId: check.id,
    };
    const options = target.scrapeOptions ?? {};
    for await (const page of inLots(distinctUrls(target), (urls) => trackPages(source, urls)))
      yield { page, options };
  }
}

/** What `lookUp` finds for every URL: a few at first, to begin soon, then each lot while the one before is worked on. */
async function* inLots(urls: string[], lookUp: (urls: string[]) => Promise<TrackedPage[]>) {
  let end = FIRST_LOOK_UP;
  let next = lookUp(urls.slice(0, end));
  for (let more = true; more; end += LOOK_UP) {
    const pages = await next;
    more = end < urls.length;
    next = more ? lookUp(urls.slice(end, end + LOOK_UP)) : next;
    // Thrown where it is awaited; a check stopped before that must not leave it unhandled.
    next.catch(() => {});
    yield* pages;
  }
}

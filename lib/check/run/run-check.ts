import { type ContentReader, checkPage, removedPage } from "#lib/check/run/check-page.ts";
import type { ClaimedCheck } from "#lib/check/run/claim.ts";
import type { TargetEndings } from "#lib/check/run/finish.ts";
import type { CheckRecorder, Recorder } from "#lib/check/run/recorder.ts";
import type { Converter } from "#lib/extract/index.ts";
import type { FileFetcher, PageFetcher } from "#lib/fetch/index.ts";
import type { PageRequest, TrackedPage } from "#lib/page/index.ts";
import { runOf, type TargetEnding, type TargetVisit, type VisitSource } from "#lib/target/index.ts";
import { knownPages } from "#lib/target/kinds.ts";

/** Pages of one check in the fetcher's hands at once; it decides how many of them really go out. */
const PAGES_AT_ONCE = 32;
/** From a check's first start on, over all workers that had it: 10,000 pages at one a second fit in. */
const LONGEST_HOURS = 6;

/** What a worker lends to every check that it carries out. */
export type Services = {
  fetchPage: PageFetcher;
  compare: Converter["compare"];
  fetchFile: FileFetcher;
  trackPages: (request: PageRequest) => Promise<TrackedPage[]>;
  readContent: ContentReader;
  recorder: Recorder;
};

/** Thrown into a check that has run for six hours. */
export class TookTooLongError extends Error {
  constructor() {
    super(
      `The check took longer than ${LONGEST_HOURS} hours and was ended; the pages it has are kept and charged. Watch fewer pages of slow sites in one monitor.`,
    );
    this.name = "TookTooLongError";
  }
}

/**
 * Carries out a claimed check: every page of its targets that is not recorded yet, and then its end. Writes only while
 * the claim holds, so it may be stopped at any moment and begun again by another worker.
 * @param signal aborted with a TookTooLongError to end the check, with anything else to leave it as it is
 * @throws the signal's reason; CheckTakenError; what the database threw
 */
export async function runCheck(check: ClaimedCheck, services: Services, signal: AbortSignal): Promise<void> {
  const expected = expectedPages(check);
  const recorder = services.recorder.of(check, expected);
  const endings: TargetEndings = {};
  try {
    const atOnce = Math.min(PAGES_AT_ONCE, expected ?? PAGES_AT_ONCE);
    await checkAllPages(check, services, { recorder, signal, atOnce, endings });
  } catch (error) {
    if (!(error instanceof TookTooLongError)) throw error;
    return recorder.end({ status: "failed", error: error.message, charge: "pages" });
  }
  await recorder.end({ status: "finished", targets: endings });
}

/** Whether a check has had all the time that one may take. */
export function isTooLong({ startedAt }: Pick<ClaimedCheck, "startedAt">): boolean {
  return Date.now() - startedAt.getTime() > LONGEST_HOURS * 3_600_000;
}

/** How many pages a check will visit; a target that this version does not carry out has none. */
export function expectedPages({ targets }: ClaimedCheck): number | null {
  return knownPages(targets.filter(({ type }) => runOf(type)));
}

type Work = { recorder: CheckRecorder; signal: AbortSignal; atOnce: number; endings: TargetEndings };

async function checkAllPages(
  check: ClaimedCheck,
  services: Services,
  { recorder, signal, atOnce, endings }: Work,
): Promise<void> {
  const failure = new AbortController();
  const stop = signal.aborted ? signal : failure.signal;
  const passOn = () => failure.abort(signal.reason);
  signal.addEventListener("abort", passOn, { once: true });
  const source = pagesOf(check, services, { recorder, signal: stop, endings });
  const share = { name: check.teamId, part: check.id, urgent: check.trigger === "manual" };
  const work = async () => {
    for await (const { page, run, visit } of source) {
      stop.throwIfAborted();
      if (isTooLong(check)) throw new TookTooLongError();
      const result = await checkPage(services, {
        page,
        ...run,
        unchangedFree: check.unchangedFree,
        isFirst: check.isFirst,
        signal: stop,
        share,
      });
      await (visit ? visit.seen(result) : recorder.add(result));
    }
  };
  const workers = Array.from({ length: atOnce }, () =>
    work().catch((error) => {
      // One that fails stops the others; they end before their results are written out.
      failure.abort(error);
    }),
  );
  await Promise.all(workers);
  signal.removeEventListener("abort", passOn);
  if (!stop.aborted) return;
  // What was fetched is kept.
  await recorder.flush();
  stop.throwIfAborted();
}

/** Every page this check has not recorded yet, target by target. Many may pull from it at once. */
async function* pagesOf(check: ClaimedCheck, services: Services, work: Omit<Work, "atOnce">) {
  for (const target of check.targets) {
    const kind = runOf(target.type);
    // A kind that this version does not carry out was refused when the monitor was made.
    if (!kind) continue;
    const run = { options: kind.options(target), price: kind.price(target) };
    const source = sourceOf(check, target.id, services, work);
    const visit = kind.visit?.(target, source);
    for await (const page of visit?.pages() ?? kind.pages(target, source)) yield { page, run, visit };
    if (visit) work.endings[target.id] = await closeVisit(visit, work);
  }
}

function sourceOf(
  check: ClaimedCheck,
  targetId: string,
  services: Services,
  { signal, recorder }: Pick<Work, "signal" | "recorder">,
): VisitSource {
  const { id: checkId, teamId, monitorId, resumed } = check;
  const share = { name: teamId, part: checkId, urgent: check.trigger === "manual" };
  return {
    checkId,
    monitorId,
    signal,
    track: (urls) => services.trackPages({ teamId, monitorId, targetId, checkId, resumed, urls }),
    fetchFile: (url) => services.fetchFile(url, signal, share),
    readContent: services.readContent,
    record: recorder.add,
  };
}

/** Records what is gone, which can be told once all pages of the visit are written. */
async function closeVisit(visit: TargetVisit, { recorder }: Pick<Work, "recorder">): Promise<TargetEnding> {
  await visit.settle();
  await recorder.flush();
  const { ending, gone } = await visit.close();
  for await (const pages of gone) for (const page of pages) await recorder.add(removedPage(page));
  return ending;
}

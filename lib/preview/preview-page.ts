import { availableCredits, chargeCredits, noCreditsLeft } from "#lib/credit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { badRequest } from "#lib/errors.ts";
import type { Previewed } from "#lib/fetch/index.ts";
import { PageError } from "#lib/page-error.ts";
import { previewer } from "#lib/preview/fetcher.ts";
import { beginPreview } from "#lib/preview/limits.ts";
import type { PreviewAnswer, PreviewInput } from "#lib/preview/model.ts";
import { readingOf, warningsOf } from "#lib/preview/words.ts";
import { assertRunnable, runOf } from "#lib/target/index.ts";
import { kindOf } from "#lib/target/kinds.ts";
import type { ScrapeOptions, Target, TargetInput } from "#lib/target/model.ts";

/** However slow the page is and whatever it waits for. */
const LONGEST_MS = 30_000;

/**
 * Fetches a page of a target now and says what text would be compared. Stores nothing but the charge, which is that of a
 * page; one that could not be read is free, and the answer's first warning says why.
 * @param left aborted when nobody waits for the answer any more
 * @param longestMs for tests
 * @throws BAD_REQUEST · PAYMENT_REQUIRED · RATE_LIMITED
 */
export async function previewPage(
  ctx: Ctx,
  input: PreviewInput,
  left?: AbortSignal,
  longestMs = LONGEST_MS,
): Promise<PreviewAnswer> {
  authorize(ctx, "previewPage");
  assertRunnable([input.target], () => "target");
  const url = pageOf(input.target, input.url);
  // It is stored nowhere, so its id names nothing.
  const target = { ...input.target, id: input.target.id ?? "" } as Target;
  const run = runOf(target.type);
  if (!run) throw new Error(`a ${target.type} target passed as one that can run`);
  const { base, formats } = run.price(target);
  if ((await availableCredits(ctx)) < base + formats) throw noCreditsLeft();
  const end = await beginPreview(ctx.teamId);
  try {
    const seen = await look(ctx, { url, options: run.options(target), left, longestMs });
    if (seen instanceof PageError) return unread(url, seen, input);
    const credits = seen.preview.text === null ? 0 : base + formats;
    await chargeCredits(ctx, credits);
    return {
      url,
      statusCode: seen.facts.statusCode,
      ...readingOf(seen.preview),
      warnings: warningsOf(seen, input),
      credits,
    };
  } finally {
    end();
  }
}

type Look = { url: string; options: ScrapeOptions; left: AbortSignal | undefined; longestMs: number };

/** @throws the reason of `left` */
async function look(ctx: Ctx, { url, options, left, longestMs }: Look): Promise<Previewed | PageError> {
  const timeUp = AbortSignal.timeout(longestMs);
  const share = { name: ctx.teamId, part: "preview", urgent: true };
  try {
    return await previewer()(url, options, left ? AbortSignal.any([left, timeUp]) : timeUp, share);
  } catch (error) {
    if (error instanceof PageError) return error;
    left?.throwIfAborted();
    if (!timeUp.aborted) throw error;
    return new PageError(`The page took longer than ${longestMs / 1000} s to be fetched and read.`);
  }
}

/** The page to look at. @throws BAD_REQUEST for one that is none of the target's */
function pageOf(target: TargetInput, wanted: string | undefined): string {
  const kind = kindOf(target);
  const pages = kind.addresses({ id: "", ...target });
  const refuse = (message: string) => badRequest(`url: ${message}`, [{ path: "url", message }]);
  const [first] = pages;
  const url = wanted ?? first;
  if (url === undefined) throw refuse("must name the page to look at; this target names none itself");
  const sameAs = (page: string) => URL.canParse(page) && new URL(page).href === new URL(url).href;
  if (kind.namesPages && !pages.some(sameAs)) throw refuse("must be one of the target's pages");
  return url;
}

function unread(url: string, error: PageError, input: PreviewInput): PreviewAnswer {
  return {
    url,
    statusCode: error.statusCode,
    title: null,
    contentType: null,
    text: "",
    warnings: [error.message, ...warningsOf(null, input)],
    credits: 0,
  };
}

import { bytes, count, duration } from "#components/check/words.ts";
import type { CheckPageAnswer } from "#lib/page/model.ts";

const number = (value: unknown) => (typeof value === "number" ? value : null);

/** "Answered 200 in 0.4 s · 4.5 KB · 2 credits": how a page was fetched and what that cost, for whoever asks. */
export function PageFigures({ page }: { page: CheckPageAnswer }) {
  const took = number(page.metadata.durationMs);
  const size = number(page.metadata.size);
  const answered = [
    page.statusCode === null ? "No answer" : `Answered ${page.statusCode}`,
    ...(took === null ? [] : [`in ${duration(took)}`]),
  ].join(" ");
  const parts = [answered, ...(size === null ? [] : [bytes(size)]), count(page.credits.total, "credit")];
  return <p className="px-3 pt-1.5 pb-2 text-muted text-xs tabular-nums">{parts.join(" · ")}</p>;
}

import { setTimeout as sleep } from "node:timers/promises";
import type { CheckSummary } from "#lib/monitor/model.ts";
import type { Ground } from "./ground.ts";

export type FinishedCheck = {
  checkId: string;
  pages: number;
  /** From the check's own startedAt to its finishedAt. */
  insideMs: number;
  /** From pressing Run until a GET says that it has ended. */
  outsideMs: number;
};

/**
 * Runs a monitor once and waits for the end.
 * @param expected how every page must have been found; a bench of something else would tell nothing
 * @throws Error when the check ended otherwise
 */
export async function runToEnd(
  { api, sql }: Pick<Ground, "api" | "sql">,
  monitorId: string,
  expected: keyof CheckSummary,
): Promise<FinishedCheck> {
  const began = performance.now();
  const checkId = await api.run(monitorId);
  // Asked of the database, since asking the product over and over would slow down what is measured.
  const ended = () => sql`select 1 from checks where id = ${checkId} and finished_at is not null`;
  while ((await ended()).length === 0) await sleep(10);
  const check = await api.check(monitorId, checkId);
  const outsideMs = performance.now() - began;
  const { totalPages } = check.summary;
  if (check.status !== "completed" || check.summary[expected] !== totalPages) {
    throw new Error(
      `Check ${checkId} ended ${check.status} with ${JSON.stringify(check.summary)}: ${expected} was expected. First page: ${JSON.stringify(check.pages[0])}`,
    );
  }
  const insideMs = Date.parse(check.finishedAt ?? "") - Date.parse(check.startedAt ?? "");
  return { checkId, pages: totalPages, insideMs, outsideMs };
}

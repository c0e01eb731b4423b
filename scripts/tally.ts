import { z } from "zod";

export type Tally = { passed: number; failed: number; skipped: number };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const PlaywrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** A run that went wrong in a way no test shows (a crash, an unhandled error, no report) counts as one failure. */
function honest(tally: Tally, code: number): Tally {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** Counts the tests of Vitest's JSON report; a file that could not be loaded is one failure. */
export function countVitest(report: unknown, code: number): Tally {
  const { data } = VitestReport.safeParse(report);
  if (!data) return honest(nothing, code || 1);
  const unloaded = data.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((result) => result.status === "failed"),
  );
  const tally = {
    passed: data.numPassedTests,
    failed: data.numFailedTests + unloaded.length,
    skipped: data.numPendingTests + data.numTodoTests,
  };
  return honest(tally, code);
}

/** Counts the tests of Playwright's JSON report. A flaky one, right only at the second try, has passed. */
export function countPlaywright(report: unknown, code: number): Tally {
  const { data } = PlaywrightReport.safeParse(report);
  if (!data) return honest(nothing, code || 1);
  const { expected, unexpected, flaky, skipped } = data.stats;
  return honest({ passed: expected + flaky, failed: unexpected, skipped }, code);
}

import { z } from "zod";

export type Tally = { passed: number; failed: number; skipped: number };

/** A test that failed: its file and its name, and what its assertion said. */
export type Failure = { test: string; message: string };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const PlaywrightSuite = z.object({
  get suites() {
    return z.array(PlaywrightSuite).optional();
  },
  specs: z
    .array(
      z.object({
        ok: z.boolean(),
        title: z.string(),
        file: z.string(),
        tests: z.array(
          z.object({
            results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
          }),
        ),
      }),
    )
    .optional(),
});
type PlaywrightSuite = z.infer<typeof PlaywrightSuite>;

const PlaywrightReport = z.object({
  suites: z.array(PlaywrightSuite).default([]),
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

/** The failed tests of Vitest's JSON report, and the files that could not be loaded. */
export function vitestFailures(report: unknown): Failure[] {
  const { data } = VitestReport.safeParse(report);
  return (data?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === "failed");
    if (status === "failed" && failed.length === 0) return [{ test: name, message }];
    return failed.map(({ fullName, failureMessages }) => ({
      test: `${name}: ${fullName}`,
      message: failureMessages?.join("\n") ?? "",
    }));
  });
}

/** The failed tests of Playwright's JSON report, also those that were right at a later try. */
export function playwrightFailures(report: unknown): Failure[] {
  const { data } = PlaywrightReport.safeParse(report);
  return (data?.suites ?? []).flatMap(failuresOf);
}

function failuresOf({ suites = [], specs = [] }: PlaywrightSuite): Failure[] {
  const own = specs.flatMap(({ title, file, ok, tests }) => {
    const errors = tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []));
    const test = `e2e/${file}: ${title}${ok ? " (right at a later try)" : ""}`;
    return ok && errors.length === 0 ? [] : [{ test, message: errors.join("\n") }];
  });
  return [...own, ...suites.flatMap(failuresOf)];
}

import { expect, test } from "vitest";
import { countPlaywright, countVitest, playwrightFailures, vitestFailures } from "./tally.ts";

const vitestReport = {
  numPassedTests: 1,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 0,
  testResults: [
    {
      name: "lib/a.test.ts",
      status: "failed",
      message: "",
      assertionResults: [
        { status: "passed", fullName: "right", failureMessages: [] },
        { status: "failed", fullName: "wrong", failureMessages: ["expected 1 to be 2"] },
      ],
    },
    { name: "lib/b.test.ts", status: "failed", message: "Cannot find module", assertionResults: [] },
  ],
};

test("a Vitest report is counted and its failures are named; a file that did not load is one", () => {
  expect(countVitest(vitestReport, 1)).toEqual({ passed: 1, failed: 2, skipped: 2 });
  expect(vitestFailures(vitestReport)).toEqual([
    { test: "lib/a.test.ts: wrong", message: "expected 1 to be 2" },
    { test: "lib/b.test.ts", message: "Cannot find module" },
  ]);
});

test("a Playwright report too, with the tests that were right only at a later try", () => {
  const spec = (title: string, ok: boolean, ...messages: (string | null)[]) => ({
    title,
    ok,
    file: "a.test.ts",
    tests: [{ results: messages.map((message) => (message ? { error: { message } } : {})) }],
  });
  const report = {
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
    suites: [
      { specs: [spec("right", true, null)], suites: [{ specs: [spec("wrong", false, "no such button")] }] },
      { specs: [spec("late", true, "not yet", null)] },
    ],
  };
  expect(countPlaywright(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  expect(playwrightFailures(report)).toEqual([
    { test: "e2e/a.test.ts: wrong", message: "no such button" },
    { test: "e2e/a.test.ts: late (right at a later try)", message: "not yet" },
  ]);
});

test("a run that ended badly, or left no report, is a failure though no test shows it", () => {
  expect(countVitest({ ...vitestReport, numFailedTests: 0, testResults: [] }, 1).failed).toBe(1);
  expect(countVitest(undefined, 0).failed).toBe(1);
  expect(countPlaywright(undefined, 0).failed).toBe(1);
});

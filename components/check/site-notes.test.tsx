// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { CheckAnswer } from "#lib/check/model.ts";
import { SiteNotes, TargetFailures } from "./site-notes.tsx";

afterEach(cleanup);

const check = (...targetResults: object[]) => ({ targetResults }) as unknown as CheckAnswer;

test("what was not reached is told by its reasons, the most frequent first, and beside it what was noticed", () => {
  const notReached = { count: 1203, reasons: { robots: 3, limit: 1200 } };
  render(<SiteNotes check={check({ targetId: "t", notReached, warnings: ["The limit was reached."] })} />);
  expect(screen.getByText("1,203 known pages not reached")).toBeTruthy();
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "1,200 left out by the limit",
    "3 forbidden by robots.txt",
  ]);
  expect(screen.getByText("The limit was reached.")).toBeTruthy();
});

test("a site that could not be read at all is one sentence", () => {
  render(<TargetFailures check={check({ targetId: "t", error: "The site is down." }, { targetId: "u" })} />);
  expect(screen.getByRole("status").textContent).toMatch(/^The site is down\./);
});

test("where there is nothing to tell, there is nothing", () => {
  const quiet = check({ targetId: "t", notReached: { count: 0, reasons: {} } }, { targetId: "u" });
  const { container } = render(
    <>
      <SiteNotes check={quiet} />
      <TargetFailures check={quiet} />
    </>,
  );
  expect(container.innerHTML).toBe("");
});

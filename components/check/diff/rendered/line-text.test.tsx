// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { LineText } from "./line-text.tsx";

afterEach(cleanup);

/** "Starter $[-19-]{+24+}" as a reader sees it. */
function drawn(before: string | null, after: string | null): string {
  const { container } = render(<LineText before={before} after={after} />);
  for (const gone of container.querySelectorAll("del")) gone.textContent = `[-${gone.textContent}-]`;
  for (const came of container.querySelectorAll("ins")) came.textContent = `{+${came.textContent}+}`;
  const text = container.textContent ?? "";
  cleanup();
  return text;
}

test.each([
  ["0\\. **Plans**", "0\\. **Plans**", "0. Plans"],
  ["Starter $19", "Starter $24", "Starter $[-19-]{+24+}"],
  ["All of it went away", "Nothing alike", "[-All of it went away-] {+Nothing alike+}"],
  [null, "Came", "{+Came+}"],
  ["Went", null, "[-Went-]"],
  ["", "now filled", "{+now filled+}"],
  ["a plain line", "a **plain** line", "a plain lineonly how it looks has changed"],
  [
    "[Read it](https://a.com/x/1) now",
    "[Read it](https://a.com/x/2) now",
    "Read it[-a.com/…/1-] {+a.com/…/2+} now",
  ],
])("%j and %j are drawn %j", (before, after, text) => {
  expect(drawn(before, after)).toBe(text);
});

test("a link leads to web addresses alone, in a tab that knows nothing of ours", () => {
  render(
    <LineText
      before="[a](https://a.com/x) [b](javascript:alert)"
      after="[a](https://a.com/x) [b](javascript:alert)"
    />,
  );
  const links = screen.getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["https://a.com/x"]);
  expect(links[0]?.getAttribute("rel")).toBe("noopener noreferrer nofollow");
});

test("no image is fetched: its words stand for it", () => {
  const { container } = render(<LineText before={null} after="![A chart](https://a.com/c.png)" />);
  expect(container.querySelector("img")).toBeNull();
  expect(container.textContent).toContain("A chart");
});

test("a line that no screen holds is cut, and shown whole when asked", async () => {
  const line = "word ".repeat(900).trim();
  const { container } = render(<LineText before={line} after={line} />);
  expect(container.textContent?.length).toBeLessThan(4100);
  await userEvent.setup().click(screen.getByRole("button", { name: "show 499 more characters" }));
  expect(container.textContent).toBe(line);
});

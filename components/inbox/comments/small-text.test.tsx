// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { SmallText } from "./small-text.tsx";

afterEach(cleanup);

const ana = { id: "1", email: "ana@example.com", name: "Ana Berg" };
const draw = (text: string) => render(<SmallText text={text} mentions={[ana]} />).container;

test("what was written is set as it was meant", () => {
  const shown = draw("**Sales** should *know*:\n\n- `a`\n- b\n\n> said\n\n```\ncode\n```\n\n2. two");
  expect(shown.querySelector("strong")?.textContent).toBe("Sales");
  expect(shown.querySelector("em")?.textContent).toBe("know");
  expect(shown.querySelectorAll("ul li")).toHaveLength(2);
  expect(shown.querySelector("blockquote")?.textContent).toBe("said");
  expect(shown.querySelector("pre")?.textContent).toBe("code");
  expect(shown.querySelector("ol")?.getAttribute("start")).toBe("2");
});

test("a member is shown by name, and whoever is none as typed", () => {
  const shown = draw("@ana@example.com and @eve@example.com");
  expect(screen.getByTitle("ana@example.com").textContent).toBe("@Ana Berg");
  expect(shown.textContent).toBe("@Ana Berg and @eve@example.com");
});

test("a link says nothing of where it was pressed, and opens beside", () => {
  draw("[here](https://example.com/x)");
  const link = screen.getByRole("link", { name: "here" });
  expect(link.getAttribute("rel")).toBe("noopener noreferrer nofollow ugc");
  expect(link.getAttribute("target")).toBe("_blank");
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<b onclick=alert(1)>x</b>",
  "[x](javascript:alert(1))",
  "<svg/onload=alert(1)>",
])("%s is shown as the signs that were typed", (typed) => {
  const shown = draw(typed);
  expect(shown.textContent).toBe(typed);
  expect(shown.querySelector("script, img, svg, b, a")).toBeNull();
});

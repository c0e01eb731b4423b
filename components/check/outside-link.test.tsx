// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { OutsideLink } from "./outside-link.tsx";

afterEach(cleanup);

test("a page is opened where it stands, in a tab that learns nothing of ours", () => {
  render(<OutsideLink url="https://example.com/pricing" />);
  const link = screen.getByRole("link", { name: "Open https://example.com/pricing in a new tab" });
  expect(link.getAttribute("href")).toBe("https://example.com/pricing");
  expect(link.getAttribute("target")).toBe("_blank");
  expect(link.getAttribute("rel")).toBe("noopener noreferrer nofollow");
});

test.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "no address"])(
  "%s is not opened",
  (url) => {
    render(<OutsideLink url={url} />);
    expect(screen.queryByRole("link")).toBeNull();
  },
);

import { expect, test } from "vitest";
import { nextPageUrl } from "./next-page.ts";

const query = { limit: 25, diffs: true };
const asked = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers });

test("the next page is at the path prefix that was called, and on the origin the client used", () => {
  const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": "watch.example" };
  for (const path of ["/v2/monitor/m/checks/c", "/api/v2/monitor/m/checks/c"]) {
    const next = new URL(nextPageUrl(asked(`http://inner:3000${path}?limit=25`, forwarded), 25, query));
    expect(next.origin).toBe("https://watch.example");
    expect(next.pathname).toBe(path);
  }
});

test("it asks for the same list: limit, filters, and diffs only when they were left out", () => {
  const request = asked("http://watch.example/v2/monitor/m/checks/c?skip=50&limit=10&unknown=1");
  const next = (more: object) =>
    Object.fromEntries(new URL(nextPageUrl(request, 60, { ...query, limit: 10, ...more })).searchParams);
  expect(next({})).toEqual({ skip: "60", limit: "10" });
  expect(next({ status: "changed", target: "t", diffs: false })).toEqual({
    skip: "60",
    limit: "10",
    status: "changed",
    target: "t",
    diffs: "false",
  });
});

// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { FirstSteps } from "#components/first-steps/first-steps.tsx";
import { NoteReading } from "#components/first-steps/note-reading.tsx";
import type { FirstStepsView } from "#components/first-steps/view.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";

const { draw, answer, calls, visits } = setUpScreens();

const fresh: FirstStepsView = {
  read: { done: false, href: "/monitors/d/checks/3" },
  run: { done: false, demoId: "d" },
  watch: { done: false },
};
const steps = () => screen.getAllByRole("listitem").map((item) => item.textContent);
const address = () => screen.getByRole("textbox", { name: "Address of a page of yours" });

test("the three steps stand in their order, the first leads to a change", () => {
  draw(<FirstSteps steps={fresh} />);
  expect(steps()).toEqual([
    "1Read a change",
    "2Run the demoChange the page",
    expect.stringMatching(/^3Watch a page of yours/),
  ]);
  expect(screen.getByRole("link", { name: "Read a change" }).getAttribute("href")).toBe(
    "/monitors/d/checks/3",
  );
});

test("what is done has a tick that is also said, and the field goes when a page is watched", () => {
  draw(<FirstSteps steps={{ ...fresh, read: { ...fresh.read, done: true }, watch: { done: true } }} />);
  expect(steps()).toEqual(["Read a changeDone", "2Run the demoChange the page", "Watch a page of yoursDone"]);
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("without a demo there is none to run", () => {
  draw(
    <FirstSteps steps={{ ...fresh, read: { done: false, href: null }, run: { done: true, demoId: null } }} />,
  );
  expect(steps()).toEqual(["1Read a change", expect.stringMatching(/^2Watch a page of yours/)]);
});

test("the demo is changed, run, and its check shown", async () => {
  const pressed: unknown[] = [];
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (path, init) => {
    if (path !== "/demo") return realFetch(path, init);
    pressed.push(init?.method);
    return new Response(null, { status: 204 });
  };
  answer("POST /v2/monitor/d/run", { success: true, id: "c4", data: { id: "c4" } });
  const { user } = draw(<FirstSteps steps={fresh} />);
  await user.dblClick(screen.getByRole("button", { name: "Change the page" }));
  await waitFor(() => expect(visits()).toEqual(["/monitors/d/checks/c4"]));
  expect(pressed).toEqual(["POST"]);
  expect(calls("POST /v2/monitor/d/run")).toHaveLength(1);
  globalThis.fetch = realFetch;
});

test("a demo that runs already is shown, and one that may not run says why", async () => {
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (path, init) =>
    path === "/demo" ? new Response(null, { status: 204 }) : realFetch(path, init);
  answer("POST /v2/monitor/d/run", refusal(402, "Less than one credit is left."));
  const { user, unmount } = draw(<FirstSteps steps={fresh} />);
  await user.click(screen.getByRole("button", { name: "Change the page" }));
  expect((await screen.findByRole("alert")).textContent).toBe(
    "The demo was not run. Less than one credit is left.",
  );
  answer("POST /v2/monitor/d/run", refusal(409, "A check is running.", { checkId: "c9" }));
  await user.click(screen.getByRole("button", { name: "Change the page" }));
  await waitFor(() => expect(visits()).toEqual(["/monitors/d/checks/c9"]));
  expect(screen.queryByRole("alert")).toBeNull();
  unmount();
  globalThis.fetch = realFetch;
});

test("an address alone makes a monitor, which runs at once and is shown", async () => {
  answer("POST /v2/monitor", { success: true, data: { id: "m1" } });
  answer("POST /v2/monitor/m1/run", { success: true, id: "c1", data: { id: "c1" } });
  const { user } = draw(<FirstSteps steps={fresh} />);
  await user.type(address(), "example.com/pricing{Enter}");
  await waitFor(() => expect(visits()).toEqual(["/monitors/m1"]));
  expect(calls("POST /v2/monitor")[0]?.body).toMatchObject({
    name: "example.com/pricing",
    schedule: { text: "every 30 minutes" },
    targets: [{ type: "scrape", urls: ["https://example.com/pricing"] }],
  });
  expect(calls("POST /v2/monitor/m1/run")).toHaveLength(1);
});

test("what is no address is said before anything is sent, and a refusal of the API after it", async () => {
  const { user } = draw(<FirstSteps steps={fresh} />);
  await user.type(address(), "pricing{Enter}");
  expect(screen.getByRole("alert").textContent).toMatch(/^Enter the address of a page/);
  expect(address().getAttribute("aria-invalid")).toBe("true");
  expect(calls("POST /v2/monitor")).toHaveLength(0);
  answer("POST /v2/monitor", refusal(400, "The address leads to a private network."));
  await user.clear(address());
  await user.type(address(), "http://10.0.0.1/x{Enter}");
  await waitFor(() =>
    expect(screen.getByRole("alert").textContent).toBe(
      "The monitor was not created. The address leads to a private network.",
    ),
  );
  expect(visits()).toEqual([]);
});

test("tried, a page shows the text that would be compared, on the spot and before anything is made", async () => {
  answer("POST /v2/monitor/preview", {
    success: true,
    data: {
      url: "https://example.com/pricing",
      statusCode: 200,
      title: "Pricing",
      contentType: "text/html",
      text: "# Pricing\n\nStarter $19",
      warnings: [],
      credits: 1,
    },
  });
  const { user } = draw(<FirstSteps steps={fresh} />);
  await user.type(address(), "example.com/pricing");
  await user.click(screen.getByRole("button", { name: "Try" }));
  const text = await screen.findByRole("region", { name: "The text that would be compared" });
  expect(text.textContent).toContain("Starter $19");
  expect(screen.getByRole("region", { name: "Text of https://example.com/pricing" }).textContent).toContain(
    "200 · 3 lines · 1 credit",
  );
  expect(calls("POST /v2/monitor/preview").map(({ body }) => body)).toEqual([
    {
      target: { type: "scrape", urls: ["https://example.com/pricing"] },
      url: "https://example.com/pricing",
    },
  ]);
  expect(calls("POST /v2/monitor")).toHaveLength(0);
  expect(visits()).toEqual([]);
});

test("a page that may not be tried says why; what is no address is not sent", async () => {
  answer("POST /v2/monitor/preview", refusal(400, "The address leads to a private network."));
  const { user } = draw(<FirstSteps steps={fresh} />);
  await user.click(screen.getByRole("button", { name: "Try" }));
  expect(screen.getByRole("alert").textContent).toMatch(/^Enter the address of a page/);
  await user.type(address(), "http://10.0.0.1/x");
  await user.click(screen.getByRole("button", { name: "Try" }));
  await waitFor(() =>
    expect(screen.getByRole("alert").textContent).toBe(
      "The page was not read. The address leads to a private network.",
    ),
  );
  expect(screen.queryByRole("region", { name: /^Text of/ })).toBeNull();
});

test("the form for more has the address that was typed", async () => {
  const { user } = draw(<FirstSteps steps={fresh} />);
  await user.type(address(), "example.com/a b");
  const tryIt = () => screen.getByRole("link", { name: "More options" }).getAttribute("href");
  await user.clear(address());
  await user.type(address(), "example.com/a");
  expect(tryIt()).toBe(`/monitors/new?url=${encodeURIComponent("https://example.com/a")}`);
});

test("hidden, they are gone at once and for good", async () => {
  answer("POST /v2/team/first-steps", { success: true });
  const { user } = draw(<FirstSteps steps={fresh} />);
  await user.click(screen.getByRole("button", { name: "Hide the first steps" }));
  expect(screen.queryByRole("region", { name: "First steps" })).toBeNull();
  await waitFor(() =>
    expect(calls("POST /v2/team/first-steps").map(({ body }) => body)).toEqual([{ to: "over" }]),
  );
});

test("a change that stands before somebody is noted once, a check without one is not", async () => {
  answer("POST /v2/team/first-steps", { success: true });
  const check = (changed: number) => ({ data: { id: "c", status: "completed", summary: { changed } } });
  answer("GET /v2/monitor/m/checks/c", check(0));
  const { client } = draw(<NoteReading monitorId="m" checkId="c" />);
  await waitFor(() => expect(calls("GET /v2/monitor/m/checks/c")).toHaveLength(1));
  expect(calls("POST /v2/team/first-steps")).toHaveLength(0);
  answer("GET /v2/monitor/m/checks/c", check(2));
  await client.invalidateQueries();
  await waitFor(() =>
    expect(calls("POST /v2/team/first-steps").map(({ body }) => body)).toEqual([{ to: "read" }]),
  );
  await client.invalidateQueries();
  expect(calls("POST /v2/team/first-steps")).toHaveLength(1);
});

// @vitest-environment jsdom
import { act, screen, waitFor, within } from "@testing-library/react";
import { ThemeProvider } from "next-themes";
import { afterEach, expect, test } from "vitest";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { monitorAnswer } from "#testing/screen-data.ts";
import { askBeforeLeaving } from "./leaving.ts";
import { openPalette, Palette } from "./palette.tsx";

const { draw, answer, calls, visits, departures } = setUpScreens();

const shop = monitorAnswer("1", { name: "Shop" });
const news = monitorAnswer("2", { name: "News", currentCheckId: "c" });
const rest = monitorAnswer("3", { name: "Rest", status: "paused" });

let stopAsking = () => {};
afterEach(() => stopAsking());

/** One page says something of a harbour, and no other does. */
const said = (words: string) =>
  "the harbour is closed".includes(words.toLowerCase())
    ? [
        {
          monitorId: "1",
          monitorName: "Shop",
          pageId: "p",
          url: "https://shop.example/",
          title: "Opening hours",
          excerpt: { before: "Today the ", hit: "harbour", after: " is closed" },
        },
      ]
    : [];

async function openWith(monitors: MonitorAnswer[], at = "/usage") {
  answer("GET /v2/monitor", ({ query }) => {
    const words = (query.get("search") ?? "").toLowerCase().split(" ");
    const data = monitors.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
    return { total: data.length, data };
  });
  answer("GET /v2/search", ({ query }) => ({ data: said(query.get("q") ?? ""), more: false }));
  const drawn = draw(
    <>
      <button type="button">Before</button>
      <Palette />
    </>,
    at,
  );
  screen.getByRole("button").focus();
  await drawn.user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByRole("combobox");
  await screen.findByText("Go to");
  return { ...drawn, box };
}
const options = () => screen.getAllByRole("option").map(({ textContent }) => textContent);
const option = (name: string) => screen.findByRole("option", { name });

test("its key opens it and closes it, and the focus returns to where it was", async () => {
  const { user } = await openWith([]);
  await user.keyboard("{Control>}k{/Control}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement?.textContent).toBe("Before");
  act(openPalette);
  expect(await screen.findByRole("dialog", { name: "Find a monitor, or do something" })).toBeTruthy();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("it offers monitors with how they stand, runs of those that may run, places and commands", async () => {
  await openWith([shop, news, rest]);
  expect(options().slice(0, 6)).toEqual([
    "Shop",
    "Newsrunning",
    "Restpaused",
    "Run Shop",
    "New monitor",
    "Changes",
  ]);
  expect(options().slice(-2)).toEqual(["Dark theme", "Sign out"]);
});

test("words are looked for on the server, the best match first; Enter chooses it", async () => {
  const { user } = await openWith([shop, news]);
  await user.keyboard("new");
  await waitFor(() => expect(options().slice(0, 2)).toEqual(["Newsrunning", "New monitor"]));
  expect(calls("GET /v2/monitor").at(-1)?.query.get("search")).toBe("new");
  expect(calls("GET /v2/monitor").at(-1)?.query.get("sort")).toBe("match");
  await user.keyboard("s");
  await screen.findByRole("option", { name: /News/, selected: true });
  expect(options()[0]).toBe("Newsrunning");
  await user.keyboard("{Enter}");
  expect(visits()).toEqual(["/monitors/2"]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("whatever was chosen before, other words choose the best match again", async () => {
  const { user } = await openWith([shop, news]);
  const selected = () => screen.getByRole("option", { selected: true }).textContent;
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(selected()).toBe("Run Shop");
  await user.keyboard("shop");
  await waitFor(() => expect(options()).toContain("Pause Shop"));
  expect(selected()).toBe("Shop");
});

test("the arrows choose, over the groups", async () => {
  const { user } = await openWith([shop, news]);
  const selected = () => screen.getByRole("option", { selected: true }).textContent;
  await waitFor(() => expect(selected()).toBe("Shop"));
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(selected()).toBe("Run Shop");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(visits()).toEqual(["/monitors/new"]);
});

test("the server is asked what a verb is about, without the verb", async () => {
  const { user } = await openWith([shop, news]);
  await user.keyboard("pause shop");
  await waitFor(() => expect(options()[0]).toBe("Pause Shop"));
  const searches = calls("GET /v2/monitor").map(({ query }) => query.get("search"));
  expect(searches).toContain("shop");
  expect(searches).toContain("pause shop");
});

test("a monitor is paused and resumed without leaving, and its page is where it was", async () => {
  const { user, box } = await openWith([shop]);
  let now = shop;
  answer("GET /v2/monitor", () => ({ total: 1, data: [now] }));
  answer("PATCH /v2/monitor/1", () => {
    now = { ...shop, status: now.status === "active" ? "paused" : "active" };
    return { data: now };
  });
  await user.keyboard("pause shop");
  await user.click(await option("Pause Shop"));
  const dialog = within(screen.getByRole("dialog"));
  expect((await dialog.findByRole("status")).textContent).toBe("Shop is paused.");
  expect(calls("PATCH /v2/monitor/1").map(({ body }) => body)).toEqual([{ status: "paused" }]);
  await user.clear(box);
  await user.keyboard("resume shop");
  await user.click(await option("Resume Shop"));
  await waitFor(() => expect(dialog.getByRole("status").textContent).toBe("Shop is active again."));
  expect(visits()).toEqual([]);
});

test("pausing what is being checked asks first; saying no leaves it running", async () => {
  const { user } = await openWith([news]);
  answer("PATCH /v2/monitor/2", { data: news });
  await user.keyboard("pause news");
  await user.click(await option("Pause News…"));
  await screen.findByRole("dialog", { name: "Pause News?" });
  await user.click(screen.getByRole("button", { name: "Keep it running" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(calls("PATCH /v2/monitor/2")).toEqual([]);

  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("pause news");
  await user.click(await option("Pause News…"));
  await user.click(await screen.findByRole("button", { name: "Pause and cancel the check" }));
  await waitFor(() =>
    expect(calls("PATCH /v2/monitor/2").map(({ body }) => body)).toEqual([{ status: "paused" }]),
  );
});

test("a duplicate is made, and its form opened", async () => {
  const { user } = await openWith([shop]);
  answer("POST /v2/monitor", { data: { ...shop, id: "9" } });
  await user.keyboard("duplicate shop");
  await user.click(await option("Duplicate Shop"));
  await waitFor(() => expect(visits()).toEqual(["/monitors/9/edit"]));
  expect(calls("POST /v2/monitor")[0]?.body).toMatchObject({ name: "Copy of Shop" });
});

test.each([
  ["edit shop", "Edit Shop", "/monitors/1/edit"],
  ["checks shop", "Checks of Shop", "/monitors/1?tab=checks"],
  ["keys", "API keys", "/settings/keys"],
])("“%s” leads to %s", async (search, label, href) => {
  const { user } = await openWith([shop]);
  await user.keyboard(search);
  await user.click(await option(label));
  expect(visits()).toEqual([href]);
});

test("a theme is set, and the palette gone", async () => {
  answer("GET /v2/monitor", { total: 0, data: [] });
  const { user } = draw(
    <ThemeProvider attribute="class">
      <Palette />
    </ThemeProvider>,
  );
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByText("Go to");
  await user.keyboard("dark");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.documentElement.classList.contains("dark")).toBe(true));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("signing out ends the session and leaves for the sign-in page", async () => {
  const { user } = await openWith([]);
  answer("POST /auth/sign-out", {});
  await user.keyboard("sign out{Enter}");
  await waitFor(() => expect(departures()).toBe(1));
  expect(calls("POST /auth/sign-out")).toHaveLength(1);
});

test("on a monitor's page what can be done to it comes first", async () => {
  answer("GET /v2/monitor/1", { data: shop });
  await openWith([shop, news], "/monitors/1");
  await waitFor(() =>
    expect(options().slice(0, 6)).toEqual([
      "Run Shop",
      "Pause Shop",
      "Edit Shop",
      "Duplicate Shop",
      "Checks of Shop",
      "Newsrunning",
    ]),
  );
});

test("what is chosen stays chosen when the monitors are read anew, and is the first when it is gone", async () => {
  const { user, client } = await openWith([shop, news]);
  const selected = () => screen.getByRole("option", { selected: true }).textContent;
  await user.keyboard("{ArrowDown}");
  expect(selected()).toBe("Newsrunning");
  answer("GET /v2/monitor", { total: 2, data: [rest, news] });
  await act(() => client.invalidateQueries({ queryKey: ["monitors"] }));
  await option("Restpaused");
  expect(selected()).toBe("Newsrunning");
  answer("GET /v2/monitor", { total: 1, data: [rest] });
  await act(() => client.invalidateQueries({ queryKey: ["monitors"] }));
  await waitFor(() => expect(selected()).toBe("Restpaused"));
});

test("what nothing matches is told", async () => {
  const { user } = await openWith([shop]);
  await user.keyboard("zebra");
  const sentence =
    "Nothing here is called “zebra”, and no monitor has it in its name or URLs, nor a page in its text.";
  expect(await screen.findByText(sentence)).toBeTruthy();
});

test("the page one is on is not gone to again", async () => {
  const { user } = await openWith([], "/settings");
  await user.click(await option("Settings"));
  expect(visits()).toEqual([]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a run leads to its monitor", async () => {
  const { user } = await openWith([shop]);
  answer("POST /v2/monitor/1/run", { data: { id: "c", monitorId: "1" } });
  await user.click(await option("Run Shop"));
  await waitFor(() => expect(visits()).toEqual(["/monitors/1"]));
});

test("a monitor that runs already is shown: that is what was asked for", async () => {
  const { user } = await openWith([shop]);
  answer("POST /v2/monitor/1/run", refusal(409, "A check is running.", { checkId: "c" }));
  await user.click(await option("Run Shop"));
  await waitFor(() => expect(visits()).toEqual(["/monitors/1"]));
});

test("a refused run is told above the list, until something else is looked for", async () => {
  const { user, box } = await openWith([shop]);
  answer("POST /v2/monitor/1/run", refusal(402, "There are not enough credits."));
  await user.click(await option("Run Shop"));
  const dialog = within(screen.getByRole("dialog"));
  expect((await dialog.findByRole("alert")).textContent).toBe(
    "Shop was not run. There are not enough credits.",
  );
  expect(visits()).toEqual([]);
  await user.type(box, "sh");
  await waitFor(() => expect(dialog.queryByRole("alert")).toBeNull());
});

test("while a run is asked for, a second one is not", async () => {
  const { user } = await openWith([shop]);
  const { promise, resolve } = Promise.withResolvers<object>();
  answer("POST /v2/monitor/1/run", () => promise);
  await user.click(await option("Run Shop"));
  await user.click(await option("Run Shop"));
  resolve({ data: { id: "c", monitorId: "1" } });
  await waitFor(() => expect(visits()).toEqual(["/monitors/1"]));
  expect(calls("POST /v2/monitor/1/run")).toHaveLength(1);
});

test("the places can be gone to when the monitors cannot be read", async () => {
  answer("GET /v2/monitor", refusal(500, "The database is away."));
  const { user } = draw(<Palette />);
  await user.keyboard("{Meta>}k{/Meta}");
  expect((await screen.findByRole("alert")).textContent).toBe("The database is away.");
  await user.click(await option("Usage"));
  expect(visits()).toEqual(["/usage"]);
});

test("a form that is not saved is asked first, and may let go later", async () => {
  const { user } = await openWith([shop]);
  let leave = () => {};
  stopAsking = askBeforeLeaving((go) => {
    leave = go;
    return true;
  });
  await user.click(await option("Settings"));
  expect(visits()).toEqual([]);
  leave();
  expect(visits()).toEqual(["/settings/team"]);
});

test("one that answers no, or is gone, holds nothing up", async () => {
  const { user } = await openWith([shop]);
  stopAsking = askBeforeLeaving(() => false);
  await user.click(await option("Settings"));
  expect(visits()).toEqual(["/settings/team"]);
});

test("pages that say what is looked for come in a group of their own, and open with it found", async () => {
  const { user } = await openWith([shop]);
  await user.keyboard("harbour");
  const found = await option("Opening hours, Shop Today the harbour is closed".replace("Shop ", "Shop"));
  expect(screen.getByText("In the text of pages")).toBeTruthy();
  expect(found.querySelector("mark")?.textContent).toBe("harbour");
  await user.click(found);
  await waitFor(() => expect(visits()).toEqual(["/monitors/1/pages/p?find=harbour"]));
});

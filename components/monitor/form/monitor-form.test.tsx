// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import type { PreviewAnswer } from "#lib/preview/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { monitorAnswer } from "#testing/screen-data.ts";
import { MonitorForm } from "./monitor-form.tsx";

const { draw, answer, calls, visits } = setUpScreens();

beforeEach(() => {
  answer("GET /v2/team/credit-usage", refusal(500, "not asked here"));
  answer("POST /v2/monitor", { success: true, data: monitorAnswer("made") });
});

const URL_OF_PAGE = "https://www.acme.example/pricing/";
const seen = (more: Partial<PreviewAnswer> = {}) => ({
  success: true,
  data: {
    url: URL_OF_PAGE,
    statusCode: 200,
    title: "Pricing — Acme",
    contentType: "text/html",
    text: "Plans\nStarter $19",
    warnings: [],
    credits: 1,
    ...more,
  },
});

const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const created = () => calls("POST /v2/monitor")[0]?.body as Record<string, unknown> | undefined;
const previewed = () => calls("POST /v2/monitor/preview").map(({ body }) => body);

async function drawWithPage(urls = URL_OF_PAGE) {
  const drawn = draw(<MonitorForm />);
  await drawn.user.click(field(/^URLs/));
  await drawn.user.paste(urls);
  return drawn;
}

describe("a new monitor", () => {
  test("needs no more than its page: name, schedule and the rest are proposed", async () => {
    const { user } = await drawWithPage();
    expect(field("Name").value).toBe("acme.example/pricing");
    await user.click(button("Create monitor"));
    await waitFor(() => expect(visits()).toEqual(["/monitors/made"]));
    expect(created()).toMatchObject({
      name: "acme.example/pricing",
      targets: [{ type: "scrape", urls: [URL_OF_PAGE] }],
      schedule: { text: "every 30 minutes" },
      retentionDays: 30,
    });
    expect(Object.keys(created() ?? {})).toEqual(["name", "schedule", "targets", "retentionDays"]);
  });

  test("asks for nothing that does not work yet", () => {
    draw(<MonitorForm />);
    for (const label of [/goal/i, /webhook/i, /e-?mail/i, /slack/i])
      expect(screen.queryByLabelText(label)).toBeNull();
  });

  test("without a page says what is missing, at its fields", async () => {
    const { user } = draw(<MonitorForm />);
    await user.click(button("Create monitor"));
    expect(await screen.findByText("The list must name at least one URL.")).toBeTruthy();
    expect(screen.getByText("The name must not be empty.")).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field(/^URLs/)));
    expect(created()).toBeUndefined();
  });

  test("a name of one's own stays whatever is tried; emptied, the proposal is back", async () => {
    answer("POST /v2/monitor/preview", seen());
    const { user } = await drawWithPage();
    await user.clear(field("Name"));
    await user.type(field("Name"), "Ours");
    await user.click(button("Try"));
    await screen.findByText(/Starter \$19/);
    expect(screen.getByDisplayValue("Ours")).toBeTruthy();
    await user.click(button("Close"));
    await user.clear(field("Name"));
    await user.tab();
    expect(field("Name").value).toBe("Pricing — Acme");
  });

  test.each([
    ["every weekday at 9am", { cron: "0 9 * * 1-5" }],
    ["every monday at 9", { cron: "0 9 * * 1" }],
    ["every 15 minutes during working hours", { cron: "*/15 8-18 * * 1-5" }],
    ["daily at 9:30 am", { text: "daily at 9:30 am" }],
  ])("“%s” is sent as the API takes it", async (phrase, schedule) => {
    const { user } = await drawWithPage();
    await user.clear(field("Schedule"));
    await user.type(field("Schedule"), phrase);
    await user.click(button("Create monitor"));
    await waitFor(() => expect(created()).toBeDefined());
    const { timezone, ...sent } = (created()?.schedule ?? {}) as Record<string, string>;
    expect(sent).toEqual(schedule);
    expect(timezone).toBeTruthy();
  });

  test("a cron without a short name is read out in words", async () => {
    const { user } = await drawWithPage();
    await user.clear(field("Schedule"));
    await user.type(field("Schedule"), "*/15 9-17 * * 1-5");
    expect(
      await screen.findByText("Reads as every 15 minutes, between 09:00 and 17:59, Monday through Friday."),
    ).toBeTruthy();
  });
});

describe("Try", () => {
  test("sends the options on screen, and shows the text, what is left out, and the warnings", async () => {
    const dropped = [{ by: "onlyMainContent" as const, lines: 2, text: "Home\nDocs" }];
    answer(
      "POST /v2/monitor/preview",
      seen({ warnings: ["“.nope” (includeTags) matches nothing on the page."], dropped }),
    );
    const { user } = await drawWithPage();
    await user.click(button("Parts"));
    await user.type(field(/^Keep only/), "main{enter}.nope");
    await user.click(button("Try"));
    const sheet = within(await screen.findByRole("dialog"));
    expect(await sheet.findByText(/Starter \$19/)).toBeTruthy();
    expect(sheet.getByText(/200 · 2 lines · 1 credit/)).toBeTruthy();
    expect(sheet.getByText(/“.nope” \(includeTags\) matches nothing/)).toBeTruthy();
    expect(sheet.getByText(/2 lines are left out, as not of the main content/)).toBeTruthy();
    expect(previewed()).toEqual([
      {
        url: URL_OF_PAGE,
        target: { type: "scrape", urls: [URL_OF_PAGE], scrapeOptions: { includeTags: ["main", ".nope"] } },
      },
    ]);
    expect(created(), "nothing is saved").toBeUndefined();
  });

  test("without a page says so, and asks nobody", async () => {
    const { user } = draw(<MonitorForm />);
    await user.click(button("Try"));
    expect(await screen.findByText("Name a page first; then it can be tried.")).toBeTruthy();
    expect(previewed()).toEqual([]);
  });

  test("what was changed since is told, and tried again", async () => {
    answer("POST /v2/monitor/preview", seen());
    const { user } = await drawWithPage();
    await user.click(button("Try"));
    await screen.findByText(/Starter \$19/);
    await user.click(button("Close"));
    await user.click(button("Whole page"));
    await user.click(button("Try"));
    await waitFor(() => expect(previewed()).toHaveLength(2));
    expect(previewed()[1]).toMatchObject({ target: { scrapeOptions: { onlyMainContent: false } } });
    await waitFor(() => expect(screen.queryByText(/Something was changed since/)).toBeNull());
  });

  test("of several pages the one that is chosen is read", async () => {
    answer("POST /v2/monitor/preview", ({ body }) =>
      seen({ url: (body as { url: string }).url, title: null }),
    );
    const { user } = await drawWithPage(`${URL_OF_PAGE}\nnot a page\nacme.example/plans`);
    await user.click(button("Try"));
    await screen.findByText(/Starter \$19/);
    await user.selectOptions(field("Page to try"), "http://acme.example/plans");
    await waitFor(() => expect(previewed()).toHaveLength(2));
    expect(previewed()[1]).toMatchObject({
      url: "http://acme.example/plans",
      target: { urls: [URL_OF_PAGE, "http://acme.example/plans"] },
    });
  });

  test.each([
    [429, "A team may try 20 pages a minute. Try again in 12 s."],
    [402, "No credits are left this month."],
  ])("a refusal (%i) stands in its place", async (status, sentence) => {
    answer("POST /v2/monitor/preview", refusal(status, sentence));
    const { user } = await drawWithPage();
    await user.click(button("Try"));
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(within(screen.getByRole("dialog")).queryByLabelText("The text that would be compared")).toBeNull();
  });

  test("a refused option stands at its field", async () => {
    const details = [{ path: "target.scrapeOptions.includeTags.1", message: '">>" is not a CSS selector.' }];
    answer("POST /v2/monitor/preview", refusal(400, "Refused", { code: "BAD_REQUEST", details }));
    const { user } = await drawWithPage();
    await user.click(button("Parts"));
    await user.type(field(/^Keep only/), "main{enter}>>");
    await user.click(button("Try"));
    await waitFor(() => expect(field(/^Keep only/).getAttribute("aria-invalid")).toBe("true"));
  });

  test("headers that cannot be sent are refused before anybody is asked", async () => {
    const { user } = await drawWithPage();
    await user.click(screen.getByText("Advanced"));
    await user.type(field(/^Request headers/), "no colon");
    await user.click(button("Try"));
    expect(await screen.findByText(/line 1 is not/)).toBeTruthy();
    expect(previewed()).toEqual([]);
  });
});

describe("an edited monitor", () => {
  const stored: Partial<MonitorAnswer> = {
    name: "Acme",
    goal: "Prices",
    judgeEnabled: true,
    webhook: { url: "https://example.com/hook" } as MonitorAnswer["webhook"],
    notification: {
      email: { enabled: true, recipients: ["a@b.example"], includeDiffs: false },
    } as MonitorAnswer["notification"],
  };

  test("sends what was changed, so that all an API client set is kept", async () => {
    const monitor = monitorAnswer("m", stored);
    answer("PATCH /v2/monitor/m", { success: true, data: monitor });
    const { user } = draw(<MonitorForm monitor={monitor} />);
    await user.clear(field("Retention"));
    await user.type(field("Retention"), "60");
    await user.click(button("Save changes"));
    await waitFor(() => expect(visits()).toEqual(["/monitors/m"]));
    expect(calls("PATCH /v2/monitor/m")[0]?.body).toEqual({ retentionDays: 60 });
  });

  test("unchanged is sent nowhere", async () => {
    const { user } = draw(<MonitorForm monitor={monitorAnswer("m", stored)} />);
    await user.click(button("Save changes"));
    await waitFor(() => expect(visits()).toEqual(["/monitors/m"]));
    expect(calls("PATCH /v2/monitor/m")).toEqual([]);
  });

  test("parts that were looked away from come back with what was written", async () => {
    const monitor = monitorAnswer("m", {
      targets: [
        { id: "t", type: "scrape", urls: ["https://a.example"], scrapeOptions: { includeTags: [".price"] } },
      ],
    });
    const { user } = draw(<MonitorForm monitor={monitor} />);
    expect(field(/^Keep only/).value).toBe(".price");
    await user.click(button("Main content"));
    expect(screen.queryByLabelText(/^Keep only/)).toBeNull();
    await user.click(button("Parts"));
    expect(field(/^Keep only/).value).toBe(".price");
  });
});

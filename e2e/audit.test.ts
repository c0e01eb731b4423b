import { readFile } from "node:fs/promises";
import { startCheck, updateMonitor } from "#lib/check/index.ts";
import { createApiKey } from "#lib/team/index.ts";
import { expectGoodLooks } from "./looks.ts";
import { expect, test } from "./test.ts";
import { watch } from "./watch.ts";

test("what was done stands in the log, is narrowed, told in full, and taken along", async ({
  page,
  signedIn,
}) => {
  const { id: monitorId } = await watch(signedIn, "Acme pricing", ["https://example.com/pricing"]);
  await updateMonitor(signedIn.ctx, monitorId, { schedule: { text: "every 30 minutes" } });
  await updateMonitor(signedIn.ctx, monitorId, {
    webhook: {
      url: "https://hooks.slack.com/services/T01ABCDEF/B01ABCDEF/hunter2hunter2hunter2",
      headers: { Authorization: "Bearer hunter2" },
    },
    goal: "Tell of every price that changes, also of those in footnotes and of those in other currencies.",
    retentionDays: 90,
  });
  await createApiKey(signedIn.ctx, {
    name: "A program with a rather long name, so that it has to be broken somewhere",
  });
  await startCheck(signedIn.ctx, monitorId);
  await page.goto("/settings/audit");
  const rows = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Details/ }) });
  await expect(rows.filter({ hasText: `${signedIn.email} changed schedule of Acme pricing` })).toContainText(
    "→ every 30 minutes",
  );
  await expect(rows.filter({ hasText: "ran Acme pricing" })).toHaveCount(1);
  await expectGoodLooks(page);

  await page.getByLabel("Action").selectOption({ label: "Changed a monitor" });
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL("/settings/audit?action=monitor.changed");
  await page.getByLabel("Search the log").fill("webhook slack");
  await expect(rows).toHaveCount(1);
  await rows.getByRole("button").click();
  await expect(page.getByRole("table")).toContainText(
    "https://hooks.slack.com/services/••••••/••••••/••••••",
  );
  await expect(page.getByRole("main")).not.toContainText("hunter2");
  await expectGoodLooks(page);

  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^tidemark-audit-[\d-]+\.csv$/);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toMatch(/^time,person,/);
  expect(text.match(/monitor\.changed/g)).toHaveLength(1);

  await page.reload();
  await expect(rows).toHaveCount(1);
  await page.getByLabel("Search the log").fill("nobody did this");
  await expect(page.getByText("Nothing that was done passes these filters.")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page).toHaveURL("/settings/audit");
  await expect(rows.filter({ hasText: "exported the audit log" })).toHaveCount(1);
});

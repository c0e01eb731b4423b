import { updateMonitor } from "#lib/check/index.ts";
import { expect, test } from "./test.ts";
import { watch } from "./watch.ts";

test("the palette leads to a monitor by a few letters, and back to where one was", async ({
  page,
  signedIn,
}) => {
  for (const name of ["Acme pricing", "Harbour office"]) await watch(signedIn, name, ["https://example.com"]);
  await page.goto("/monitors");
  const name = page.getByRole("link", { name: "Acme pricing" });
  await name.focus();
  const palette = page.getByRole("dialog", { name: "Jump to a monitor, or run one" });
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(palette).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(palette.getByText("Run now")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(name).toBeFocused();

  await page.getByRole("button", { name: "Jump to…" }).click();
  await page.keyboard.type("harb");
  await expect(palette.getByRole("option")).toHaveText(["Harbour office", "Run Harbour office"]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Harbour office" })).toBeVisible();
  await expect(palette).toBeHidden();
});

test("a run from the palette shows its check; a refused one is told there", async ({
  page,
  signedIn,
  site,
  quiet,
}) => {
  quiet.allow(409, 503);
  site.page("/", "<main><p>Here</p></main>");
  const monitor = await watch(signedIn, "Run me", [site.url("/")]);
  // Without notices the palette does not learn that the monitor is paused.
  await page.route("**/api/live", (route) => route.fulfill({ status: 503 }));
  await page.goto("/usage");
  const palette = page.getByRole("dialog");
  await page.getByRole("button", { name: "Jump to…" }).click();
  await expect(palette.getByRole("option", { name: "Run Run me" })).toBeVisible();
  await updateMonitor(signedIn.ctx, monitor.id, { status: "paused" });
  await palette.getByRole("option", { name: "Run Run me" }).click();
  await expect(palette.getByRole("alert")).toHaveText(/^Run me was not run\. Monitor is paused\./);
  await expect(palette.getByText("Run now"), "nothing is left to run").toBeHidden();
  await page.keyboard.press("Escape");

  await updateMonitor(signedIn.ctx, monitor.id, { status: "active" });
  await page.reload();
  await page.getByRole("button", { name: "Jump to…" }).click();
  await palette.getByRole("option", { name: "Run Run me" }).click();
  await expect(page).toHaveURL(`/monitors/${monitor.id}`);
  await expect(page.getByText("Nothing has changed yet.")).toBeVisible();
});

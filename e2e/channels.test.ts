import { expectGoodLooks } from "./looks.ts";
import { expect, test } from "./test.ts";
import { watch } from "./watch.ts";

test("a feed is made, read by its address and revoked", async ({ page, signedIn, quiet }) => {
  quiet.allow(404);
  await watch(signedIn, "Acme pricing with a name that goes on and on, longer than a column", [
    "https://example.com",
  ]);
  await page.goto("/settings/feeds");
  await expect(page.getByText("No feed yet.")).toBeVisible();
  await page.getByRole("button", { name: "Create feed" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("My reader");
  await page.getByRole("dialog").getByRole("button", { name: "Create feed" }).click();
  const address = await page.getByRole("dialog").locator("code").first().textContent();
  await expectGoodLooks(page);
  const read = () => page.request.get(address ?? "");
  const feed = await read();
  expect(feed.status()).toBe(200);
  expect(await feed.text()).toContain("<feed");
  const again = await page.request.get(address ?? "", {
    headers: { "if-none-match": feed.headers().etag ?? "" },
  });
  expect(again.status()).toBe(304);
  await page.getByRole("button", { name: "Copy Atom address" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Revoke My reader" }).click();
  await page.getByRole("button", { name: "Revoke feed" }).click();
  await expect(page.getByText("Revoked")).toBeVisible();
  expect((await read()).status()).toBe(404);
});

test("a channel is added, tested, paused and deleted", async ({ page, signedIn, site }) => {
  site.page("/hook", "ok");
  await watch(signedIn, "Acme pricing", ["https://example.com"]);
  await page.goto("/settings/channels");
  await page.getByRole("button", { name: "Add channel" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill("#pricing");
  await form.getByLabel("Incoming webhook URL").fill(site.url("/hook"));
  await form.getByLabel("All monitors").uncheck();
  await form.getByLabel("Acme pricing").check();
  await expect(form.getByText("Would have told of 0 of 0 in the last 7 days")).toBeVisible();
  await form.getByRole("button", { name: "Preview what is sent" }).click();
  await expect(form.getByLabel("What is sent")).toHaveValue(/"type": "header"/);
  await expectGoodLooks(page);
  await form.getByRole("button", { name: "Add channel" }).click();
  await page.getByRole("button", { name: "Send a test to #pricing" }).click();
  await expect(page.getByText("The test arrived: 200.")).toBeVisible();
  expect(JSON.parse(site.lastRequest("/hook")?.body ?? "{}")).toHaveProperty("blocks");
  await expectGoodLooks(page);
  await page.getByRole("button", { name: "Pause #pricing" }).click();
  await expect(page.getByText("· paused")).toBeVisible();
  await page.getByRole("button", { name: "Delete #pricing" }).click();
  await page.getByRole("button", { name: "Delete channel" }).click();
  await expect(page.getByText("No channel yet.")).toBeVisible();
});

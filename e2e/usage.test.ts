import { expect, test } from "./test.ts";
import { storeChange, storeCharges, watch } from "./watch.ts";

test("every monitor that was charged has its history, on whichever page, and a share that stays on its line", async ({
  page,
  signedIn,
}) => {
  const monitors = await Promise.all(
    Array.from({ length: 30 }, (_, index) => watch(signedIn, `Monitor ${index}`, ["https://example.com"])),
  );
  for (const monitor of monitors) await storeChange(signedIn.ctx, monitor, "old\n", "new\n");
  await storeCharges(signedIn.ctx, monitors);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/usage");
  const table = page.getByRole("region", { name: "By monitor" }).getByRole("table");
  const rows = table.getByRole("row").filter({ has: page.getByRole("cell") });
  const histories = table.getByRole("list", { name: /^History/ });
  await expect(rows).toHaveCount(25);
  await expect(histories).toHaveCount(25);
  const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(Math.max(...heights) - Math.min(...heights), "rows of one height").toBeLessThan(1);
  for (const width of [640, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const lines = await table
      .getByText(/^(\d+|under 1) %$/)
      .evaluateAll((all) => all.map((share) => share.getClientRects().length));
    expect(Math.max(...lines), `lines of a share at ${width} px`).toBe(1);
    const tall = await table
      .getByText(/^\d+ %$/)
      .first()
      .evaluate((share) => share.getBoundingClientRect().height);
    expect(tall).toBeLessThan(24);
  }
  await page
    .getByRole("navigation", { name: "Pages of monitors" })
    .getByRole("button", { name: "Next" })
    .click();
  await expect(rows).toHaveCount(5);
  await expect(histories).toHaveCount(5);
});

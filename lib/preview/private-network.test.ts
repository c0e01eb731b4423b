import { expect, test, vi } from "vitest";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { startSite } from "#testing/site.ts";
import { previewPage } from "./index.ts";
import { PreviewInput } from "./model.ts";

// Before anything reads it.
vi.hoisted(() => {
  process.env.TIDEMARK_ALLOW_PRIVATE_NETWORK = "false";
});
ownDatabase();

test("a preview reaches no address that a check may not reach, nor by way of another", async () => {
  const site = await startSite();
  site.page("/secret", "<main>Secret</main>");
  const ctx = await newTeam();
  const host = `127.0.0.1:${site.port}`;
  for (const url of [
    site.url("/secret"),
    `http://2130706433:${site.port}/secret`,
    `http://localhost:${site.port}/secret`,
    "http://[::1]/",
    "http://169.254.169.254/latest",
  ]) {
    const seen = await previewPage(ctx, PreviewInput.parse({ target: { type: "scrape", url } }));
    expect(seen, url).toMatchObject({ statusCode: null, text: "", title: null, credits: 0 });
    expect(seen.warnings[0], host).toMatch(/private|not allowed|refus|TIDEMARK_ALLOW_PRIVATE_NETWORK/i);
  }
  await site.close();
});

import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { pageSurfaces, pages } from "#lib/db/schema.ts";
import { newMonitor, ownSite, runNow, soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";

// What is sent instead of a page, and what another version of the converter makes of one: neither is a change of it.

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const members = "<main><h1>Members</h1><p>Balance: $10</p><p>Your delivery comes on Friday.</p></main>";
const signIn =
  "<main><h1>Sign in</h1><label>E-mail <input name=mail></label><label>Password <input type=password></label></main>";
const nginx =
  "<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>";

async function watching(path: string, scrapeOptions: Record<string, unknown> = {}) {
  const targets = [{ type: "scrape", urls: [site().url(path)], scrapeOptions }];
  const monitor = await newMonitor(ctx, [], { targets });
  return { monitor, run: async () => (await runNow(ctx, monitor.id, fetchPage)).pages[0] };
}

describe("what stands where a page was", () => {
  test.each([
    ["sign-in", signIn, /^The site asks to sign in instead of the page/],
    ["age", "<h1>Are you over 18?</h1><button>Yes</button>", /^The site asks for the visitor's age/],
    ["region", "<p>This page is not available in your country.</p>", /^The site is not shown in the country/],
    ["maintenance", "<h1>We'll be back soon</h1>", /^The site is down for maintenance/],
    ["server", nginx, /^The server showed an error page \(“502 Bad Gateway”, of a proxy\)/],
  ])("is an error, and the page is compared with its last good version: %s", async (name, html, sentence) => {
    const path = `/instead/${name}`;
    site().page(path, members);
    const { run } = await watching(path);
    expect(await run()).toMatchObject({ status: "new" });
    for (const bytes of [html, `${html} `]) {
      site().page(path, bytes);
      const page = await run();
      expect(page).toMatchObject({ status: "error", statusCode: 200, diff: null });
      expect(page?.error).toMatch(sentence);
    }
    site().page(path, members);
    expect(await run()).toMatchObject({ status: "same" });
    site().page(path, members.replace("$10", "$12"));
    expect((await run())?.diff?.text).toContain("-Balance: $10\n+Balance: $12\n");
    expect((await soundLedger(ctx.teamId)).charged).toBe(2);
  });

  test("also where the page leads there", async () => {
    site().page("/account", members);
    site().page("/login", signIn);
    const { run } = await watching("/account");
    await run();
    site().page("/account", { status: 302, headers: { location: "/login" }, body: "" });
    expect((await run())?.error).toMatch(/^The site asks to sign in/);
  });

  test("a page to sign in that is watched as such changes like any other", async () => {
    site().page("/own-login", signIn);
    const { run } = await watching("/own-login");
    expect(await run()).toMatchObject({ status: "new" });
    site().page("/own-login", signIn.replace("Sign in", "Welcome back, sign in"));
    expect(await run()).toMatchObject({ status: "changed" });
  });
});

describe("a baseline that another version of the converter made", () => {
  async function madeBefore(path: string, html: string) {
    site().page(path, html);
    const watched = await watching(path);
    await watched.run();
    const [page] = await db().select().from(pages).where(eq(pages.monitorId, watched.monitor.id));
    if (!page) throw new Error("the page was not tracked");
    await db().update(pageSurfaces).set({ fingerprint: "4" }).where(eq(pageSurfaces.pageId, page.id));
    await db().update(pages).set({ fingerprint: "of the version before" }).where(eq(pages.id, page.id));
    return watched;
  }

  test("is no news of a page of which more is read now, whether its bytes are others or not", async () => {
    const { run } = await madeBefore("/made/more", "<main><p>Lamp</p><p>$10</p></main>");
    // As the version before read it: without what stands in the field.
    site().page("/made/more", "<main><p>Lamp</p><input value=3><p>$10</p></main><!-- 2 -->");
    expect(await run()).toMatchObject({ status: "same", metadata: { newBaseline: true } });
    expect(await run()).toMatchObject({ status: "same" });
    site().page("/made/more", "<main><p>Lamp</p><input value=4><p>$10</p></main>");
    expect((await run())?.diff?.text).toContain("-3\n+4\n");
  });

  test("is compared with what changed meanwhile", async () => {
    const { run } = await madeBefore("/made/changed", "<main><p>Lamp</p><p>$10</p></main>");
    site().page("/made/changed", "<main><p>Lamp</p><input value=3><p>$12</p></main>");
    expect((await run())?.diff?.text).toContain("-$10\n");
  });

  test("is compared with words that were added, where nothing else is read of the page", async () => {
    const { run } = await madeBefore("/made/longer", "<main><p>Lamp</p></main>");
    site().page("/made/longer", "<main><p>Lamp, sold out</p></main>");
    expect((await run())?.diff?.text).toContain("-Lamp\n+Lamp, sold out\n");
  });

  test("is not given up for a gate", async () => {
    const { run } = await madeBefore("/made/gate", members);
    site().page("/made/gate", signIn);
    expect((await run())?.error).toMatch(/^The site asks to sign in/);
    site().page("/made/gate", members);
    expect(await run()).toMatchObject({ status: "same" });
  });
});

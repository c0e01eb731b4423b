import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { PageVersionAnswer, PageVersionTextAnswer, TrackedPageAnswer } from "#lib/page/model.ts";
import { newApiUser, type Reply } from "#testing/api.ts";
import { newMonitor, ownSite, runNow } from "#testing/checks.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

async function watched(path: string, texts: string[]) {
  const user = await newApiUser();
  const monitor = await newMonitor(user.ctx, [site().url(path)]);
  const ran = [];
  for (const text of texts) {
    site().page(path, `<main><p>${text}</p></main>`);
    ran.push((await runNow(user.ctx, monitor.id, fetchPage)).pages[0]!);
  }
  const { pageId } = ran[0]!;
  const root = `/v2/monitor/${monitor.id}/pages/${pageId}`;
  return { user, monitor, ran, pageId, root };
}

test("versions are walked by next, each once, and read with their text", async () => {
  const { user, ran, root } = await watched("/walk", ["a", "b", "c"]);
  const seen: string[] = [];
  let path: string | undefined = `/api${root}/versions?limit=2`;
  while (path) {
    const reply: Reply<PageVersionAnswer[]> = await user.call("GET", path);
    const { status, body } = reply;
    expect(status).toBe(200);
    seen.push(...body.data.map(({ id }) => id));
    if (body.next) expect(body.next).toMatch(`http://tidemark.test/api${root}/versions?cursor=`);
    path = body.next?.replace("http://tidemark.test", "");
  }
  expect(seen).toEqual(ran.map(({ id }) => id).reverse());
  const one = await user.call<PageVersionTextAnswer>("GET", `/api${root}/versions/${seen[2]}`);
  expect(one.body.data).toMatchObject({ id: seen[2], text: "a", kind: "markdown", newerId: seen[1] });
  const page = await user.call<TrackedPageAnswer>("GET", `/api${root}`);
  expect(page.body.data).toMatchObject({
    url: site().url("/walk"),
    lastStatus: "changed",
    failingSince: null,
  });
});

test("a page that fails says since when", async () => {
  const { user, monitor, root } = await watched("/fails", ["fine"]);
  site().page("/fails", () => ({ status: 500, body: "no" }));
  const first = await runNow(user.ctx, monitor.id, fetchPage);
  await runNow(user.ctx, monitor.id, fetchPage);
  const { body } = await user.call<TrackedPageAnswer>("GET", `/api${root}`);
  expect(body.data.lastError).toContain("500");
  const since = Date.parse(body.data.failingSince ?? "");
  expect(Math.abs(since - Date.parse(first.pages[0]!.createdAt))).toBeLessThan(1000);
});

test.each([
  ["limit=0", "limit"],
  ["limit=101", "limit"],
  ["limit=many", "limit"],
  ["cursor=first", "cursor"],
])("versions?%s is refused by name", async (query, field) => {
  const { user, root } = await watched("/refused", ["a"]);
  const { status, body } = await user.call("GET", `/api${root}/versions?${query}`);
  expect(status).toBe(400);
  expect(body.details?.map(({ path }) => path)).toEqual([field]);
});

test("what is not there is told by what it is", async () => {
  const { user, monitor, root } = await watched("/missing", ["a"]);
  const nobody = randomUUID();
  const asked = async (path: string) => (await user.call("GET", `/api${path}`)).body;
  expect(await asked(`/v2/monitor/${nobody}/pages/${nobody}/versions`)).toMatchObject({
    error: "Monitor not found",
  });
  expect(await asked(`/v2/monitor/${monitor.id}/pages/${nobody}`)).toMatchObject({ error: "Page not found" });
  expect(await asked(`${root}/versions/${nobody}`)).toMatchObject({ error: "Version not found" });
  expect(await asked(`${root}/versions/newest`)).toMatchObject({ code: "BAD_REQUEST" });
  const stranger = await newApiUser();
  const reply = await stranger.call("GET", `/api${root}/versions`);
  expect(reply).toMatchObject({ status: 404, body: { error: "Monitor not found" } });
});

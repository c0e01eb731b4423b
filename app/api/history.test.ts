import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { indexTexts } from "#lib/page/index.ts";
import type {
  BlameAnswer,
  FoundInVersionsAnswer,
  FoundPageAnswer,
  KeptVersionAnswer,
} from "#lib/page/model.ts";
import { newApiUser } from "#testing/api.ts";
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
  await indexTexts();
  const { pageId } = ran[0]!;
  return { user, monitor, ran, root: `/api/v2/monitor/${monitor.id}/pages/${pageId}` };
}

test("a page's history is read: its line, its lines' blame, and where words stand", async () => {
  const { user, ran, root } = await watched("/history", ["one word", "two words", "three words"]);
  expect((await user.call("GET", `${root}/timeline`)).body.data).toMatchObject({
    complete: true,
    failures: [],
  });
  const blame = await user.call<BlameAnswer>("GET", `${root}/versions/${ran[2]!.id}/blame`);
  expect(blame.body.data).toMatchObject({ first: [0], changed: [2], times: [2] });
  const found = await user.call<FoundInVersionsAnswer>("GET", `${root}/find?q=TWO+words`);
  expect(found.body.data.stretches).toMatchObject([{ last: { id: ran[1]!.id }, goneIn: { id: ran[2]!.id } }]);
  for (const nothing of ["find", "find?q=", "find?q=%20%20"]) {
    const { body } = await user.call<FoundInVersionsAnswer>("GET", `${root}/${nothing}`);
    expect(body.data).toMatchObject({ versionsLookedAt: 0, stretches: [], cursor: null });
  }
  const exact = await user.call<FoundInVersionsAnswer>("GET", `${root}/find?q=TWO+words&matchCase=true`);
  expect(exact.body.data.stretches).toEqual([]);
});

test("a version is kept for good, listed with a way on, and let go", async () => {
  const { user, monitor, ran, root } = await watched("/keep", ["1", "2"]);
  const kept = `/api/v2/monitor/${monitor.id}/kept-versions`;
  expect(
    (await user.call("POST", `${root}/versions/${ran[0]!.id}/keep`, { body: { note: " why " } })).status,
  ).toBe(200);
  expect((await user.call("POST", `${root}/versions/${ran[1]!.id}/keep`)).status).toBe(200);
  const first = await user.call<KeptVersionAnswer[]>("GET", `${kept}?limit=1&pageId=${ran[0]!.pageId}`);
  expect(first.body).toMatchObject({ total: 2, data: [{ versionId: ran[1]!.id }] });
  const next = first.body.next?.replace("http://tidemark.test", "") ?? "";
  expect(next).toContain(`pageId=${ran[0]!.pageId}`);
  const second = await user.call<KeptVersionAnswer[]>("GET", next);
  expect(second.body).toMatchObject({ data: [{ versionId: ran[0]!.id, kept: { note: "why" } }] });
  expect(second.body.next).toBeUndefined();
  expect((await user.call("DELETE", `${root}/versions/${ran[0]!.id}/keep`)).status).toBe(200);
  expect((await user.call("DELETE", `${root}/versions/${randomUUID()}/keep`)).status).toBe(404);
  expect((await user.call("GET", kept)).body).toMatchObject({ total: 1 });
});

test("what the team's pages say is searched", async () => {
  const { user, monitor, root } = await watched("/said", ["Liability is limited to direct damage."]);
  const { body } = await user.call<FoundPageAnswer[]>(
    "GET",
    `/api/v2/search?q=${encodeURIComponent('"limited to" dam')}`,
  );
  expect(body).toMatchObject({
    more: false,
    data: [{ monitorId: monitor.id, monitorName: "Test", excerpt: { hit: "limited to" } }],
  });
  expect(root).toContain(body.data[0]!.pageId);
  const stranger = await newApiUser();
  expect((await stranger.call("GET", "/api/v2/search?q=liability")).body.data).toEqual([]);
});

test.each([
  [`find?q=${"a".repeat(1001)}`, "q"],
  ["find?q=a&matchCase=maybe", "matchCase"],
  ["find?q=a&cursor=first", "cursor"],
])("%s is refused by name", async (query, field) => {
  const { user, root } = await watched("/refused", ["a"]);
  const { status, body } = await user.call("GET", `${root}/${query}`);
  expect([status, body.details?.map(({ path }) => path)]).toEqual([400, [field]]);
});

test("a note of any length is refused, and what is not there is told by what it is", async () => {
  const { user, monitor, ran, root } = await watched("/missing", ["a"]);
  const long = await user.call("POST", `${root}/versions/${ran[0]!.id}/keep`, {
    body: { note: "a".repeat(501) },
  });
  expect([long.status, long.body.details?.[0]?.path]).toEqual([400, "note"]);
  const nobody = randomUUID();
  const page = `/api/v2/monitor/${monitor.id}/pages/${nobody}`;
  const asked = [
    ["GET", `${page}/timeline`, "Page not found"],
    ["GET", `${page}/find?q=a`, "Page not found"],
    ["GET", `${root}/versions/${nobody}/blame`, "Version not found"],
    ["POST", `${root}/versions/${nobody}/keep`, "Version not found"],
    ["GET", `/api/v2/monitor/${nobody}/kept-versions`, "Monitor not found"],
  ] as const;
  for (const [method, path, error] of asked) {
    expect(await user.call(method, path), path).toMatchObject({ status: 404, body: { error } });
  }
  const stranger = await newApiUser();
  for (const path of ["timeline", "find?q=a", `versions/${ran[0]!.id}/blame`]) {
    expect(await stranger.call("GET", `${root}/${path}`)).toMatchObject({ status: 404 });
  }
});

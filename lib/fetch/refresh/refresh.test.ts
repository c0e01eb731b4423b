import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { env } from "#lib/env.ts";
import { createPageFetcher } from "#lib/fetch/fetch-page.ts";
import type { FetchedPage } from "#lib/fetch/fetched-page.ts";
import { unpackText } from "#lib/page/index.ts";
import { type Site, type SitePage, startSite } from "#testing/site.ts";

const fetcher = createPageFetcher({ ...env(), TIDEMARK_ALLOW_PRIVATE_NETWORK: true });
let site: Site;
beforeAll(async () => {
  site = await startSite();
  site.page("/new", "<main>The new page</main>");
});
beforeEach(() => site.forget());
afterAll(async () => {
  await site.close();
  await fetcher.close();
});

const fetchPage = (path: string, with_ = fetcher) =>
  with_.fetchPage(
    { url: site.url(path), known: null, baselines: new Map(), harmful: null },
    {},
    new AbortController().signal,
  );

async function textOf(page: FetchedPage): Promise<string> {
  const content = page.kind === "content" ? page.surfaces[0]?.content : null;
  return content ? unpackText(content.packed) : "";
}

const meta = (content: string, rest = "") => `<meta http-equiv="refresh" content="${content}">${rest}`;
const latin1 = (body: string) => Buffer.from(body, "latin1");

const leading: [string, string | SitePage][] = [
  ["a page without text", meta("0; url=/new")],
  ["a page with text", meta("0; url=/new", "<main>This page has moved</main>")],
  ["after five seconds", meta("5; url=/new")],
  ["after ten seconds", meta("10; url=/new")],
  ["in capitals, unquoted", "<META HTTP-EQUIV=Refresh CONTENT=0;URL=/new>"],
  ["attributes the other way round", "<meta content='0;url=/new' http-equiv='REFRESH'>"],
  ["within a body", `<body><p>Moved</p>${meta("1; url=new")}</body>`],
  ["relative to the base", `<base href="/deep/er/">${meta("0; url=../../new")}`],
  ["with a reference in its address", meta("0; url=/&#110;ew")],
  ["behind a comment with another", `<!-- ${meta("0; url=/not-me")} -->${meta("0; url=/new")}`],
  ["behind a script that writes one", `<script>w('${meta("0; url=/not-me")}')</script>${meta("0;url=/new")}`],
  ["for those with scripts", `<noscript>${meta("0; url=/not-me")}</noscript>${meta("0; url=/new")}`],
  ["the first of two", meta("0; url=/new", meta("0; url=/not-me"))],
  ["a good one behind a broken one", meta("now; url=/not-me", meta("0; url=/new"))],
  ["by the header", { body: "", headers: { refresh: "0; url=/new" } }],
  ["by the header, with text", { body: "<main>Moved</main>", headers: { refresh: "3;/new" } }],
  [
    "by the header of a text",
    { body: "moved", headers: { refresh: "0;url=/new", "content-type": "text/plain" } },
  ],
  ["by the header before the page", { body: meta("0; url=/not-me"), headers: { refresh: "0; url=/new" } }],
  ["in UTF-16", { body: Buffer.from(`\ufeff${meta("0; url=/new")}`, "utf16le") }],
  ["packed", { body: meta("0; url=/new"), encode: ["gzip"] }],
  ["without a content type", { body: `<html>${meta("0; url=/new")}`, headers: { "content-type": "" } }],
];
test.each(leading)("%s, a refresh leads to the page", async (_, answer) => {
  site.page("/not-me", "<main>Not me</main>");
  site.page("/old", answer);
  const page = await fetchPage("/old");
  expect(await textOf(page)).toBe("The new page");
  expect(page).toMatchObject({
    metadata: { redirectedTo: site.url("/new") },
    validators: { validatorsUrl: site.url("/new") },
  });
  expect(site.hits("/not-me")).toBe(0);
});

const staying: [string, string | SitePage][] = [
  ["a page that stays longer", meta("11; url=/new")],
  ["a page that loads itself again", meta("5")],
  ["a page that names itself", meta("5; url=/old")],
  ["a page that moves within itself", meta("0; url=#part")],
  ["a first one that stays longer", meta("60", meta("0; url=/new"))],
  ["one for those without scripts", `<noscript>${meta("0; url=/new")}</noscript>`],
  ["one that is talked about", `<pre>&lt;meta http-equiv="refresh" content="0; url=/new"></pre>`],
  ["one in a template", `<template>${meta("0; url=/new")}</template>`],
  ["one in a text area", `<textarea>${meta("0; url=/new")}</textarea>`],
  ["one that names a script", meta("0; url=javascript:go()")],
  ["one that names a program", meta("0; url=mailto:me@example.com")],
  ["one that is no address", meta("0; url=http://[")],
  ["one without a delay", meta("url=/new")],
  ["another meta element", '<meta http-equiv="content-type" content="0; url=/new">'],
  ["the source of a page", { body: meta("0; url=/new"), headers: { "content-type": "text/plain" } }],
  [
    "JSON",
    { body: JSON.stringify({ old: meta("0; url=/new") }), headers: { "content-type": "application/json" } },
  ],
];
test.each(staying)("%s is read as it is", async (_, answer) => {
  const old = typeof answer === "string" ? { body: `${answer}<main>The old page</main>` } : answer;
  site.page("/old", old);
  expect(await textOf(await fetchPage("/old"))).toContain(
    typeof answer === "string" ? "The old page" : "url=/new",
  );
  expect([site.hits("/old"), site.hits("/new")]).toEqual([1, 0]);
});

test("an error page is an error, wherever it would lead", async () => {
  site.page("/gone", { status: 404, body: meta("0; url=/new"), headers: { refresh: "0; url=/new" } });
  await expect(fetchPage("/gone")).rejects.toThrow(/404/);
  expect(site.hits("/new")).toBe(0);
});

test("refreshes and redirects count together: ten are followed, eleven are not, a circle is one", async () => {
  const chain = (length: number) => {
    for (let at = 0; at < length; at++) {
      const to = at + 1 < length ? `/hop/${at + 1}` : "/new";
      site.page(`/hop/${at}`, at % 2 ? { redirectTo: to } : meta(`0; url=${to}`));
    }
  };
  chain(10);
  expect(await textOf(await fetchPage("/hop/0"))).toBe("The new page");
  chain(11);
  await expect(fetchPage("/hop/0")).rejects.toThrow(/more than 10 times/);
  site.page("/ping", meta("0; url=/pong"));
  site.page("/pong", { redirectTo: "/ping" });
  await expect(fetchPage("/ping")).rejects.toThrow(/in a circle: .*\/ping → .*\/pong → .*\/ping/);
});

test("a page that sets a cookie and loads itself again is loaded again, once", async () => {
  site.page("/gate", ({ headers, hit }) => ({
    body: headers.cookie ? `<main>Inside</main>${meta("5")}` : meta("0; url=/gate"),
    headers: { "set-cookie": `pass=${hit}` },
  }));
  expect(await textOf(await fetchPage("/gate"))).toBe("Inside");
  expect(site.hits("/gate")).toBe(2);
});

test("headers meant for one site do not go to another by a refresh", async () => {
  const other = await startSite();
  other.page("/", "<main>Elsewhere</main>");
  site.page("/away", { body: meta(`0; url=${other.url("/")}`), headers: { "set-cookie": "home=1" } });
  const page = { url: site.url("/away"), known: null, baselines: new Map(), harmful: null };
  const headers = { Authorization: "Bearer 1", "X-Key": "k", Cookie: "mine=1" };
  await fetcher.fetchPage(page, { headers }, new AbortController().signal);
  const seen = other.lastRequest("/")?.headers;
  for (const name of ["authorization", "x-key"]) expect(seen).not.toHaveProperty(name);
  expect(seen?.cookie ?? "").not.toContain("mine");
  await other.close();
});

test("a refresh leads into no private network", async () => {
  site.page("/demo", meta("0; url=/secret"));
  site.page("/demo/changelog", {
    body: "",
    headers: { refresh: `0; url=http://localhost:${site.port}/secret` },
  });
  const guarded = createPageFetcher({ ...env(), TIDEMARK_ALLOW_PRIVATE_NETWORK: false, PORT: site.port });
  for (const path of ["/demo", "/demo/changelog"]) {
    await expect(fetchPage(path, guarded)).rejects.toThrow(/private network/);
    expect(site.hits(path)).toBe(1);
  }
  expect(site.hits("/secret")).toBe(0);
  await guarded.close();
});

test("the address may be written in the page's own charset", async () => {
  site.page("/st%C3%A4dte", "<main>Köln</main>");
  site.page("/old", {
    body: latin1(meta("0; url=/st\u00e4dte")),
    headers: { "content-type": "text/html; charset=iso-8859-1" },
  });
  expect(await textOf(await fetchPage("/old"))).toBe("Köln");
});

test("a page that is known leads away as soon as its server says so", async () => {
  const body = "<main>The old page</main>";
  site.page("/stays", body);
  const first = await fetchPage("/stays");
  const known = first.kind === "content" ? first.validators : null;
  const again = () =>
    fetcher.fetchPage(
      { url: site.url("/stays"), known, baselines: new Map(), harmful: null },
      {},
      new AbortController().signal,
    );
  expect((await again()).kind).toBe("unchanged");
  site.page("/stays", { body, headers: { refresh: "0; url=/new" } });
  expect(await textOf(await again())).toBe("The new page");
  site.page("/stays", meta("0; url=/new", body));
  expect(await textOf(await again())).toBe("The new page");
});

// The watched web site, in a process of its own. A page is /<mode>/<number>.html; its mode is what it does.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { documentationPage, STAMP } from "./pages.ts";

const DISTINCT = 1000;
const COMMENT = "<!-- served 000000000 -->\n";

// A page beyond the thousandth has the text of an earlier one but for its stamps.
const templates = Array.from({ length: DISTINCT }, (_, n) =>
  documentationPage(n)
    .split(STAMP)
    .map((part) => Buffer.from(part)),
);
const seen = new Map<number, number>();
let served = 0;

function bodyOf(n: number, revision: number): Buffer {
  const stamp = Buffer.from(`${n} revision ${revision}`);
  const [first = stamp, ...rest] = templates[n % DISTINCT] ?? [];
  return Buffer.concat([first, ...rest.flatMap((part) => [stamp, part])]);
}

type Page = { body: Buffer | null; etag?: string; type?: string; afterMs?: number };
type Mode = (n: number, request: IncomingMessage) => Page;

/** How often a page has been asked for, this time included. */
function revisionOf(n: number): number {
  const revision = (seen.get(n) ?? 0) + 1;
  seen.set(n, revision);
  return revision;
}

/** 20,000 lines of plain text, of which every fortieth is of this revision. */
function longText(revision: number): Buffer {
  const lines = Array.from({ length: 20_000 }, (_, line) =>
    line % 40 === 5 ? `Line ${line} costs ${revision} credits today` : `Line ${line} says what it said`,
  );
  return Buffer.from(lines.join("\n"));
}

const modes: Record<string, Mode> = {
  /** Answers 304 to whoever brings its ETag back. */
  etag(n, request) {
    const etag = `"${n}"`;
    return { etag, body: request.headers["if-none-match"] === etag ? null : bodyOf(n, 1) };
  },
  /** The same bytes each time, and nothing by which to ask for them conditionally. */
  bytes: (n) => ({ body: bodyOf(n, 1) }),
  /** Other bytes each time, by a comment that no reader sees; the text stays. */
  nonce: (n) => {
    const comment = COMMENT.replace("000000000", String(++served).padStart(9, "0"));
    return { body: Buffer.concat([bodyOf(n, 1), Buffer.from(comment)]) };
  },
  /** Other text each time, at three places. */
  changed: (n) => ({ body: bodyOf(n, revisionOf(n)) }),
  /** Comes late: whoever waits for it is busy for a while. */
  slow: (n) => ({ body: bodyOf(n, 1), afterMs: 1500 }),
  /** Comes so late that whoever waits for many such pages has his hands full. */
  late: (n) => ({ body: bodyOf(n, 1), afterMs: 10_000 }),
  /** Of a site: each page leads to the 32 behind it, so that a thousand are two links away. `?of=` says how many there are. */
  linked: (n, request) => {
    const of = Number(/of=(\d+)/.exec(request.url ?? "")?.[1] ?? 0);
    const first = n * 32 + 1;
    const links = Array.from({ length: 32 }, (_, at) => first + at)
      .filter((to) => to < of)
      .map((to) => `<a href="/linked/${to}.html?of=${of}">${to}</a>`);
    return { body: Buffer.concat([bodyOf(n, 1), Buffer.from(`<nav>${links.join("")}</nav>`)]) };
  },
  long: (n) => ({ body: longText(revisionOf(n)), type: "text/plain" }),
};

function answer(request: IncomingMessage, response: ServerResponse): void {
  const [, mode = "", number = ""] = /^\/(\w+)\/(\d+)\.html(?:\?of=\d+)?$/.exec(request.url ?? "") ?? [];
  const page = modes[mode]?.(Number(number), request);
  response.sendDate = false;
  if (!page) return void response.writeHead(404).end();
  if (page.afterMs) setTimeout(send, page.afterMs, response, page);
  else send(response, page);
}

function send(response: ServerResponse, { body, etag, type = "text/html" }: Page): void {
  const head = etag ? { etag } : {};
  if (!body) return void response.writeHead(304, head).end();
  response.writeHead(200, {
    ...head,
    "content-type": `${type}; charset=utf-8`,
    "content-length": body.length,
  });
  response.end(body);
}

const server = createServer(answer);
// Longer than any pause of the bench: a connection closed under a request would be our fault, not the product's.
server.keepAliveTimeout = 600_000;
// On every address of this machine, so that it can be many hosts: 127.0.1.1, 127.0.1.2 and so on.
server.listen(0, "0.0.0.0", () => {
  const sizes = templates.map((parts) => parts.reduce((sum, part) => sum + part.length, 0));
  process.send?.({ port: (server.address() as AddressInfo).port, sizes });
});
process.on("disconnect", () => process.exit());

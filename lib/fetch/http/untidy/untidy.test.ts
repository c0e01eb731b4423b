import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createServer } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { selfSigned } from "#testing/certificate.ts";
import { errorOf, openTestFetch } from "../test-fetch.ts";
import { rawServer } from "../test-raw-server.ts";

const page = "<main>hello</main>";
const length = `Content-Length: ${page.length}`;
/** An answer of these lines, in Latin-1. */
const answer = (lines: string[], body = page, lineEnd = "\r\n") =>
  ["HTTP/1.1 200 OK", ...lines, "", body].join(lineEnd);
const server = (bytes: string) => rawServer((socket) => socket.end(bytes, "latin1"));

test.each([
  ["lines that end in LF alone", answer(["Content-Type: text/html", length], page, "\n")],
  ["LF alone, and no length", answer(["Content-Type: text/html"], page, "\n")],
  ["LF and CRLF mixed", `HTTP/1.1 200 OK\r\nX-A: 1\nX-B: 2\r\n${length}\n\r\n${page}`],
  ["a line with more CRs than one", `HTTP/1.1 200 OK\r\r\nX-A: 1\r\r\n${length}\r\r\n\r\r\n${page}`],
  ["a folded line", answer(["X-Long: one", " two", "\tthree", length])],
  ["a folded length", answer(["Content-Length:", ` ${page.length}`])],
  ["a folded line before any other", answer([" lost", length])],
  ["a blank before a colon", answer(["Server : x", `Content-Length\t: ${page.length}`])],
  ["a blank within a name", answer(["X Cache: hit", length])],
  ["a line without a colon", answer(["this is no header", length])],
  ["a line without a name", answer([": x", length])],
  ["a name in another script", answer(["X-Größe: 1", "X-Ключ: 1", length])],
  ["a control character in a cookie", answer(["Set-Cookie: a=\x01b; Path=/", length])],
  ["control characters in a value", answer(["X-A: a\x7fb\x1b[0m\x0cc", length])],
  ["a NUL in a value", answer(["X-A: a\0b", length])],
  ["a NUL in a name", answer(["X\0A: 1", length])],
  ["a lone CR in a value", answer(["X-A: a\rX-B: b", length])],
  ["a length given twice", answer([length, length])],
  ["a length given twice in one line", answer([`${length}, ${page.length}`])],
  ["a length followed by blanks", answer([`${length} \t `])],
  ["a length that is no number", answer(["Content-Length: many"])],
  ["a negative length", answer(["Content-Length: -1"])],
  ["a length with a unit", answer([`${length} bytes`])],
  ["an empty length", answer(["Content-Length:"])],
  [
    "a length beside chunks",
    answer(["Content-Length: 3", "Transfer-Encoding: chunked"], `12\r\n${page}\r\n0\r\n\r\n`),
  ],
  [
    "different lengths beside chunks",
    answer(
      ["Content-Length: 3", "Content-Length: 4", "Transfer-Encoding: chunked"],
      `12\r\n${page}\r\n0\r\n\r\n`,
    ),
  ],
  [
    "chunks named twice",
    answer(["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], `12\r\n${page}\r\n0\r\n\r\n`),
  ],
  ["chunks with LF alone", answer(["Transfer-Encoding: chunked"], `12\n${page}\n0\n\n`, "\n")],
  [
    "chunk sizes with blanks, zeros and extensions",
    answer(
      ["Transfer-Encoding : chunked"],
      `00000000000000000005 \r\n<main\r\nD;a="b"\r\n>hello</main>\r\n000\r\nX: 1\r\n\r\n`,
    ),
  ],
  ["an unknown transfer coding", answer(["Transfer-Encoding: none", length])],
  ["identity as transfer coding", answer(["Transfer-Encoding: identity", "X Y: z"])],
  ["no reason", `HTTP/1.1 200\r\nX Y: z\r\n${length}\r\n\r\n${page}`],
  ["a reason without a blank", `HTTP/1.1 200OK\r\n${length}\r\n\r\n${page}`],
  ["blanks in the status line", `HTTP/1.1   200   OK\r\n${length}\r\n\r\n${page}`],
  ["a reason in another script", `HTTP/1.1 200 \xc3\xa9t\xe9\x01\r\n${length}\r\n\r\n${page}`],
  ["a version in small letters", `http/1.1 200 ok\r\n${length}\r\n\r\n${page}`],
  ["a version nobody knows", `HTTP/1.2 200 OK\r\n${length}\r\n\r\n${page}`],
  ["a version of two", `HTTP/2 200 OK\r\n${length}\r\n\r\n${page}`],
  ["empty lines first", `\r\n\n${answer([length])}`],
  ["a byte order mark first", `\xef\xbb\xbf${answer([length])}`],
  ["an old radio station", `ICY 200 OK\r\n${length}\r\n\r\n${page}`],
  ["a 100 nobody asked for", `HTTP/1.1 100 Continue\r\n\r\n${answer([length])}`],
  ["interim answers, untidy", `HTTP/1.1 103 Early\nLink : x\n\n${answer(["X Y: z", length])}`],
  ["more than it says", answer([length], `${page}and more`)],
])("%s: the page is read", async (_, bytes) => {
  const response = await openTestFetch()(await server(bytes));
  expect([response.statusCode, response.body.toString()]).toEqual([200, page]);
});

test.each([
  ["two lengths", answer(["Content-Length: 5", "Content-Length: 18"])],
  ["two lengths in one line", answer(["Content-Length: 5, 18"])],
  ["a length and none", answer(["Content-Length: 18", "Content-Length:"])],
  ["a length written in two ways", answer(["Content-Length: 018", "Content-Length: 18"])],
  ["two lengths, untidily", answer(["Content-Length : 5", "Content-Length: 18"], page, "\n")],
  ["chunks below another coding", answer(["Transfer-Encoding: chunked, gzip"])],
  [
    "chunks below another coding, on two lines",
    answer(["Transfer-Encoding: chunked", "Transfer-Encoding: x"]),
  ],
])("%s: an error says that its length is ambiguous", async (_, bytes) => {
  const error = await errorOf(openTestFetch()(await server(bytes)));
  expect([error.kind, error.message]).toEqual([
    "protocol",
    expect.stringMatching(/gives its length in ways that contradict each other.* The site needs a repair\.$/),
  ]);
});

test.each([
  ["an SSH server", "SSH-2.0-OpenSSH_9.6\r\n", /not valid HTTP/],
  ["words", "hello\n\nworld", /not valid HTTP/],
  ["a page without a head", "<html><main>hello</main></html>\n\n", /not valid HTTP/],
  ["a status of two digits", "HTTP/1.1 20 OK\n\n", /not valid HTTP/],
  ["a status of four digits", "HTTP/1.1 2000 OK\n\n", /not valid HTTP/],
  [
    "an upgrade nobody asked for",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n",
    /101 Switching Protocols.*nobody asked/,
  ],
  ["chunks that are none", answer(["Transfer-Encoding: chunked"], "zz\n", "\n"), /not valid HTTP/],
  ["a chunk that goes on", answer(["Transfer-Encoding: chunked"], "2\nabc\n0\n\n", "\n"), /not valid HTTP/],
  [
    "an endless chunk line",
    answer(["Transfer-Encoding: chunked"], `5;${"x".repeat(20_000)}`, "\n"),
    /not valid HTTP/,
  ],
  [
    "chunks that break off",
    answer(["Transfer-Encoding: chunked"], `12\n${page}\n`, "\n"),
    /broke the connection in the middle/,
  ],
  [
    "a chunk that breaks off",
    answer(["Transfer-Encoding: chunked"], "12\n<main>", "\n"),
    /broke the connection in the middle/,
  ],
  ["less than it says", answer(["X Y: z", "Content-Length: 99"]), /broke the connection in the middle/],
  ["a head that breaks off", "HTTP/1.1 200 OK\nX-A: 1\n", /broke the connection|not valid HTTP/],
  ["a head over 64 KB", answer([`X-A: ${"x".repeat(70_000)}`], page, "\n"), /larger than 64 KB/],
  ["a length of forty digits", answer([`Content-Length: ${"9".repeat(40)}`]), /larger than 1 MB/],
  [
    "a chunk of fifteen digits",
    answer(["Transfer-Encoding: chunked"], `${"f".repeat(15)}\n`, "\n"),
    /not valid HTTP/,
  ],
  ["two targets", "HTTP/1.1 302 Found\nLocation: /a\nLocation: /b\n\n", /to several addresses/],
])("%s: an error says so", async (_, bytes, words) => {
  const error = await errorOf(openTestFetch()(await server(bytes), { timeoutMs: 2000 }));
  expect(error.message).toMatch(words);
});

test("the headers of an untidy answer are read, those that are none are not", async () => {
  const url = await server(
    answer(
      [
        "Content-Type : text/plain;",
        " charset=utf-8",
        "X Cache: hit",
        "X-Two: a",
        "x-two: b",
        'ETag:"v1"',
        length,
      ],
      page,
      "\n",
    ),
  );
  const { headers } = await openTestFetch()(url);
  expect(headers).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "x-two": "a, b",
    etag: '"v1"',
  });
  expect(Object.keys(headers)).not.toContain("x cache");
});

test("an untidy redirect is followed with its cookies, the same target twice is one", async () => {
  let asked = "";
  const url = await rawServer((socket, request) => {
    if (request.startsWith("GET /end ")) {
      asked = request;
      return socket.end(answer([length], page, "\n"));
    }
    const lines = ["Location : /end", "Location: /end", "Set-Cookie : good=1", "Set-Cookie: bad=\x01"];
    socket.end(["HTTP/1.1 302 Found", ...lines, "", ""].join("\n"), "latin1");
  });
  expect((await openTestFetch()(url)).finalUrl).toBe(`${url}end`);
  expect(asked).toMatch(/^cookie: good=1\r$/im);
});

test("answers without a body have none, however untidy", async () => {
  for (const status of ["204 No Content", "304 Not Modified"]) {
    const url = await rawServer((socket) =>
      socket.write(`HTTP/1.1 ${status}\nX Y: z\nContent-Length: 5\n\n`),
    );
    expect((await openTestFetch()(url)).body.length).toBe(0);
  }
  const url = await server(answer(["X Y: z", length], "", "\n"));
  expect((await openTestFetch()(url, { method: "HEAD" })).statusCode).toBe(200);
});

test("an untidy answer may come byte by byte, and be large, within the bounds", async () => {
  const bytes = Buffer.from(answer(["X Y: z", "Transfer-Encoding : chunked"], `12\n${page}\n0\n\n`, "\n"));
  const slow = await rawServer(async (socket) => {
    for (const byte of bytes) {
      socket.write(Buffer.of(byte));
      await pause(1);
    }
  });
  expect((await openTestFetch()(slow)).body.toString()).toBe(page);
  const large = Buffer.alloc(3 * 2 ** 20, "x");
  const url = await rawServer((socket) => {
    socket.write("HTTP/1.1 200 OK\nX Y: z\n\n");
    socket.end(large);
  });
  expect((await openTestFetch()(url, { maxBytes: 4 * 2 ** 20 })).body.equals(large)).toBe(true);
  expect((await errorOf(openTestFetch()(url, { maxBytes: 2 ** 20 }))).kind).toBe("too-large");
  const silent = await rawServer((socket) => socket.write("HTTP/1.1 200 OK\nX Y: z\n\nsome"));
  expect((await errorOf(openTestFetch()(silent, { timeoutMs: 200 }))).kind).toBe("timeout");
});

test("an untidy host is asked twice once, and then once at a time; a POST is never asked twice", async () => {
  let asked = 0;
  const url = await rawServer((socket) => {
    asked += 1;
    socket.end(answer(["X Y: z", length], page, "\n"));
  });
  const fetch = openTestFetch();
  await fetch(url);
  expect(asked).toBe(2);
  await fetch(url);
  await fetch(url);
  expect(asked).toBe(4);
  expect((await errorOf(openTestFetch()(url, { method: "POST", body: "x" }))).kind).toBe("protocol");
  expect(asked).toBe(5);
});

test("what was not asked for on the same connection is nobody's answer", async () => {
  const injected = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
  let asked = 0;
  const url = await rawServer((socket) => {
    asked += 1;
    socket.write(`${answer(["X Y: z", length])}${injected}`);
  });
  const fetch = openTestFetch();
  for (let at = 0; at < 3; at++) expect((await fetch(url)).body.toString()).toBe(page);
  expect(asked).toBe(4);
});

test("the second way has the same rule of addresses", async () => {
  const url = await server(answer(["X Y: z", length], page, "\n"));
  const lookups: string[] = [];
  const lookup = async (name: string) => {
    lookups.push(name);
    // Public at first, so that the second connection is the one that is judged.
    return [{ address: "127.0.0.1", family: 4 }];
  };
  const named = url.replace("127.0.0.1", "rebind.example");
  const refused = await errorOf(openTestFetch({ allowPrivateNetwork: false, lookup })(named));
  expect([refused.kind, lookups.length]).toEqual(["refused-address", 1]);
  const origin = new URL(url).host;
  const exempt = openTestFetch({ allowPrivateNetwork: false, allowedOrigins: [`${origin}/fine`] });
  expect((await exempt(`${url}fine`)).body.toString()).toBe(page);
  // The host is known as untidy by now; its other pages are as closed as before.
  expect((await errorOf(exempt(`${url}other`))).kind).toBe("refused-address");
});

test("an untidy answer is read over https, too", async () => {
  const bytes = answer(["Server : x", "Transfer-Encoding: chunked"], `12\n${page}\n0\n\n`, "\n");
  const tls = createServer(selfSigned, (socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(bytes, "latin1"));
  });
  tls.listen(0, "127.0.0.1");
  await once(tls, "listening");
  onTestFinished(() => void tls.close());
  const url = `https://127.0.0.1:${(tls.address() as AddressInfo).port}/`;
  const fetch = openTestFetch();
  expect((await fetch(url, { skipTlsVerification: true })).body.toString()).toBe(page);
  expect((await errorOf(fetch(url))).kind).toBe("tls");
});

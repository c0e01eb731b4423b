import { expect, test } from "vitest";
import { errorOf, openTestFetch } from "./test-fetch.ts";
import { rawServer } from "./test-raw-server.ts";

test.each([
  ["SSH-2.0-OpenSSH_9.6\r\n", "protocol"],
  ["220 mail.example ESMTP\r\n", "protocol"],
  ["\x15\x03\x01\x00\x02\x02\x46", "protocol"],
  ["HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "protocol"],
  ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "protocol"],
  ["HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n", "protocol"],
  ["", "dropped"],
  ["HTTP/1.1 200", "dropped"],
])("%j ends in an error", async (bytes, kind) => {
  const url = await rawServer((socket) => socket.end(bytes, "latin1"));
  const error = await errorOf(openTestFetch()(url, { timeoutMs: 2000 }));
  expect([error.kind, error.message]).toEqual([kind, expect.stringMatching(/^.+\. .+\.$/)]);
});

test("an answer without length ends with its connection, interim answers are passed over", async () => {
  const early = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(3);
  const url = await rawServer((socket) => socket.end(`${early}HTTP/1.0 200 OK\r\n\r\nold but good`));
  const response = await openTestFetch()(url);
  expect([response.statusCode, response.body.toString()]).toEqual([200, "old but good"]);
});

test("endless interim answers run out of time", async () => {
  const url = await rawServer((socket) => {
    const flood = setInterval(() => socket.write("HTTP/1.1 103 Early Hints\r\n\r\n"), 5);
    socket.once("close", () => clearInterval(flood));
  });
  expect((await errorOf(openTestFetch()(url, { timeoutMs: 100 }))).kind).toBe("timeout");
});

import fc from "fast-check";
import { errors } from "undici";
import { expect, test } from "vitest";
import { AnswerReader } from "./answer-reader.ts";
import { UnreadableError } from "./unreadable-error.ts";

const LONGEST_HEAD = 2_000;

/** All that a reader makes of an answer that comes in these pieces, or what it says of it. */
function readIn(pieces: Buffer[]): string {
  const reader = new AnswerReader(LONGEST_HEAD);
  const made: Buffer[] = [];
  try {
    for (const piece of pieces) if (!reader.isDone) made.push(...reader.take(piece));
    reader.end();
    return Buffer.concat(made).toString("latin1");
  } catch (error) {
    if (error instanceof UnreadableError) return error.code;
    if (error instanceof errors.SocketError || error instanceof errors.HeadersOverflowError)
      return error.code;
    throw error;
  }
}

const line = fc.constantFrom(
  "HTTP/1.1 200 OK",
  "HTTP/1.1 103 Early",
  "ICY 200",
  "Content-Length: 5",
  "Content-Length : 5, 5",
  "Content-Length: 6",
  "Transfer-Encoding: chunked",
  "Transfer-Encoding: gzip",
  "X Y: z",
  " folded",
  "Set-Cookie: a=\x01",
  "5;x",
  "hello",
  "0",
  "",
  "",
);
const answer = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r\r\n", "\r", "")), { maxLength: 20 })
  .map((lines) => Buffer.from(lines.flat().join(""), "latin1"));
const answers = fc.oneof(
  answer,
  answer.map((rest) => Buffer.concat([Buffer.from("HTTP/1.1 200 OK\n"), rest])),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);

test("in whatever pieces an answer comes, it is read in the same way", () => {
  fc.assert(
    fc.property(answers, fc.array(fc.nat(300), { maxLength: 8 }), (bytes, cuts) => {
      const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      const pieces = places.slice(1).map((end, at) => bytes.subarray(places[at], end));
      expect(readIn(pieces)).toBe(readIn([bytes]));
    }),
    { numRuns: 3_000 },
  );
});

test("what comes out has a head that no strict parser refuses", () => {
  fc.assert(
    fc.property(answers, (bytes) => {
      const made = readIn([bytes]);
      if (!made.startsWith("HTTP/")) return;
      const [head = ""] = made.split("\r\n\r\n", 1);
      const [status, ...fields] = head.split("\r\n");
      expect(status).toMatch(/^HTTP\/1\.1 \d{3} $/);
      for (const field of fields)
        expect(field).toMatch(/^[!#$%&'*+.^_`|~0-9a-z-]+: [\t\x20-\x7e\x80-\xff]*$/);
      const names = fields.map((field) => field.split(":", 1)[0]);
      expect(names).not.toContain("transfer-encoding");
      expect(names.filter((name) => name === "content-length").length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 3_000 },
  );
});

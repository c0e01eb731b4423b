import { expect, test } from "vitest";
import { readJson } from "./body.ts";

const MEBIBYTE = 2 ** 20;
const sent = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request("http://tidemark.test", { method: "POST", body, headers });
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

/** A body that comes in pieces, as from a slow connection; its length is known to nobody. */
function inPieces(pieces: (Uint8Array | Error)[]): Request {
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) controller.close();
      else if (piece instanceof Error) controller.error(piece);
      else controller.enqueue(piece);
    },
  });
  return new Request("http://tidemark.test", { method: "POST", body, duplex: "half" } as RequestInit);
}

test("no body and an empty one are nothing; null is something", async () => {
  expect(await readJson(sent(null))).toBeUndefined();
  expect(await readJson(sent(""))).toBeUndefined();
  expect(await readJson(sent("null"))).toBeNull();
});

test("a character that falls between two pieces is read whole", async () => {
  const bytes = new TextEncoder().encode('{"name":"Größe €"}');
  const pieces = Array.from(bytes, (_, index) => bytes.slice(index, index + 1));
  expect(await readJson(inPieces(pieces))).toEqual({ name: "Größe €" });
});

test("a body of 1 MiB is read, and one byte more is not, whatever its length says", async () => {
  expect(await readJson(sent('"x"'.padEnd(MEBIBYTE)))).toBe("x");
  const tooLarge = { code: "PAYLOAD_TOO_LARGE" };
  await expect(readJson(sent('"x"'.padEnd(MEBIBYTE + 1)))).rejects.toMatchObject(tooLarge);
  const half = new Uint8Array(MEBIBYTE / 2).fill(32);
  await expect(readJson(inPieces([half, half, half]))).rejects.toMatchObject(tooLarge);
  await expect(readJson(sent("{}", { "content-length": String(MEBIBYTE + 1) }))).rejects.toMatchObject(
    tooLarge,
  );
});

test("of a body without end no more is read than is needed to refuse it", async () => {
  const piece = new Uint8Array(MEBIBYTE / 4).fill(32);
  const pieces = Array.from({ length: 100 }, () => piece);
  await expect(readJson(inPieces(pieces))).rejects.toMatchObject({ code: "PAYLOAD_TOO_LARGE" });
  expect(pieces.length).toBeGreaterThan(90);
});

test("a connection that breaks off in the middle is the caller's, and no failure of ours", async () => {
  const broken = inPieces([new TextEncoder().encode('{"name":'), new Error("ECONNRESET")]);
  await expect(readJson(broken)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringMatching(/broke off/),
  });
});

test("nesting is taken up to 64 levels, of lists and of objects", async () => {
  expect(await readJson(sent(nested(64)))).toBeDefined();
  const tooDeep = { code: "BAD_REQUEST", message: expect.stringMatching(/deeper than 64/) };
  await expect(readJson(sent(nested(70)))).rejects.toMatchObject(tooDeep);
  await expect(readJson(sent(`${'{"a":'.repeat(70)}1${"}".repeat(70)}`))).rejects.toMatchObject(tooDeep);
});

test.each(['"a\\u0000b"', '{"a\\u0000":1}', '["\\ud800"]', '{"a":{"\\udc00":1}}'])(
  "text that PostgreSQL cannot keep is refused wherever it stands: %s",
  async (body) => {
    await expect(readJson(sent(body))).rejects.toMatchObject({ code: "BAD_REQUEST" });
  },
);

test("a whole surrogate pair is text like any other", async () => {
  expect(await readJson(sent('"\\ud83d\\ude00"'))).toBe("😀");
});

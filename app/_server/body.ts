import { badRequest, TidemarkError } from "#lib/errors.ts";

const MAX_BYTES = 2 ** 20;
const MAX_DEPTH = 64;

/**
 * The JSON value of a request's body, undefined when it is empty.
 * @throws PAYLOAD_TOO_LARGE over 1 MiB · BAD_REQUEST_INVALID_JSON · BAD_REQUEST for text no database can keep
 */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  const value = parse(bytes);
  assertStorable(value);
  return value;
}

/** @throws PAYLOAD_TOO_LARGE over 1 MiB */
export async function readBytes(request: Request): Promise<Buffer> {
  if (Number(request.headers.get("content-length")) > MAX_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of untilBroken(request.body)) {
    size += chunk.length;
    if (size > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A caller that goes away in the middle of its body is no failure of ours. */
async function* untilBroken(body: Request["body"]): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch (cause) {
    throw new TidemarkError("BAD_REQUEST", "The body broke off before its end. Send it again.", { cause });
  }
}

function tooLarge() {
  return new TidemarkError(
    "PAYLOAD_TOO_LARGE",
    "The body is over 1 MiB. Send less, or split it over several monitors.",
  );
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new TidemarkError("BAD_REQUEST_INVALID_JSON", "The body is not valid JSON in UTF-8.", { cause });
  }
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair, and nothing we take is nested this deep. */
function assertStorable(value: unknown): void {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    if (item.depth > MAX_DEPTH) throw badRequest(`The body is nested deeper than ${MAX_DEPTH} levels.`);
    if (typeof item.value === "string") assertText(item.value);
    else if (typeof item.value === "object" && item.value !== null) {
      for (const [key, inner] of Object.entries(item.value)) {
        assertText(key);
        waiting.push({ value: inner, depth: item.depth + 1 });
      }
    }
  }
}

function assertText(text: string): void {
  if (text.includes("\0") || !text.isWellFormed()) {
    throw badRequest(
      "The body has text with a NUL character or half a surrogate pair. Remove it and send it again.",
    );
  }
}

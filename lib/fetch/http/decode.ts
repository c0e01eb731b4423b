import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { type BodyHold, SMALL_BODY } from "./body-memory.ts";
import { FetchError, tooLargeError } from "./fetch-error.ts";
import { unzstd } from "./zstd.ts";

type DecodeBounds = {
  maxBytes: number;
  statusCode: number;
  /** What the body holds of the memory for large ones. */
  hold: BodyHold;
  signal?: AbortSignal | undefined;
};
type Options = { maxOutputLength: number; chunkSize: number };
type Decoder = (body: Buffer, options: Options, onTheSpot: boolean) => Buffer | Promise<Buffer>;

const gzip = either(zlib.gunzipSync, promisify(zlib.gunzip));
const br = either(zlib.brotliDecompressSync, promisify(zlib.brotliDecompress));
const zlibWrapped = either(zlib.inflateSync, promisify(zlib.inflate));
const rawDeflate = either(zlib.inflateRawSync, promisify(zlib.inflateRaw));

type Step<Result> = (body: Buffer, options: Options) => Result;
function either(now: Step<Buffer>, later: Step<Promise<Buffer>>): Decoder {
  return (body, options, onTheSpot) => (onTheSpot ? now : later)(body, options);
}

/** Registered codings which nobody sends to us, as we do not accept them. Unregistered words are ignored. */
const unreadable = new Set(["compress", "x-compress", "dcb", "dcz", "exi", "aes128gcm", "pack200-gzip"]);
const mostCodings = 5;
/** Small bodies, nearly all, are decoded on the spot: a trip through the thread pool costs more than the work. */
const small = { input: 128 * 1024, output: SMALL_BODY };

/**
 * Undoes the content codings of a body (RFC 9110 §8.4: gzip, deflate in its right and its wrong form, br, zstd,
 * any stack of up to five). The output of every step is bounded by `maxBytes` while it is made.
 * @throws FetchError "too-large" or "decode"
 */
export async function decodeBody(
  body: Buffer,
  contentEncoding: string,
  { maxBytes, statusCode, hold, signal }: DecodeBounds,
): Promise<Buffer> {
  const codings = contentEncoding
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => decoderOf(word) || unreadable.has(word));
  if (codings.length > mostCodings) throw failed(`is compressed ${codings.length} times over`, statusCode);
  let decoded = body;
  for (const coding of codings.reverse()) {
    const decoder = decoderOf(coding, decoded);
    if (!decoder) throw failed(`is compressed as "${coding}", which cannot be read here`, statusCode);
    try {
      decoded = await run(decoder, decoded, maxBytes, () => hold.isLarge || hold.grow(maxBytes, signal));
    } catch (cause) {
      if (isTooLarge(cause)) throw tooLargeError(maxBytes, statusCode);
      if (cause instanceof FetchError) throw cause;
      throw failed(
        `says it is compressed as ${coding}, but its data is damaged or cut off`,
        statusCode,
        cause,
      );
    }
  }
  return decoded;
}

function decoderOf(coding: string, body?: Buffer): Decoder | undefined {
  if (coding === "gzip" || coding === "x-gzip") return gzip;
  if (coding === "br") return br;
  if (coding === "zstd") return unzstd;
  if (coding === "deflate") return body && !hasZlibHeader(body) ? rawDeflate : zlibWrapped;
}

/** RFC 1950 §2.2. Some servers leave this wrapping out, and every browser reads them. */
function hasZlibHeader(body: Buffer): boolean {
  return body.length >= 2 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
}

/** @param askForMemory called before more may come out than a small body has */
async function run(
  decoder: Decoder,
  body: Buffer,
  maxBytes: number,
  askForMemory: () => unknown,
): Promise<Buffer> {
  const options = { maxOutputLength: maxBytes, chunkSize: 64 * 1024 };
  if (body.length > small.input) {
    await askForMemory();
    return decoder(body, options, false);
  }
  const maxOutputLength = Math.min(maxBytes, small.output);
  const chunkSize = Math.min(options.chunkSize, Math.max(1024, body.length * 8));
  try {
    return await decoder(body, { maxOutputLength, chunkSize }, true);
  } catch (error) {
    if (!isTooLarge(error) || maxOutputLength === maxBytes) throw error;
    await askForMemory();
    return decoder(body, options, false);
  }
}

const isTooLarge = (error: unknown) =>
  error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";

function failed(what: string, statusCode: number, cause?: unknown): FetchError {
  const message = `The answer ${what}. Try again later; if it stays so, the site needs a repair.`;
  return new FetchError("decode", message, { statusCode, cause });
}

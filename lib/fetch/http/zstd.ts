import { promisify } from "node:util";
import { constants, type ZstdOptions, zstdDecompress, zstdDecompressSync } from "node:zlib";

type Options = { maxOutputLength: number; chunkSize: number };
/** What Node answers to `info: true`; the engine knows how much of its input it used. */
type Decoded = { buffer: Buffer; engine: { bytesWritten: number } };

const decompress = promisify(zstdDecompress) as (body: Buffer, options: ZstdOptions) => Promise<unknown>;
/** RFC 9659: a window of at most 8 MB, so that no frame can ask for more memory than that. */
const params = { [constants.ZSTD_d_windowLogMax]: 23 };
/** More frames than this are made to keep us busy, not to carry a page. */
const mostFrames = 1_000;

/**
 * Decodes zstd. Node stops after the first frame; RFC 8878 §3 lets any number follow each other.
 * @throws what node:zlib throws, ERR_BUFFER_TOO_LARGE beyond `maxOutputLength`
 */
export async function unzstd(body: Buffer, options: Options, onTheSpot: boolean): Promise<Buffer> {
  const frames: Buffer[] = [];
  let [at, left] = [0, options.maxOutputLength];
  do {
    const rest = body.subarray(at);
    const settings = { ...options, maxOutputLength: left, params, info: true };
    const decoded = (
      onTheSpot ? zstdDecompressSync(rest, settings) : await decompress(rest, settings)
    ) as unknown;
    const { buffer, engine } = decoded as Decoded;
    frames.push(buffer);
    at += engine.bytesWritten;
    // The limit must be at least 1 for Node, so the frame after a full one is let through here and refused below.
    left = Math.max(1, left - buffer.length);
    if (frames.length > mostFrames) throw new Error(`more than ${mostFrames} frames`);
  } while (beginsFrame(body, at));
  const whole = frames.length === 1 ? frames[0] : Buffer.concat(frames);
  if (!whole || whole.length <= options.maxOutputLength) return whole ?? Buffer.alloc(0);
  throw Object.assign(new RangeError("too large"), { code: "ERR_BUFFER_TOO_LARGE" });
}

/** RFC 8878 §3.1: the magic number of a frame, or of one to be skipped. Anything else after a frame is ignored. */
function beginsFrame(body: Buffer, at: number): boolean {
  if (body.length - at < 4) return false;
  const magic = body.readUInt32LE(at);
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5;
}

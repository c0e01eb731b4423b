import { parentPort } from "node:worker_threads";
import { type Answered, pageText } from "#lib/extract/page-text.ts";
import type { Converted, ConvertOptions } from "#lib/extract/text/index.ts";
import { PageError } from "#lib/page-error.ts";

// The thread of `createConverter`: one answer a message, one message back, in order.

export type Job = Omit<Answered, "body"> & { body: Uint8Array; options: ConvertOptions };
/** A PageError goes as data: of an error, only its message reaches another thread. */
export type Done = { converted: Converted } | { refused: Pick<PageError, "message" | "statusCode"> };

function convertPage({ body, options, ...answer }: Job): Done {
  try {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    return { converted: pageText({ ...answer, body: bytes }, options) };
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    return { refused: { message: error.message, statusCode: error.statusCode } };
  }
}

parentPort?.on("message", (job: Job) => parentPort?.postMessage(convertPage(job)));

import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";

export type Coding = "gzip" | "br" | "zstd" | "deflate" | "deflate-raw";

/** What a page of the site does; every field is optional, and an empty object is an empty 200 page. */
export type SitePage = {
  status?: number;
  /** Content-Type is `text/html; charset=utf-8` unless said here. */
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
  /** Content codings, applied in this order. */
  encode?: Coding[];
  redirectTo?: string;
  /** With either of these, a request that carries it back is answered 304. */
  etag?: string;
  lastModified?: string;
  /** Wait before the head is sent. */
  delayMs?: number;
  /** Never answer. */
  hang?: boolean;
  /** Break the connection: before any answer, after the head, or after half of the body. */
  drop?: "at-once" | "after-head" | "midway";
  /** Send the body in pieces of so many bytes with a pause between them. */
  trickle?: { bytes: number; everyMs: number };
  /** A Content-Length to claim, true or not. */
  claimLength?: number;
};

const encoders: Record<Coding, (body: Buffer) => Buffer> = {
  gzip: (body) => gzipSync(body),
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  zstd: (body) => zstdCompressSync(body),
  deflate: (body) => deflateSync(body),
  "deflate-raw": (body) => deflateRawSync(body),
};

const bodies = new WeakMap<SitePage, Buffer>();

/** Plays one page to one request. */
export async function answerPage(page: SitePage, request: IncomingMessage, response: ServerResponse) {
  if (page.hang) return;
  if (page.delayMs) await pause(page.delayMs);
  if (page.drop === "at-once") return response.destroy();
  const unchanged = isUnchanged(page, request);
  const body = bodyOf(page);
  response.writeHead(unchanged ? 304 : (page.status ?? (page.redirectTo ? 302 : 200)), headOf(page));
  if (page.drop) return breakOff(response, page.drop === "midway" ? body.subarray(0, body.length / 2) : null);
  if (unchanged || request.method === "HEAD") return response.end();
  if (page.trickle) return trickle(response, body, page.trickle);
  // A claimed length longer than the body leaves the caller waiting for the rest: that is the lie.
  if (page.claimLength !== undefined && page.claimLength > body.length) return response.write(body);
  response.end(body);
}

/** Encoded once a page: a bench would otherwise measure the site. */
function bodyOf(page: SitePage): Buffer {
  const ready = bodies.get(page);
  if (ready) return ready;
  let body: Buffer = Buffer.from(page.body ?? "");
  for (const coding of page.encode ?? []) body = encoders[coding](body);
  bodies.set(page, body);
  return body;
}

/** RFC 9110 §13.1: If-None-Match goes before If-Modified-Since. */
function isUnchanged(page: SitePage, request: IncomingMessage): boolean {
  const tags = request.headers["if-none-match"];
  if (tags !== undefined) return page.etag !== undefined && tags.split(/\s*,\s*/).includes(page.etag);
  const since = request.headers["if-modified-since"];
  return (
    page.lastModified !== undefined &&
    since !== undefined &&
    Date.parse(since) >= Date.parse(page.lastModified)
  );
}

function headOf(page: SitePage): Record<string, string | string[]> {
  const codings = page.encode?.map((coding) => (coding === "deflate-raw" ? "deflate" : coding));
  return {
    "content-type": "text/html; charset=utf-8",
    ...(codings?.length && { "content-encoding": codings.join(", ") }),
    ...(page.redirectTo !== undefined && { location: page.redirectTo }),
    ...(page.etag && { etag: page.etag }),
    ...(page.lastModified && { "last-modified": page.lastModified }),
    ...(page.claimLength !== undefined && { "content-length": String(page.claimLength) }),
    ...page.headers,
  };
}

function breakOff(response: ServerResponse, sent: Buffer | null): void {
  if (sent === null) response.flushHeaders();
  const destroy = () => response.socket?.end(() => response.destroy());
  if (sent === null) destroy();
  else response.write(sent, destroy);
}

async function trickle(response: ServerResponse, body: Buffer, pace: { bytes: number; everyMs: number }) {
  for (let at = 0; at < body.length && !response.destroyed; at += pace.bytes) {
    response.write(body.subarray(at, at + pace.bytes));
    await pause(pace.everyMs);
  }
  response.end();
}

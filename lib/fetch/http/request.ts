import type { Lookup } from "./connections.ts";
import type { Method } from "./redirects.ts";
import type { Share } from "./turns.ts";

export type SafeFetchConfig = {
  /** True turns the private-network rule off. */
  allowPrivateNetwork: boolean;
  /** Exempt from that rule: `host:port`, or `host:port/path` for what is at or below a path. */
  allowedOrigins?: readonly string[];
  /** The most requests at once in all, answers that are still being read included; unset: no such limit. */
  concurrency?: number;
  /** Memory that bodies over 1 MiB may take together, in bytes, until they have been read; 64 MiB unless set. */
  largeBodyBytes?: number;
  /** The most requests at once to one host and port, and the least time between two starts. */
  hostConcurrency: number;
  hostDelayMs: number;
  userAgent: string;
  /** False where whoever asks keeps its own time: a host that asks for patience (429, 503) then holds up nobody else. */
  heedsRetryAfter?: boolean;
  /** Stands in for the system's DNS. */
  lookup?: Lookup;
};

export type FetchRequest = {
  /** http or https; `user:password@` is sent as Basic authorization. */
  url: string;
  method?: Method;
  /** Go to the first origin; elsewhere, after a redirect, only harmless ones do. */
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** For everything but waiting for a place at the host; at most 30,000. */
  timeoutMs: number;
  /** Of the body, as sent and as decoded; at most 20 MiB. */
  maxBytes: number;
  /** Validators of an earlier answer, sent only to the URL they came from: `validatorsOf`, else `url`. */
  etag?: string;
  lastModified?: string;
  /** The `finalUrl` of that answer: after a redirect moves, old validators must not vouch for the new page. */
  validatorsOf?: string;
  skipTlsVerification?: boolean;
  /** False returns a redirect as it is. */
  followRedirects?: boolean;
  /**
   * Where a browser would go on to by itself from an answer that is no redirect; null when it stays. The visit goes there
   * as after a redirect.
   */
  leadsTo?: (response: FetchedResponse) => URL | null;
  /** Counts what the fetch took, without waiting for a place at a host; to be read when it has failed, too. */
  clock?: { spentMs: number };
  signal?: AbortSignal;
  /** For whom: who shares a name takes turns with the others, at its host and among `concurrency`. */
  share?: Share;
};

export type FetchedResponse = {
  /** Any status, 400 and above included. */
  statusCode: number;
  /** Where the answer came from, without credentials. */
  finalUrl: string;
  redirected: boolean;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Content codings undone. */
  body: Buffer;
  /** Of the body of the final answer, before its codings were undone. */
  wireBytes: number;
  /** From first byte sent to body decoded, without waiting for a place at the host. */
  durationMs: number;
  /** The server answered 304 to the validators: the body is empty, the earlier one still holds. */
  notModified: boolean;
  /** What headers of the user's asked of the final URL: a part only (Range), or the page only if it has changed. */
  asked: { part: boolean; ifChanged: boolean };
};

export type SafeFetch = {
  /** @throws FetchError, and nothing else */
  fetch(request: FetchRequest): Promise<FetchedResponse>;
  /**
   * As `fetch`, and gives the answer to `read`. Until that is done it counts among `concurrency`, so that no more
   * answers are in memory than may be asked for at once, however slowly they are read.
   * @throws FetchError, and what `read` threw
   */
  read<Result>(request: FetchRequest, read: (response: FetchedResponse) => Promise<Result>): Promise<Result>;
  /** Breaks every connection; fetches under way fail with kind "aborted". */
  close(): Promise<void>;
};

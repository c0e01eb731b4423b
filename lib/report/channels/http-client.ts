import { env } from "#lib/env.ts";
import { createSafeFetch, type SafeFetch } from "#lib/fetch/http/index.ts";

// One a process, since it holds the limits; also when a bundler loads this module twice.
const shared = globalThis as typeof globalThis & { tidemarkChannelTester?: SafeFetch };

/** How a web process reaches channels: by the rule of addresses. */
export function channelHttp(): SafeFetch {
  shared.tidemarkChannelTester ??= createSafeFetch({
    allowPrivateNetwork: env().TIDEMARK_ALLOW_PRIVATE_NETWORK,
    concurrency: 8,
    hostConcurrency: 2,
    hostDelayMs: 0,
    userAgent: "Tidemark",
  });
  return shared.tidemarkChannelTester;
}

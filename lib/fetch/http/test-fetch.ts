import { onTestFinished } from "vitest";
import {
  createSafeFetch,
  FetchError,
  type FetchedResponse,
  type FetchRequest,
  type SafeFetchConfig,
} from "./index.ts";

type TestFetch = (url: string, more?: Partial<FetchRequest>) => Promise<FetchedResponse>;

/** A fetch for one test, closed with it; the private-network rule is off unless the test turns it on. */
export function openTestFetch(config: Partial<SafeFetchConfig> = {}): TestFetch {
  const safe = createSafeFetch({
    allowPrivateNetwork: true,
    hostConcurrency: 4,
    hostDelayMs: 0,
    userAgent: "Tidemark/test",
    ...config,
  });
  onTestFinished(() => safe.close());
  return (url, more) => safe.fetch({ url, timeoutMs: 5_000, maxBytes: 1024 * 1024, ...more });
}

/** The FetchError a fetch ends with; anything else fails the test. */
export async function errorOf(fetching: Promise<unknown>): Promise<FetchError> {
  const outcome = await fetching.catch((error: unknown) => error);
  if (outcome instanceof FetchError) return outcome;
  throw new Error(`expected a FetchError, got ${outcome instanceof Error ? outcome.stack : "an answer"}`);
}

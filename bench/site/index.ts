import { startHelper } from "../helper.ts";

export type SiteMode = "etag" | "bytes" | "nonce" | "changed" | "slow" | "late" | "long" | "linked";
export type DocsSite = {
  urls(mode: SiteMode, count: number, from?: number): string[];
  /** The same pages, each on a host of its own; up to 250 of them. */
  hostsOf(mode: SiteMode, count: number): string[];
  /** Bytes of each of the thousand pages. */
  sizes: number[];
  close(): Promise<void>;
};

/** Starts the site of documentation pages in its own process. */
export async function startDocsSite(): Promise<DocsSite> {
  const { helper, hello } = await startHelper<never, { port: number; sizes: number[] }>("site/process.ts");
  return {
    urls: (mode, count, from = 0) =>
      Array.from({ length: count }, (_, n) => `http://127.0.0.1:${hello.port}/${mode}/${from + n}.html`),
    hostsOf: (mode, count) =>
      Array.from({ length: count }, (_, n) => `http://127.0.1.${1 + n}:${hello.port}/${mode}/${n}.html`),
    sizes: hello.sizes,
    close: () => helper.close(),
  };
}

import { parse } from "tldts";
import { compilePattern } from "#lib/target/crawl/url/patterns.ts";

export type ScopeOptions = {
  includePaths?: string[] | undefined;
  excludePaths?: string[] | undefined;
  regexOnFullURL?: boolean | undefined;
  crawlEntireDomain?: boolean | undefined;
  allowSubdomains?: boolean | undefined;
  allowExternalLinks?: boolean | undefined;
  maxDepth?: number | undefined;
};

/** Why a URL is not of a site; null for one that is. */
export type OutOfScope = "other site" | "above the start" | "excluded" | "not included" | "depth";
export type Scope = (url: URL) => OutOfScope | null;

/** Which URLs are of the site that begins at `start`. @throws Error for a pattern that cannot be used */
export function createScope(start: string, options: ScopeOptions = {}): Scope {
  const first = new URL(start);
  const include = (options.includePaths ?? []).map(compilePattern);
  const exclude = (options.excludePaths ?? []).map(compilePattern);
  const isOfSite = siteOf(first, options);
  const folder = folderOf(first.pathname);
  const textOf = ({ href, pathname }: URL) => (options.regexOnFullURL ? href : pathname);
  return (url) => {
    const isStart = url.host === first.host && url.pathname === first.pathname && url.search === first.search;
    // Whoever names an address wants it read, whatever the patterns say of it: its links are needed.
    if (isStart) return null;
    if (!isOfSite(url)) return "other site";
    const isWithin = options.crawlEntireDomain || url.host !== first.host || url.pathname.startsWith(folder);
    if (!isWithin && `${url.pathname}/` !== folder) return "above the start";
    const text = textOf(url);
    if (exclude.some((pattern) => pattern.matches(text))) return "excluded";
    if (include.length > 0 && !include.some((pattern) => pattern.matches(text))) return "not included";
    if (options.maxDepth !== undefined && depthOf(url) - depthOf(first) > options.maxDepth) return "depth";
    return null;
  };
}

/** How deep a path is: "/" is 0, "/a" and "/a/" are 1. */
export function depthOf({ pathname }: URL): number {
  return pathname.split("/").filter(Boolean).length;
}

/** The folder that a start leads: of "/docs" and "/docs/" those below it, of "/docs/intro.html" those beside it. */
function folderOf(pathname: string): string {
  if (pathname.endsWith("/")) return pathname;
  const last = pathname.slice(pathname.lastIndexOf("/") + 1);
  return last.includes(".") ? pathname.slice(0, -last.length) : `${pathname}/`;
}

function siteOf(first: URL, { allowSubdomains, allowExternalLinks }: ScopeOptions): (url: URL) => boolean {
  if (allowExternalLinks) return () => true;
  const host = bareHost(first.host);
  const domain = registrableDomain(first.hostname);
  return (url) => {
    // With "www" and without is one site to everybody; a site that knows better redirects.
    if (bareHost(url.host) === host) return true;
    return allowSubdomains === true && domain !== null && registrableDomain(url.hostname) === domain;
  };
}

const bareHost = (host: string) => host.replace(/^www\./, "");

/** What one can register: "example.co.uk" of "docs.example.co.uk", and "ana.github.io" of itself, which is not github.io's. */
function registrableDomain(hostname: string): string | null {
  return parse(hostname, { allowPrivateDomains: true }).domain;
}

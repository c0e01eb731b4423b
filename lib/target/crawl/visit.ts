import type { PageResult } from "#lib/check/run/check-page.ts";
import { linksIn } from "#lib/extract/index.ts";
import { type TrackedPage, unpackText } from "#lib/page/index.ts";
import { type Found, Frontier, type Taken } from "#lib/target/crawl/frontier.ts";
import { findMissing } from "#lib/target/crawl/missing.ts";
import { Pace } from "#lib/target/crawl/pace.ts";
import { createSiteRules } from "#lib/target/crawl/robots/site-rules.ts";
import { SameAnswer } from "#lib/target/crawl/same-answer.ts";
import { walkSitemaps } from "#lib/target/crawl/sitemap/walk-sitemaps.ts";
import { Traps } from "#lib/target/crawl/traps.ts";
import { pageAddress, pageKey } from "#lib/target/crawl/url/identity.ts";
import { createScope } from "#lib/target/crawl/url/scope.ts";
import type { CrawlTarget } from "#lib/target/model.ts";
import type { TargetVisit, VisitSource } from "#lib/target/run.ts";

export const DEFAULT_LIMIT = 10_000;
const TAKEN_AT_ONCE = 200;
const GONE = new Set([404, 410]);

/** One crawl of a site: from its start by links and sitemaps, until nothing is left or the limit is reached. */
export class CrawlVisit implements TargetVisit {
  #target: CrawlTarget;
  #source: VisitSource;
  #options: NonNullable<CrawlTarget["crawlOptions"]>;
  #frontier: Frontier;
  #rules: ReturnType<typeof createSiteRules>;
  #scope: ReturnType<typeof createScope>;
  #traps = new Traps();
  #same = new SameAnswer();
  #pace: Pace;
  #start: URL;
  #depths = new Map<string, number>();
  #fetched = 0;
  #warnings: string[] = [];
  /** Why the target cannot be carried out, in a sentence for its reader and in a word for what was not reached. */
  #stopped: { error: string; reason: string } | null = null;
  #isSitemapIncomplete = false;

  constructor(target: CrawlTarget, source: VisitSource) {
    this.#target = target;
    this.#source = source;
    this.#options = target.crawlOptions ?? {};
    this.#start = pageAddress(target.url) ?? new URL(target.url);
    this.#scope = createScope(this.#start.href, this.#options);
    this.#rules = createSiteRules(source);
    this.#frontier = new Frontier({ ...source, targetId: target.id });
    this.#pace = new Pace(source.signal, {
      most: this.#options.maxConcurrency ?? Number.POSITIVE_INFINITY,
      delayMs: (this.#options.delay ?? 0) * 1000,
    });
  }

  async *pages(): AsyncGenerator<TrackedPage> {
    const rules = await this.#rules(this.#start);
    const asked = rules.ask(this.#start.href);
    if (!asked.allowed) {
      const sentence = `The robots.txt of ${this.#start.host} does not allow ${this.#start.href} to be crawled ("${asked.line}"). Ask its owner, or begin elsewhere.`;
      this.#stop(rules.closed ?? sentence, "robots");
      return;
    }
    this.#pace.slowDown(rules.crawlDelayMs);
    // Before the rest, and alone: of a site that is down nothing else is asked.
    await this.#frontier.add([this.#found(this.#start, 0, null)]);
    const before = await this.#frontier.taken();
    yield* this.#lot(before.length > 0 ? before : await this.#frontier.take(1));
    await this.#pace.idle();
    if (!this.#stopped && this.#options.sitemap !== "skip") await this.#addSitemaps(rules.sitemaps);
    this.#fetched = (await this.#frontier.count()).fetched;
    for (;;) {
      const left = this.#limit - this.#fetched;
      const taken =
        this.#stopped || left <= 0 ? [] : await this.#frontier.take(Math.min(left, TAKEN_AT_ONCE));
      this.#fetched += taken.length;
      yield* this.#lot(taken);
      if (taken.length > 0) continue;
      // What is still in hand may lead on.
      if (!(await this.#pace.change())) return;
    }
  }

  async seen(result: PageResult): Promise<void> {
    try {
      const told = await this.#judge(result);
      if (told) await this.#record(told);
    } finally {
      // Only now: what comes after the last page must find it recorded.
      this.#pace.leave();
    }
  }

  async settle(): Promise<void> {
    await this.#recordAll(this.#same.release());
  }

  async #record(result: PageResult): Promise<void> {
    const { released, wall } = this.#same.note(result);
    if (wall) this.#stop(wall, "same answer");
    await this.#recordAll(released);
  }

  async #recordAll(results: PageResult[]): Promise<void> {
    const error = this.#stopped?.reason === "same answer" ? this.#stopped.error : null;
    for (const result of results) {
      const isSound = error === null || result.status === "same" || result.status === "error";
      await this.#source.record(isSound ? result : { ...withoutBaseline(result), error });
    }
  }

  async close() {
    const { waiting } = await this.#frontier.count();
    const unfinished = this.#stopped?.reason ?? (waiting > 0 ? "limit" : null);
    const { gone, reasons } = await findMissing(
      { ...this.#source, targetId: this.#target.id },
      unfinished ?? (this.#isSitemapIncomplete ? "sitemap could not be read" : null),
    );
    const count = Object.values(reasons).reduce((sum, amount) => sum + amount, 0);
    const warnings = [...this.#warnings, ...this.#traps.warnings];
    if (unfinished === "limit")
      warnings.push(
        `The limit of ${this.#limit.toLocaleString("en")} pages was reached; ${waiting.toLocaleString("en")} more were found.`,
      );
    return {
      ending: {
        notReached: { count, reasons },
        ...(this.#stopped && { error: this.#stopped.error }),
        ...(warnings.length > 0 && { warnings }),
      },
      gone: this.#lots(gone),
    };
  }

  get #limit() {
    return this.#options.limit ?? DEFAULT_LIMIT;
  }

  #stop(error: string, reason: string): void {
    this.#stopped ??= { error, reason };
  }

  async *#lots(urls: string[]) {
    for (let at = 0; at < urls.length; at += TAKEN_AT_ONCE)
      yield await this.#source.track(urls.slice(at, at + TAKEN_AT_ONCE));
  }

  async *#lot(taken: Taken[]): AsyncGenerator<TrackedPage> {
    for (const { url, depth } of taken) this.#depths.set(url, depth);
    for await (const pages of this.#lots(taken.map(({ url }) => url))) {
      for (const page of pages) {
        if (this.#stopped) return;
        await this.#pace.enter();
        yield page;
      }
    }
  }

  /** What is recorded of a page, after its links went into the frontier: so a worker that dies in between loses none. */
  async #judge(result: PageResult): Promise<PageResult | null> {
    const { url } = result.page;
    const depth = this.#depths.get(url) ?? 0;
    this.#depths.delete(url);
    const isStart = depth === 0 && pageKey(url, this.#options) === pageKey(this.#start.href, this.#options);
    if (result.status === "error") return this.#failed(result, depth, isStart);
    const elsewhere = await this.#elsewhere(result);
    if (elsewhere) return this.#moved(result, elsewhere, { depth, isStart });
    const read = await this.#linksOf(result);
    const content = result.baselines.find(({ surface }) => surface === "text")?.content?.hash;
    const hash = (content ?? result.page.baselines.get("text")?.hash)?.toString("hex") ?? "";
    this.#traps.note(new URL(url), depth, hash);
    if (this.#options.sitemap !== "only" && !read.nofollow) await this.#addLinks(read.links, depth + 1, url);
    if (!read.canonical || isStart) return result;
    return this.#canonical(result, read.canonical, depth);
  }

  async #failed(result: PageResult, depth: number, isStart: boolean): Promise<PageResult> {
    const { statusCode, page } = result;
    if (isStart && !GONE.has(statusCode ?? 0)) this.#stop(`${page.url}: ${result.error}`, "site down");
    // What it linked when it could be read last is still to be looked at; of a page that is gone, nothing is.
    if (!GONE.has(statusCode ?? 0) && !this.#stopped) {
      const { links, nofollow } = await this.#linksOf(result);
      if (this.#options.sitemap !== "only" && !nofollow) await this.#addLinks(links, depth + 1, page.url);
    }
    const from = await this.#frontier.linkedFrom(page.url);
    return from ? { ...result, error: `${result.error} It is linked from ${from}.` } : result;
  }

  /** Where a page led, when that is another page. */
  async #elsewhere({ page, redirectedTo }: PageResult): Promise<URL | null> {
    if (!redirectedTo || pageKey(redirectedTo, this.#options) === pageKey(page.url, this.#options))
      return null;
    return pageAddress(redirectedTo, this.#options);
  }

  async #moved(
    result: PageResult,
    to: URL,
    { depth, isStart }: { depth: number; isStart: boolean },
  ): Promise<PageResult | null> {
    const outside = this.#scope(to);
    // Where a start leads on its own host is where the site begins: "/" to "/en/".
    const isBeginning = isStart && outside !== "other site";
    if (outside && !isBeginning) {
      const error = `It leads to ${to.href}, which is not of the site that is watched (${outside}).`;
      if (isStart)
        this.#stop(`${result.page.url} leads to ${to.href}, another site. Watch that one instead.`, "moved");
      return { ...withoutBaseline(result), error };
    }
    await this.#frontier.add([
      this.#found(to, depth, result.page.url, isBeginning ? null : await this.#reasonOf(to, depth)),
    ]);
    await this.#frontier.drop(result.page.url, "redirect");
    return null;
  }

  async #canonical(result: PageResult, canonical: string, depth: number): Promise<PageResult | null> {
    const to = pageAddress(canonical, this.#options);
    const isItself = !to || pageKey(to.href, this.#options) === pageKey(result.page.url, this.#options);
    // A canonical address that may not be fetched would lose the page without a word.
    if (isItself || this.#scope(to) || (await this.#reasonOf(to, depth))) return result;
    await this.#frontier.add([this.#found(to, depth, result.page.url)]);
    await this.#frontier.drop(result.page.url, "canonical");
    return null;
  }

  async #linksOf({ baselines, page }: PageResult) {
    const fresh = baselines.find(({ surface }) => surface === "links")?.content?.packed;
    const known = page.baselines.get("links");
    const packed = fresh ?? (known && (await this.#source.readContent(known)));
    return linksIn(packed ? await unpackText(packed) : '{"links":[]}');
  }

  async #addLinks(links: string[], depth: number, foundOn: string | null): Promise<void> {
    const found: Found[] = [];
    for (const link of links) {
      const url = pageAddress(link, this.#options);
      const outside = url && this.#scope(url);
      if (!url || outside === "other site") continue;
      found.push(this.#found(url, depth, foundOn, outside ?? (await this.#reasonOf(url, depth))));
    }
    await this.#frontier.add(found);
  }

  async #addSitemaps(named: string[]): Promise<void> {
    const { lots, told } = walkSitemaps(this.#start.origin, named, this.#source, this.#limit);
    for await (const urls of lots) {
      this.#source.signal.throwIfAborted();
      await this.#addLinks(urls, 1, null);
    }
    this.#warnings.push(...told.warnings);
    this.#isSitemapIncomplete = told.isIncomplete;
  }

  /** Why a URL of the site is not fetched; null when it is. */
  async #reasonOf(url: URL, depth: number): Promise<string | null> {
    const { maxDiscoveryDepth = Number.POSITIVE_INFINITY } = this.#options;
    if (depth > Math.max(1, maxDiscoveryDepth) || (maxDiscoveryDepth === 0 && depth > 0)) return "depth";
    const rules = await this.#rules(url);
    if (!rules.ask(url.href).allowed) return "robots";
    return this.#traps.isTrap(url, depth) ? "endless" : null;
  }

  #found(url: URL, depth: number, foundOn: string | null, reason: string | null = null): Found {
    return { key: pageKey(url.href, this.#options) ?? url.href, url: url.href, depth, foundOn, reason };
  }
}

/** An error in place of what came: nothing of it becomes a baseline, and it costs nothing. */
function withoutBaseline(result: PageResult): PageResult {
  return {
    ...result,
    status: "error",
    credits: { base: 0, formats: 0, judge: 0 },
    metadata: null,
    described: null,
    baselines: [],
    fetched: null,
    diff: null,
    change: null,
  };
}

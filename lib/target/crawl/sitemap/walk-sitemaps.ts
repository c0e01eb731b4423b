import { readSitemap } from "#lib/target/crawl/sitemap/read-sitemap.ts";
import type { VisitSource } from "#lib/target/run.ts";

/** Files of one site's sitemap that are read; each may name 50,000 pages. */
const MOST_FILES = 500;
/** An index may name files, and these again files; nothing real goes deeper. */
const DEEPEST = 4;

export type SitemapPages = {
  /** Of one file, the newest first. */
  lots: AsyncIterable<string[]>;
  /** Told once all lots were read: what was left out, in sentences, and whether some file that exists could not be read. */
  told: { warnings: string[]; isIncomplete: boolean };
};

/**
 * The pages that a site's sitemaps name: those of robots.txt, else /sitemap.xml. Each file is read once, so an index that
 * names itself ends.
 * @param most pages that anybody wants
 */
export function walkSitemaps(
  origin: string,
  named: string[],
  { fetchFile }: Pick<VisitSource, "fetchFile">,
  most: number,
): SitemapPages {
  const told = { warnings: [] as string[], isIncomplete: false };
  const isNamed = named.length > 0;
  const queue = (isNamed ? named : [`${origin}/sitemap.xml`]).map((url) => ({ url, depth: 0 }));
  const seen = new Set(queue.map(({ url }) => url));
  async function* lots() {
    let count = 0;
    for (let read = 0; queue.length > 0 && count < most; read += 1) {
      if (read >= MOST_FILES) {
        told.warnings.push(`The site has more than ${MOST_FILES} sitemaps; the others were left out.`);
        told.isIncomplete = true;
        return;
      }
      const { url, depth } = queue.shift() ?? { url: "", depth: 0 };
      const file = await fetchOne(url, fetchFile, isNamed || depth > 0);
      if ("missing" in file) {
        if (file.missing) told.warnings.push(`The sitemap ${url} could not be read: ${file.missing}`);
        told.isIncomplete ||= file.mayExist;
        continue;
      }
      if (file.warning) told.warnings.push(`The sitemap ${url}: ${file.warning}`);
      told.isIncomplete ||= file.warning !== null;
      for (const next of file.files) {
        if (seen.has(next) || depth >= DEEPEST) continue;
        seen.add(next);
        queue.push({ url: next, depth: depth + 1 });
      }
      // The newest first: where the limit ends the crawl, they are what somebody wants to hear of.
      file.pages.sort((a, b) => (b.lastmod ?? "").localeCompare(a.lastmod ?? ""));
      count += file.pages.length;
      yield file.pages.map((page) => page.url);
    }
  }
  return { lots: lots(), told };
}

type Missing = { missing: string | null; mayExist: boolean };

async function fetchOne(
  url: string,
  fetchFile: VisitSource["fetchFile"],
  isNamed: boolean,
): Promise<Missing | Awaited<ReturnType<typeof readSitemap>>> {
  try {
    const { statusCode, body, finalUrl } = await fetchFile(url);
    if (statusCode < 400) return await readSitemap(body, finalUrl);
    const mayExist = statusCode >= 500 || statusCode === 429;
    return { missing: isNamed || mayExist ? `it answers ${statusCode}.` : null, mayExist };
  } catch (error) {
    return { missing: (error as Error).message, mayExist: true };
  }
}

import { createGunzip } from "node:zlib";
import { Parser } from "htmlparser2";

/** What one file of a sitemap names: pages, or other files. */
export type SitemapFile = {
  pages: { url: string; lastmod: string | null }[];
  files: string[];
  /** What was left out, in words; null for nothing. */
  warning: string | null;
};

/** As sitemaps.org bounds one file. */
const MOST_URLS = 50_000;
const MOST_BYTES = 50 * 2 ** 20;
const LONGEST_URL = 2048 * 4;
/** Real ones are three deep; parsing takes the square of the depth. */
const DEEPEST = 24;
const CHUNK = 64 * 1024;

/** Reads a sitemap, packed or not: as XML, else a URL on each line. Never throws; what is too much is left out and told. */
export async function readSitemap(body: Buffer, at: string): Promise<SitemapFile> {
  const { text, warning } = await unpacked(body);
  const isXml = text
    .subarray(0, 1024)
    .toString("utf8")
    .trimStart()
    .replace(/^\uFEFF/, "")
    .startsWith("<");
  const found = isXml ? await readXml(text) : readLines(text);
  return {
    pages: found.pages.flatMap(({ url, lastmod }) => {
      const href = URL.parse(url, at)?.href;
      return href && href.length <= LONGEST_URL ? [{ url: href, lastmod }] : [];
    }),
    files: found.files.flatMap((url) => URL.parse(url, at)?.href ?? []),
    warning: found.warning ?? warning,
  };
}

/** Unpacks under a budget: 60 KB of zeros may be 60 MB of them. */
async function unpacked(body: Buffer): Promise<{ text: Buffer; warning: string | null }> {
  if (body[0] !== 0x1f || body[1] !== 0x8b)
    return { text: body.subarray(0, MOST_BYTES), warning: tooLong(body.length) };
  const parts: Buffer[] = [];
  let size = 0;
  const gunzip = createGunzip();
  gunzip.end(body);
  try {
    for await (const part of gunzip as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size > MOST_BYTES) break;
    }
  } catch {
    // What came before the damage is good.
    return { text: Buffer.concat(parts), warning: "It is damaged: only its first part could be unpacked." };
  }
  return { text: Buffer.concat(parts).subarray(0, MOST_BYTES), warning: tooLong(size) };
}

const tooLong = (size: number) =>
  size > MOST_BYTES ? "It is over 50 MB: only the first 50 MB were read." : null;

async function readXml(text: Buffer): Promise<SitemapFile> {
  const file: SitemapFile = { pages: [], files: [], warning: null };
  const path: string[] = [];
  let word = "";
  let entry = { url: "", lastmod: null as string | null };
  const parser = new Parser(
    {
      onopentag(name) {
        path.push(localName(name));
        if (path.length > DEEPEST) stop("It is nested too deep: the rest was left out.");
        if (isEntry(path.at(-1))) entry = { url: "", lastmod: null };
        word = "";
      },
      ontext(part) {
        if (word.length < LONGEST_URL) word += part;
      },
      onclosetag() {
        const name = path.pop();
        const parent = path.at(-1);
        // An image or a video of an entry has a location, too.
        if (name === "loc" && isEntry(parent)) entry.url = word.trim();
        if (name === "lastmod" && isEntry(parent)) entry.lastmod = word.trim() || null;
        if (name === "url" && entry.url) file.pages.push(entry);
        if (name === "sitemap" && entry.url) file.files.push(entry.url);
        if (file.pages.length + file.files.length >= MOST_URLS)
          stop("It names more than 50,000 URLs: the rest was left out.");
      },
    },
    // Knows the five entities of XML and expands no others, so nothing can be multiplied.
    { xmlMode: true, decodeEntities: true },
  );
  const stop = (warning: string) => {
    file.warning ??= warning;
    parser.pause();
  };
  const decoder = new TextDecoder();
  for (let at = 0; at < text.length && !file.warning; at += CHUNK) {
    parser.write(decoder.decode(text.subarray(at, at + CHUNK), { stream: true }));
    // Between two chunks others have their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return file;
}

const localName = (name: string) => name.slice(name.indexOf(":") + 1).toLowerCase();
const isEntry = (name: string | undefined) => name === "url" || name === "sitemap";

function readLines(text: Buffer): SitemapFile {
  const urls = text
    .toString("utf8")
    .split(/\s*[\r\n]+\s*/)
    .filter((line) => /^https?:\/\//i.test(line));
  const warning = urls.length > MOST_URLS ? "It names more than 50,000 URLs: the rest was left out." : null;
  return { pages: urls.slice(0, MOST_URLS).map((url) => ({ url, lastmod: null })), files: [], warning };
}

import { decodeText, wideCharset } from "./charset.ts";

/** How a body is turned into text. */
export type BodyKind = "html" | "json" | "xml" | "text" | "binary";

export type BodyType = { kind: BodyKind /** The media type without parameters. */; mediaType: string };

const BINARY_FAMILY = /^(image|audio|video|font|model)\//;
const TEXT_TYPE = /^text\/|[/+.-](javascript|ecmascript|yaml|toml|sql|graphql|sh|ndjson|jsonl|json-seq|csv)$/;
const JSON_TYPE = /^(application|text)\/json$|\+json$/;
const XML_TYPE = /^(application|text)\/xml$|\+xml$/;
/** Types that servers give when they know nothing. */
const SAYS_NOTHING =
  /^$|^(application|binary)\/octet-stream$|^(application\/)?(x-)?unknown|^application\/force-download$/;

const HTML_START =
  /^<(!doctype\s+html|html|head|body|title|meta|script|div|p|h1|table|a|main|article|section)[\s>/]/i;
const HTML_DOCUMENT = /^<(!doctype\s+html|html)[\s>/]/i;
/** Documents that many servers call HTML: read as such, they would lose their titles and links. */
const FEED = /^<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml)[\s>]/;
const XML_START = /^\s*<\?xml\s/i;
const JSON_START = /^\s*[[{]/;

// No text begins like these: where letters alone would do, the binary bytes that follow them are asked for, too.
// Libraries that know more types (file-type, magic-bytes.js) take "ID3 is a decision tree" for a sound.
const SIGNATURES: [signature: RegExp, mediaType: string][] = [
  [/^%PDF-\d\.\d/, "application/pdf"],
  [/^\x89PNG\r\n\x1a\n/, "image/png"],
  [/^\xff\xd8\xff/, "image/jpeg"],
  [/^GIF8[79]a[\s\S]{0,6}[\x00-\x08\x0e-\x1f]/, "image/gif"],
  [/^RIFF[\s\S]{4}WEBPVP8[ LX]/, "image/webp"],
  [/^PK\x03\x04/, "application/zip"],
  [/^\x1f\x8b\x08/, "application/gzip"],
  [/^\x28\xb5\x2f\xfd/, "application/zstd"],
  [/^7z\xbc\xaf\x27\x1c/, "application/x-7z-compressed"],
  [/^\x7fELF/, "application/x-elf"],
  [/^\x00[\s\S]{3}ftyp/, "video/mp4"],
  [/^OggS\x00/, "application/ogg"],
  [/^ID3[\x02-\x04]\x00|^\xff\xfb/, "audio/mpeg"],
  [/^wOF[F2](?:\x00\x01\x00\x00|OTTO|true)/, "font/woff"],
  [/^\x00\x00\x01\x00/, "image/x-icon"],
];
// These bytes tell binary from text (WHATWG MIME Sniffing).
const BINARY_BYTE = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/** Decides by the header and, where that is missing, vague or plainly wrong, by the first bytes. */
export function bodyType(body: Buffer, contentType: string | null): BodyType {
  const declared = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const start = body.toString("latin1", 0, 4096).replace(/^\xef\xbb\xbf/, "");
  const signature = SIGNATURES.find(([pattern]) => pattern.test(start))?.[1];
  if (signature) return { kind: "binary", mediaType: BINARY_FAMILY.test(declared) ? declared : signature };
  const text = wideCharset(body) ? decodeText(body.subarray(0, 4096), null, "text") : start;
  if (SAYS_NOTHING.test(declared)) return sniffed(text, declared);
  return { kind: declaredKind(declared, text), mediaType: declared };
}

function declaredKind(declared: string, start: string): BodyKind {
  if (declared === "text/html" || declared === "application/xhtml+xml") {
    if (JSON_START.test(start)) return "json";
    return FEED.test(firstElement(start)) ? "xml" : "html";
  }
  if (JSON_TYPE.test(declared)) return HTML_DOCUMENT.test(firstElement(start)) ? "html" : "json";
  if (XML_TYPE.test(declared)) return HTML_DOCUMENT.test(firstElement(start)) ? "html" : "xml";
  if (BINARY_FAMILY.test(declared)) return "binary";
  // HTML as plain text is the source of a page, shown as such by browsers: its scripts and tags are the content.
  if (declared === "text/plain") return JSON_START.test(start) ? "json" : "text";
  if (TEXT_TYPE.test(declared)) return "text";
  return sniffed(start, declared).kind;
}

function sniffed(start: string, declared: string): BodyType {
  if (HTML_START.test(firstElement(start))) return { kind: "html", mediaType: "text/html" };
  if (BINARY_BYTE.test(start)) return { kind: "binary", mediaType: declared || "application/octet-stream" };
  if (JSON_START.test(start)) return { kind: "json", mediaType: "application/json" };
  if (XML_START.test(start)) return { kind: "xml", mediaType: "application/xml" };
  return { kind: "text", mediaType: "text/plain" };
}

/** What follows the comments, the XML declaration and its like that a document may begin with. */
function firstElement(start: string): string {
  let rest = start.trimStart();
  for (;;) {
    const closing = rest.startsWith("<!--") ? "-->" : rest.startsWith("<?") ? "?>" : null;
    const end = closing === null ? -1 : rest.indexOf(closing);
    if (closing === null || end < 0) return rest;
    rest = rest.slice(end + closing.length).trimStart();
  }
}

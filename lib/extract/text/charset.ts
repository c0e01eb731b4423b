import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import iconv from "iconv-lite";
import { charsetOfMeta } from "./declared-charset.ts";
import type { BodyKind } from "./media-type.ts";

/** How far into a body its own declaration of a charset is looked for, in bytes. */
const DECLARATION_REACH = 4096;
/** What the detection of a charset looks at, in bytes. */
const SAMPLE = 64 * 1024;

const XML_ENCODING = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]+)/i;

/**
 * Decodes a body by its byte order mark, else the Content-Type header, else its own declaration, else as UTF-8
 * if it is valid, else by detection. JSON is UTF-8 whatever the header says, as long as its bytes are. Unknown
 * labels are passed over; bytes that mean nothing become U+FFFD.
 */
export function decodeText(body: Buffer, contentType: string | null, kind: BodyKind): string {
  const certain = charsetOfMark(body) ?? (kind === "json" ? charsetOfJson(body) : null);
  if (certain) return decodeAs(body, certain) ?? "";
  const labels = [
    charsetOfHeader(contentType),
    charsetOfWideText(body),
    declaredCharset(body, contentType, kind),
  ];
  for (const label of labels) {
    const text = label === null ? null : decodeAs(body, label);
    if (text !== null) return text;
  }
  if (isUtf8(body)) return body.toString("utf8");
  return decodeAs(body, detectedCharset(body)) ?? body.toString("latin1");
}

/** The UTF-16 that a body is in, by its mark or by its zeros; null for everything else. */
export function wideCharset(body: Buffer): string | null {
  const charset = charsetOfMark(body) ?? charsetOfWideText(body);
  return charset === "utf-8" ? null : charset;
}

function charsetOfMark(body: Buffer): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return "utf-8";
  if (body[0] === 0xff && body[1] === 0xfe) return "utf-16le";
  if (body[0] === 0xfe && body[1] === 0xff) return "utf-16be";
  return null;
}

function charsetOfHeader(contentType: string | null): string | null {
  return contentType?.match(/;\s*charset\s*=\s*["']?\s*([\w.:-]+)/i)?.[1] ?? null;
}

/** UTF-16 without a mark: markup, JSON or white space starts with ASCII, thus every other byte is zero. */
function charsetOfWideText(body: Buffer): string | null {
  const [a, b, c, d] = body;
  if (a && b === 0 && c && d === 0) return "utf-16le";
  if (a === 0 && b && c === 0 && d) return "utf-16be";
  return null;
}

/** RFC 8259: JSON has no charset parameter and is UTF-8; older makers used UTF-16. */
function charsetOfJson(body: Buffer): string | null {
  return charsetOfWideText(body) ?? (isUtf8(body) ? "utf-8" : null);
}

/** What an HTML or XML document says of itself. Other text that holds such words only talks about them. */
function declaredCharset(body: Buffer, contentType: string | null, kind: BodyKind): string | null {
  if (kind === "json") return null;
  const head = body.toString("latin1", 0, DECLARATION_REACH);
  const ofXml = head.match(XML_ENCODING)?.[1] ?? null;
  const ofMeta = kind === "html" ? charsetOfMeta(head, isCharset) : null;
  const label = /xml/i.test(contentType ?? "") ? (ofXml ?? ofMeta) : (ofMeta ?? ofXml);
  // The declaration was readable as ASCII, so it cannot be true when it says UTF-16.
  return label && /^utf-?16/i.test(label) ? "utf-8" : label;
}

function detectedCharset(body: Buffer): string {
  const firstHigh = body.findIndex((byte) => byte > 0x7f);
  const start = Math.max(0, firstHigh - SAMPLE / 4);
  return chardet.detect(body.subarray(start, start + SAMPLE)) ?? "windows-1252";
}

/** Names that iconv-lite knows, and that are ways to write bytes as text instead of charsets. */
const NO_CHARSET = /^(?:binary|hex|base64)$/i;

/** Null when nobody knows the label. */
function decodeAs(body: Buffer, label: string): string | null {
  if (/^utf-?8$/i.test(label) && isUtf8(body)) return withoutMark(body.toString("utf8"));
  const decoder = decoderOf(label);
  if (decoder) return decoder.decode(body);
  return isKnownToIconv(label) ? iconv.decode(body, label) : null;
}

const isCharset = (label: string) =>
  /^utf-?8$/i.test(label) || decoderOf(label) !== null || isKnownToIconv(label);
const isKnownToIconv = (label: string) => !NO_CHARSET.test(label) && iconv.encodingExists(label);

function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

import { hash } from "node:crypto";
import { PageError } from "#lib/page-error.ts";
import { decodeText } from "./charset.ts";
import { graphicText } from "./html/graphic-text.ts";
import { emptyPage, htmlToMarkdown } from "./html/html-to-markdown.ts";
import { isXhtml, xhtmlToHtml } from "./html/xhtml.ts";
import { jsonText } from "./json-text.ts";
import { type BodyKind, type BodyType, bodyType } from "./media-type.ts";
import { normalise, normalisePreformatted } from "./normalise.ts";
import type { Converted, ConvertOptions, ReadBody } from "./options.ts";
import { isGraphic, xmlText } from "./xml-text.ts";

export type BodyInput = {
  body: Buffer;
  contentType: string | null;
  /** Where the body was found, after redirects. */
  url: string;
  statusCode: number;
  options: ConvertOptions;
};

export const BEYOND_CONVERSION =
  "Tidemark could not convert this page to text. If a browser shows it well, please report its address.";

/**
 * Turns a fetched body into comparable text: HTML into markdown, JSON into sorted JSON, XML into what it says,
 * other text into itself, anything else into a line with its type, size and hash.
 * @throws PageError, and nothing else, when there is no text, `includeTags` match nothing, or the page is beyond
 *   the converter
 */
export function convertBody(input: BodyInput): Converted {
  return readBody(input, null) as Converted;
}

/**
 * The same, but for a body that would be made of `known`, the source of a text: what it says is not made again.
 * @throws PageError as `convertBody`
 */
export function readBody(input: BodyInput, known: string | null): ReadBody {
  try {
    return convert(input, known);
  } catch (error) {
    if (error instanceof PageError) throw new PageError(error.message, input.statusCode, { cause: error });
    throw new PageError(BEYOND_CONVERSION, input.statusCode, { cause: error });
  }
}

function convert(input: BodyInput, known: string | null): ReadBody {
  const { body, options } = input;
  if (body.length === 0) throw emptyPage();
  const type = bodyType(body, input.contentType);
  const contentType = input.contentType?.trim() || type.mediaType;
  if (type.kind === "binary") {
    return { kind: "binary", content: describeBinary(body, type), title: null, contentType };
  }
  const textAs = (kind: BodyKind) => decodeText(body, input.contentType, kind).replaceAll("\u0000", "");
  const json = type.kind === "json" ? jsonText(textAs("json")) : null;
  if (json !== null) return { kind: "json", content: json, title: null, contentType };
  if (isHtml(type)) {
    const { markdown, title, readsMore, source } = htmlToMarkdown(htmlOf(input), input.url, options, known);
    return {
      kind: "markdown",
      content: markdown,
      title,
      contentType,
      ...(readsMore && { readsMore }),
      ...(source && { source }),
    };
  }
  const content = plainText(textAs(type.kind === "xml" ? "xml" : "text"), type.kind);
  if (content === "") throw emptyPage();
  return { kind: "text", content, title: null, contentType };
}

/** Text that is no HTML: XML as what it says, everything else as it is written. */
function plainText(source: string, kind: BodyKind): string {
  if (kind !== "xml") return normalisePreformatted(source);
  const words = isGraphic(source) ? normalise(graphicText(source)) : "";
  return words || (xmlText(source) ?? normalise(source));
}

const isHtml = ({ kind, mediaType }: BodyType) =>
  kind === "html" || (kind === "json" && mediaType === "text/html");

function htmlOf({ body, contentType }: Pick<BodyInput, "body" | "contentType">): string {
  const source = decodeText(body, contentType, "html").replaceAll("\u0000", "");
  return isXhtml(source, contentType) ? xhtmlToHtml(source) : source;
}

/** The HTML of a body, as it is converted; null when it is no HTML. */
export function htmlIn(body: Buffer, contentType: string | null): string | null {
  const type = bodyType(body, contentType);
  const isJson = type.kind === "json" && jsonText(decodeText(body, contentType, "json")) !== null;
  return isHtml(type) && !isJson ? htmlOf({ body, contentType }) : null;
}

/** Equal for equal bytes only; a diff of two names what changed. */
function describeBinary(body: Buffer, { mediaType }: BodyType): string {
  return `${mediaType}, ${body.length} bytes, sha-256 ${hash("sha256", body)}`;
}

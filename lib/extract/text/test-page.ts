import { convertBody } from "./convert-body.ts";
import type { Converted, ConvertOptions } from "./options.ts";

/** The options a scrape target has by default. */
export const defaults: ConvertOptions = {
  onlyMainContent: true,
  includeTags: [],
  excludeTags: [],
  removeBase64Images: true,
};

/** Converts a body as if https://site.example/docs/page had answered it. */
export function convert(
  body: string | Buffer | number[],
  options: Partial<ConvertOptions> = {},
  contentType: string | null = "text/html",
): Converted {
  return convertBody({
    body: typeof body === "string" ? Buffer.from(body) : Buffer.from(body as Uint8Array),
    contentType,
    url: "https://site.example/docs/page",
    statusCode: 200,
    options: { ...defaults, ...options },
  });
}

/** The text of an HTML page. */
export const textOf = (html: string, options: Partial<ConvertOptions> = {}) => convert(html, options).content;

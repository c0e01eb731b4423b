import { isPicture } from "./accessible-name.ts";
import { asHtml, attributeAsHtml } from "./as-html.ts";
import { TRAIT } from "./elements.ts";
import { barText, inputText, selectText, textareaText } from "./form-control.ts";
import { formulaText } from "./formula-text.ts";
import { graphicText } from "./graphic-text.ts";
import { attributeValue, linkTarget } from "./link-target.ts";
import { unscrambled } from "./scrambled-mail.ts";
import { attributesOf, NOTABLE, type Tag } from "./tag.ts";

/** What is written in place of tags whose source is not what is read. All of it is HTML. */

/** What stands in place of an element that has no end tag; null leaves it as it is. */
export function voidText(tag: Tag, source: string, keepsData: boolean, base: string | null): string | null {
  const attributes = attributesOf(tag);
  if (tag.name === "input") return ` ${inputText(attributes)} `;
  if (tag.name === "area") return areaLink(attributes, base);
  if (tag.name !== "img") return null;
  if (keepsData && /^\s*data:/i.test(attributes.get("src") ?? "")) return source;
  return image(attributes);
}

/** Of an image its words count; its address says which version of a file it is. */
function image(attributes: ReadonlyMap<string, string>): string {
  const words = oneLine(attributes.get("alt") ?? "") || oneLine(attributes.get("aria-label") ?? "");
  return words === "" ? "" : `<img alt="${words.replaceAll('"', "&quot;")}">`;
}

function areaLink(attributes: ReadonlyMap<string, string>, base: string | null): string | null {
  const [href, words] = [attributes.get("href"), oneLine(attributes.get("alt") ?? "")];
  if (href === undefined || words === "" || base === null) return attributeAsHtml(words);
  return ` <a href="${attributeValue(linkTarget(href, base))}">${attributeAsHtml(words)}</a> `;
}

/** Whether what is read of an element is not what stands between its tags as it stands there. */
export function isReadAsAWhole(tag: Tag): boolean {
  if (tag.traits & TRAIT.replaced) return true;
  if ((tag.notable & (NOTABLE["data-cf"] | NOTABLE.aria)) === 0) return false;
  return scrambledText(tag) !== null || isPicture(attributesOf(tag));
}

/** What is read in place of such an element. @param source from its start tag to its end tag, if it has one */
export function textInPlaceOf(tag: Tag, source: string): string {
  return scrambledText(tag) ?? ` ${textOf(tag, source)} `;
}

function textOf(tag: Tag, source: string): string {
  if (tag.name === "select") return selectText(source);
  if (tag.name === "textarea") return textareaText(source);
  if (tag.name === "svg") return asHtml(graphicText(source));
  if (tag.name === "math") return asHtml(formulaText(source));
  if (tag.name === "meter" || tag.name === "progress") return barText(source);
  return attributeAsHtml(attributesOf(tag).get("aria-label") ?? "");
}

/** The tag of a link with its target as browsers resolve it, and its title in one line; null when it needs neither. */
export function writtenLink(tag: Tag, at: number, base: string): string | null {
  const { html, end, hrefAt, hrefEnd, notable } = tag;
  if (hrefAt > 0) {
    const isQuoted = html[hrefAt] === '"' || html[hrefAt] === "'";
    const written = isQuoted ? html.slice(hrefAt + 1, hrefEnd - 1) : html.slice(hrefAt, hrefEnd);
    const target = attributeValue(linkTarget(written, base));
    return `${html.slice(at, hrefAt)}${html[hrefAt - 1] === "=" ? "" : "="}"${target}"${html.slice(hrefEnd, end)}`;
  }
  if ((notable & NOTABLE.title) === 0) return null;
  const source = html.slice(at, end);
  return /[\n\t\r]| {2}/.test(source) ? source.replace(/\s+/g, " ") : null;
}

/** The mail address that an intermediary scrambled into an element, to be read in its place; null without one. */
function scrambledText(tag: Tag): string | null {
  if ((tag.notable & NOTABLE["data-cf"]) === 0) return null;
  const mail = unscrambled(attributesOf(tag).get("data-cfemail") ?? "");
  return mail === null ? null : asHtml(mail);
}

const oneLine = (text: string) => text.replace(/(?:\s|&nbsp;|\u00a0)+/g, " ").trim();

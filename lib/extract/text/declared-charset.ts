import { decodeHTMLAttribute } from "entities";
import { TRAIT } from "./html/elements.ts";
import { attributesOf, endOfComment, endOfRawText, readTag, type Tag } from "./html/tag.ts";

const CHARSET_OF_CONTENT = /charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/i;
const [EXCLAMATION, SLASH, QUESTION] = [0x21, 0x2f, 0x3f];

// Not html-encoding-sniffer: it looks at 1,024 bytes, where scripts and styles often stand before the declaration, and
// does not know that of XML.

/**
 * What the head of an HTML document says of its charset, where browsers look for it: in the `charset` of a meta
 * element, or beside its `http-equiv=content-type`. Comments and scripts are passed over.
 * @param isKnown whether a label means something; others are passed over
 */
export function charsetOfMeta(head: string, isKnown: (label: string) => boolean): string | null {
  let at = head.indexOf("<");
  while (at >= 0) {
    const first = head.charCodeAt(at + 1);
    let next = at + 1;
    if (isLetter(first)) {
      const tag = readTag(head, at + 1);
      if (tag === null) return null;
      const label = tag.name === "meta" ? charsetOf(tag) : null;
      if (label && isKnown(label)) return label;
      next = tag.traits & TRAIT.rawText ? endOfRawText(head, tag.name, tag.end) : tag.end;
    } else if (first === EXCLAMATION || first === QUESTION || first === SLASH) next = endOfComment(head, at);
    at = head.indexOf("<", next);
  }
  return null;
}

function charsetOf(tag: Tag): string | null {
  const value = (name: string) => decodeHTMLAttribute(attributesOf(tag).get(name) ?? "").trim();
  const label = value("charset");
  if (label !== "") return label;
  if (value("http-equiv").toLowerCase() !== "content-type") return null;
  const [, double, single, bare] = CHARSET_OF_CONTENT.exec(value("content")) ?? [];
  return (double ?? single ?? bare)?.trim() || null;
}

const isLetter = (code: number) => (code | 32) >= 0x61 && (code | 32) <= 0x7a;

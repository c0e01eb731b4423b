import { TRAIT } from "./elements.ts";
import { endOfComment, endOfRawText, readTag, type Tag } from "./tag.ts";

const [EXCLAMATION, SLASH, QUESTION] = [0x21, 0x2f, 0x3f];

/** After the end tag of the element that begins with `tag`; -1 when none comes within `reach` characters. */
export function endOfElement({ html, name, end, traits }: Tag, reach: number): number {
  if (traits & TRAIT.void) return end;
  let open = 1;
  let at = html.indexOf("<", end);
  while (at >= 0 && at - end < reach) {
    const first = html.charCodeAt(at + 1);
    const isEnd = first === SLASH;
    const nameAt = isEnd ? at + 2 : at + 1;
    let next = nameAt;
    if (isLetter(html.charCodeAt(nameAt))) {
      const tag = readTag(html, nameAt);
      if (tag === null) return -1;
      next = tag.end;
      if (tag.name === name) open += isEnd ? -1 : 1;
      else if (!isEnd && tag.traits & TRAIT.rawText) next = endOfRawText(html, tag.name, tag.end);
      if (open === 0) return next;
    } else if (isEnd || first === EXCLAMATION || first === QUESTION) next = endOfComment(html, at);
    at = html.indexOf("<", next);
  }
  return -1;
}

const isLetter = (code: number) => (code | 32) >= 0x61 && (code | 32) <= 0x7a;

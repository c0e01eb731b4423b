import { TRAIT } from "./elements.ts";
import { endOfComment, endOfRawText, readTag } from "./tag.ts";

/** Whether a document is to be read as XML: `<script/>` and `<title/>` are then whole elements. */
export function isXhtml(source: string, contentType: string | null): boolean {
  return /^\s*application\/xhtml\+xml/i.test(contentType ?? "") || /^\s*<\?xml\s/i.test(source);
}

const RAW_TEXT = new Set(["script", "style"]);
const CDATA = "<![CDATA[";

/** XHTML as HTML: elements that close themselves get end tags, CDATA becomes text. */
export function xhtmlToHtml(source: string): string {
  const kept: string[] = [];
  let from = 0;
  let at = source.indexOf("<");
  while (at >= 0) {
    let next = at + 1;
    if (source.startsWith(CDATA, at)) {
      const end = source.indexOf("]]>", at);
      next = end < 0 ? source.length : end + "]]>".length;
      kept.push(source.slice(from, at), escaped(source.slice(at + CDATA.length, end < 0 ? next : end)));
      from = next;
    } else if (source[next] === "!" || source[next] === "?") next = endOfComment(source, at);
    else if (/[a-z]/i.test(source[next] ?? "")) {
      const tag = readTag(source, next);
      if (tag === null) break;
      next = tag.end;
      const closesItself = source[next - 2] === "/";
      if (closesItself && (tag.traits & TRAIT.void) === 0) {
        kept.push(source.slice(from, next - 2), `></${tag.name}>`);
        from = next;
      } else if (!closesItself && RAW_TEXT.has(tag.name)) next = endOfRawText(source, tag.name, next);
    }
    at = source.indexOf("<", next);
  }
  return from === 0 ? source : kept.join("") + source.slice(from);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

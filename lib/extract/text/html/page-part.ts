import { mayNameBar, namesBar } from "./bars.ts";
import { CHROME, CHROME_ROLES, VOID } from "./elements.ts";
import { attributesOf, attributeText, NOTABLE, type Tag } from "./tag.ts";

const INVISIBLE_STYLE = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

/** What single-page applications draw into: hidden until their script has run, and yet the whole content. */
const SHELL_ID = /^(root|app|__next|__nuxt|___gatsby|svelte|q-app|main|content)$/i;

/** Whether a browser would not show the element, going by its own tag alone. */
export function isHidden(tag: Tag): boolean {
  if (tag.name === "dialog") return !attributesOf(tag).has("open");
  if ((tag.notable & (NOTABLE.hidden | NOTABLE.style)) === 0) return false;
  const { name } = tag;
  if (name === "body" || name === "html") return false;
  const has = attributesOf(tag);
  const hidden = has.get("hidden");
  const invisible =
    (hidden !== undefined && hidden.toLowerCase() !== "until-found") ||
    INVISIBLE_STYLE.test(has.get("style") ?? "");
  return invisible && !SHELL_ID.test(has.get("id") ?? "");
}

/** Whether the element, standing outside of main and article, is the page's frame and not its content. */
export function isChrome(tag: Tag, inSection: boolean): boolean {
  const { name } = tag;
  // As in ARIA: the header or footer of a section is the section's own.
  if (CHROME.has(name)) return !(inSection && (name === "header" || name === "footer"));
  if (name === "body" || name === "html") return false;
  if ((tag.notable & NOTABLE.role) !== 0 && CHROME_ROLES.has(roleOf(attributesOf(tag)))) return true;
  if ((tag.notable & (NOTABLE.class | NOTABLE.id)) === 0) return false;
  if (!mayNameBar(attributeText(tag))) return false;
  const names = `${attributesOf(tag).get("id") ?? ""} ${attributesOf(tag).get("class") ?? ""}`;
  return namesBar(names);
}

/** Whether navigation, headers and the like inside the element belong to the content. */
export function isContentRoot(tag: Tag): boolean {
  if (tag.name === "main" || tag.name === "article") return true;
  return (tag.notable & NOTABLE.role) !== 0 && /^(main|article)$/.test(roleOf(attributesOf(tag)));
}

/** Whether it is a template that browsers show in place: a declarative shadow root. */
export function isShadowRoot(tag: Tag): boolean {
  return tag.name === "template" && /^(open|closed)$/i.test(attributesOf(tag).get("shadowrootmode") ?? "");
}

function roleOf(attributes: Map<string, string>): string {
  return (attributes.get("role") ?? "").trim().toLowerCase().split(/\s/, 1)[0] ?? "";
}

/** Of the elements that may close themselves, only svg swallows a page when it is taken for an open one. */
export function hasNoEndTag({ name, html, end }: Tag): boolean {
  return VOID.has(name) || (name === "svg" && html[end - 2] === "/");
}

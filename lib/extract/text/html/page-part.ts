import { isCookieBar, isOnlyCookieBar, isShareBar } from "./bar-words.ts";
import { barNamed, mayNameBar, namesConsentManager } from "./bars.ts";
import { endOfElement } from "./element-extent.ts";
import { CHROME_ROLES, TRAIT } from "./elements.ts";
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
  if (tag.traits & TRAIT.chrome) return !(inSection && (name === "header" || name === "footer"));
  if (name === "body" || name === "html") return false;
  return (tag.notable & NOTABLE.role) !== 0 && CHROME_ROLES.has(roleOf(attributesOf(tag)));
}

/** Source that a bar surely fits into (characters), and one that nothing names as a bar. */
const NAMED_BAR_REACH = 40_000;
const UNNAMED_BAR_REACH = 8_000;
/** Roles of what lies over a page or stands beside it. */
const BAR_ROLE = /^(?:dialog|alertdialog|region|alert|form)$/;
const OVERLAY_STYLE = /position\s*:\s*(?:fixed|sticky)/i;
const NOT_A_BAR = new Set(["body", "html", "main", "article", "head", "script", "style", "svg"]);

type BarSurroundings = {
  speaksOfCookies(): boolean;
  isAtTop(): boolean;
  /** Whether so many characters may be read ahead: a page of nothing but such elements would take forever. */
  mayLookAt(reach: number): boolean;
};

/**
 * Whether the element is a bar for cookies or for sharing. Names and roles only tell where to look; what it says
 * decides, so that a page's own words never fall away for their class.
 */
export function isBar(tag: Tag, at: number, page: BarSurroundings): boolean {
  if (NOT_A_BAR.has(tag.name)) return false;
  const mayBeNamed = (tag.notable & (NOTABLE.class | NOTABLE.id)) !== 0 && mayNameBar(attributeText(tag));
  const named = mayBeNamed ? namesOf(tag) : "";
  if (named !== "" && namesConsentManager(named)) return true;
  const kind = named === "" ? null : barNamed(named);
  const isSaid = kind === null && saysWhatItIs(tag);
  if (kind === null && !((isSaid || page.isAtTop()) && page.speaksOfCookies())) return false;
  const reach = kind || isSaid ? NAMED_BAR_REACH : UNNAMED_BAR_REACH;
  if (!page.mayLookAt(reach)) return false;
  const end = endOfElement(tag, reach);
  if (end < 0) return false;
  const source = tag.html.slice(at, end);
  if (kind === "sharing") return isShareBar(source);
  return kind === "cookies" || isSaid ? isCookieBar(source) : isOnlyCookieBar(source);
}

function saysWhatItIs(tag: Tag): boolean {
  if ((tag.notable & (NOTABLE.role | NOTABLE.aria | NOTABLE.style)) === 0) return tag.name === "dialog";
  const attributes = attributesOf(tag);
  return (
    BAR_ROLE.test(roleOf(attributes)) ||
    /cookie|consent/i.test(attributes.get("aria-label") ?? "") ||
    OVERLAY_STYLE.test(attributes.get("style") ?? "")
  );
}

function namesOf(tag: Tag): string {
  return `${attributesOf(tag).get("id") ?? ""} ${attributesOf(tag).get("class") ?? ""}`;
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

/** Of the elements that may close themselves, only svg and math swallow a page when taken for open ones. */
export function hasNoEndTag({ name, html, end, traits }: Tag): boolean {
  return (traits & TRAIT.void) !== 0 || ((name === "svg" || name === "math") && html[end - 2] === "/");
}

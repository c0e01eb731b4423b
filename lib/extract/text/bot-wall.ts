import { decodeText } from "./charset.ts";
import { errorPage, type ShownPage } from "./error-page.ts";
import { headingOf, titleOf, visibleText } from "./html/visible-text.ts";
import { bodyType } from "./media-type.ts";
import { WALLS, type WallSign } from "./walls.ts";

/** What a response is judged by. Header names are lower case. */
export type Response = {
  statusCode: number;
  headers: Record<string, string | string[] | undefined>;
  /** Null when what was found of its text is too much for a wall. */
  body: Buffer | null;
};

/** A page that says more (characters) is an article, whatever its words. */
const MAX_WALL_TEXT = 1500;
const MAX_GENERIC_TEXT = 600;
/** With a good status, what asks for a human must be nearly all of the page. */
const MAX_GENERIC_TEXT_OF_GOOD_STATUS = 300;
/** More source than this (bytes) is no challenge; only its headers are looked at. */
const MAX_WALL_SOURCE = 400_000;

/** A captcha that is shown, not one that is talked about. */
const CAPTCHA =
  /<[^<>]*(?:\b(?:g-recaptcha|h-captcha|cf-turnstile|frc-captcha|smart-captcha)\b|(?:google\.com|recaptcha\.net)\/recaptcha\/|hcaptcha\.com\/|challenges\.cloudflare\.com\/turnstile|arkoselabs\.com|geetest|(?:id|name|class|src|action)\s*=\s*["']?[^"'\s<>]*captcha)/i;
const TYPED_FIELD =
  /<(?:textarea|select|input(?![^<>]*type\s*=\s*["']?(?:hidden|submit|button|image|checkbox)))\b/gi;

const HUMAN =
  "(?:verify|confirm|prove|make sure|check)(?:ing)?\\b.{0,40}\\b(?:human|not a (?:ro)?bot)|are you a (?:human|robot)|i am not a robot|human verification|(?:complete|solve) (?:the|this) .{0,30}(?:captcha|puzzle|challenge)";
const ASKS_FOR_A_HUMAN = new RegExp(
  `${HUMAN}|unusual traffic|automated (?:access|requests|queries)|security check|please enable (?:js|javascript|cookies) and (?:disable any ad blocker|cookies|javascript)`,
  "i",
);
/** At the head of the page or its title: that is what the page is about. */
const BEGINS_BY_ASKING_FOR_A_HUMAN = new RegExp(`^.{0,12}(?:${HUMAN})`, "i");

/**
 * Says what was answered instead of the page, also with status 200: a bot wall, or the error page of a server; null for
 * a page. Judged by all that the page shows, whatever of it is wanted; a page that shows much is none. Never throws.
 */
export function detectWall(response: Response): string | null {
  const shown = shownBy(response);
  const wall = wallByHeader(response) ?? (shown && wallByContent(shown, response.statusCode));
  if (wall)
    return `The site showed a bot check (${wall}) instead of the page. Check less often, send the cookies or headers of a session that is let in (scrapeOptions.headers), or ask the site's owner to let Tidemark in.`;
  const error = response.statusCode < 400 && shown ? errorPage(shown) : null;
  return (
    error &&
    `The server showed an error page (${error}) instead of the page, with status ${response.statusCode} as if all were well. The last good version is kept, and the next good page is compared with it.`
  );
}

/** Markdown is longer than what it shows, by the addresses of its links. */
const MAX_WALL_MARKDOWN = 4000;

/** Whether a page that this was made of is surely no wall: spares most pages the look at their source. */
export function isTooMuchForWall(content: string): boolean {
  return content.length > MAX_WALL_MARKDOWN;
}

function wallByHeader({ headers, statusCode }: Response): string | null {
  const wall = WALLS.find(({ header }) => {
    if (!header || (statusCode < 400 && header.alsoOnPages)) return false;
    return header.value.test(String(headers[header.name] ?? ""));
  });
  return wall?.name ?? null;
}

type ShownText = ShownPage & { isHtml: boolean; source: string };

/** What a response shows in all; null when that is too much, or nothing to read. */
function shownBy({ body, headers }: Response): ShownText | null {
  const contentType = String(headers["content-type"] ?? "") || null;
  if (body === null || body.length > MAX_WALL_SOURCE) return null;
  const { kind } = bodyType(body, contentType);
  if (kind === "binary" || kind === "json") return null;
  const source = decodeText(body, contentType, kind);
  if (kind !== "html")
    return {
      isHtml: false,
      source,
      title: "",
      heading: "",
      text: source.slice(0, MAX_WALL_SOURCE).replace(/\s+/g, " ").trim(),
    };
  const shown = {
    isHtml: true,
    source,
    title: titleOf(source),
    heading: headingOf(source),
    text: visibleText(source),
  };
  return shown.text.length > MAX_WALL_TEXT ? null : shown;
}

function wallByContent(shown: ShownText, statusCode: number): string | null {
  if (!shown.isHtml) return null;
  const wall = WALLS.find(({ signs }) => signs?.some((sign) => isShown(sign, shown)));
  return wall?.name ?? (asksForHuman(shown, statusCode) ? "captcha" : null);
}

function isShown(sign: WallSign, { source, title, text }: ShownText): boolean {
  if (sign.maxText !== undefined && text.length > sign.maxText) return false;
  return (
    (sign.title?.test(title) ?? true) &&
    (sign.text?.test(text) ?? true) &&
    (sign.markup?.test(source) ?? true)
  );
}

/** By its words, for want of a known maker. */
function asksForHuman({ source, title, text }: ShownText, statusCode: number): boolean {
  if (text.length > MAX_GENERIC_TEXT) return false;
  // "Sign in" and "not there" are what they say.
  if (statusCode === 401 || statusCode === 404 || statusCode === 410) return false;
  if (statusCode >= 400) return ASKS_FOR_A_HUMAN.test(`${title}\n${text}`);
  if (text.length > MAX_GENERIC_TEXT_OF_GOOD_STATUS || !CAPTCHA.test(source)) return false;
  // A form with a captcha has fields of its own; a challenge has at most the one for the letters seen.
  if ((source.match(TYPED_FIELD)?.length ?? 0) > 1) return false;
  return BEGINS_BY_ASKING_FOR_A_HUMAN.test(title) || BEGINS_BY_ASKING_FOR_A_HUMAN.test(text);
}

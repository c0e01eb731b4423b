import { scanHtml } from "./html/scan.ts";

/** What a response is judged by. Header names are lower case. */
export type Response = {
  statusCode: number;
  headers: Record<string, string | string[] | undefined>;
  /** The page's source, or its first part. */
  html?: string;
  /** What a reader sees of it, when that is known: saves estimating it. */
  text?: string;
  title?: string | null;
};

type Wall = {
  /** As in "a … challenge" or "a … block page". */
  name: string;
  header?: [name: string, value: RegExp];
  title?: RegExp;
  /** Of the source of a page with little text. */
  markup?: RegExp;
};

/** A challenge says little. More visible text than this (characters) is an article, whatever its words. */
const MAX_WALL_TEXT = 1500;
const MAX_GENERIC_TEXT = 600;
/** More source than this (characters) is no challenge; only its headers are looked at. */
const MAX_WALL_SOURCE = 400_000;

const WALLS: Wall[] = [
  {
    name: "Cloudflare",
    header: ["cf-mitigated", /challenge/],
    title: /^(just a moment\.{3}|attention required! \| cloudflare)$/i,
    // Not challenge-platform alone: Cloudflare adds that script to ordinary pages, too.
    markup:
      /_cf_chl_opt|cf-challenge-running|id="challenge-(form|error-text|running)"|id="cf-(error-details|wrapper)"/,
  },
  { name: "DataDome", markup: /captcha-delivery\.com|var dd=\{['"]rt['"]/ },
  {
    name: "HUMAN (PerimeterX)",
    markup: /id="px-captcha|window\._pxAppId|captcha\.px-cdn\.net|px-cloud\.net/,
  },
  { name: "Akamai", markup: /errors\.edgesuite\.net|sec-if-cpt-container|\/_sec\/cp_challenge\// },
  { name: "Imperva", markup: /_Incapsula_Resource|Incapsula incident ID|Pardon Our Interruption/ },
  {
    name: "AWS WAF",
    header: ["x-amzn-waf-action", /challenge|captcha/],
    markup: /awswaf\.com\/[^"']*\/challenge\.js|AwsWafIntegration|awsWafCookieDomainList/,
  },
  {
    name: "Vercel",
    header: ["x-vercel-mitigated", /challenge|deny/],
    title: /^vercel security checkpoint$/i,
  },
  { name: "Sucuri", header: ["x-sucuri-block", /./], markup: /sucuri_cloudproxy_js|Sucuri WebSite Firewall/ },
  {
    name: "Anubis",
    title: /^making sure you('|&#39;|’)re not a bot!$/i,
    markup: /\.within\.website\/x\/cmd\/anubis/,
  },
  { name: "Kasada", header: ["x-kpsdk-ct", /./], markup: /window\.KPSDK\s*=/ },
  { name: "DDoS-Guard", title: /^ddos-guard$/i, markup: /check\.ddos-guard\.net\/check\.js/ },
];

const CAPTCHA =
  /(google\.com|recaptcha\.net)\/recaptcha|hcaptcha\.com|challenges\.cloudflare\.com\/turnstile|g-recaptcha|captcha/i;
const ASKS_FOR_A_HUMAN =
  /(verify|confirm|prove|make sure|check)(ing)?\b.{0,40}\b(human|not a (ro)?bot)|are you a (human|robot)|i am not a robot|unusual traffic|automated (access|requests|queries)|security check|access (to this page has been )?denied|please enable (js|javascript|cookies) and (disable any ad blocker|cookies|javascript)/i;

/**
 * Names the bot wall that was answered instead of the page, also one with status 200; null for a page. Pages
 * with much text are never taken for one, so an article about captchas is safe. Never throws.
 */
export function detectBotWall(response: Response): string | null {
  const wall = wallByHeader(response) ?? wallByContent(response);
  return (
    wall &&
    `The site showed ${wall} instead of the page. Check less often, send the cookies or headers of a session that is let in (scrapeOptions.headers), or ask the site's owner to let Tidemark in.`
  );
}

function wallByHeader({ headers, statusCode }: Response): string | null {
  const wall = WALLS.find(({ header }) => header?.[1].test(String(headers[header[0]] ?? "")));
  // Kasada and Sucuri also mark answers they let through.
  if (!wall || (statusCode < 400 && !/mitigated|waf-action/.test(wall.header?.[0] ?? ""))) return null;
  return `a ${wall.name} challenge`;
}

function wallByContent(response: Response): string | null {
  const html = response.html ?? "";
  if ((response.text?.length ?? 0) > MAX_WALL_TEXT || html.length > MAX_WALL_SOURCE) return null;
  const text = response.text ?? visibleText(html);
  if (text.length > MAX_WALL_TEXT) return null;
  const title = (response.title ?? titleOf(html)).trim();
  const named = WALLS.find((wall) => wall.title?.test(title) || wall.markup?.test(html));
  if (named) return `a ${named.name} challenge`;
  const isGeneric = text.length <= MAX_GENERIC_TEXT && ASKS_FOR_A_HUMAN.test(`${title}\n${text}`);
  return isGeneric && (response.statusCode >= 400 || CAPTCHA.test(html)) ? "a bot check (captcha)" : null;
}

/** An estimate: without scripts, styles and tags. */
function visibleText(html: string): string {
  const rules = { dropChrome: false, dropHidden: false, dropNoscript: true, dropImageData: false };
  const { html: shown } = scanHtml(html, { ...rules, exclude: [], include: null });
  return shown
    .replace(/<[^<>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function titleOf(html: string): string {
  return /<title[^>]*>([^<]{0,300})/i.exec(html)?.[1] ?? "";
}

import { type Element, isTag, isText } from "domhandler";
import { DomUtils } from "htmlparser2";
import { parsePart } from "./bounded-document.ts";
import { oneLine, textsIn } from "./words-in.ts";

/** The bars for cookies and for sharing, by what they say. */

/** A bar is short (characters). */
const MAX_COOKIE_TEXT = 2000;
const MAX_SHARE_TEXT = 300;
const MAX_CONTROL_TEXT = 60;
/** What stands in a share bar beside its links and buttons, as in "Share this article". */
const MAX_SHARE_CAPTION = 60;

const COOKIES = /cookie|kakor|evästei|informasjonskaps|куки|クッキー|쿠키/i;
const CONSENT =
  /cookie|consent|gdpr|privacy|personal (?:data|information)|tracking|dsgvo|datenschutz|rgpd|vie privée|privacidad/i;
/** A sentence of a site about the cookies it uses. */
const USES_COOKIES = new RegExp(
  [
    "\\b(?:use|uses|using|stores?|sets?)\\b.{0,60}\\bcookies?\\b",
    "\\bcookies?\\b.{0,60}\\b(?:to|help|are used|allow|let|on this (?:web)?site)\\b",
    "(?:verwend|nutz|einsatz|setz)\\p{L}*.{0,60}cookies",
    "cookies.{0,60}(?:verwend|nutz|setz|einsatz)",
    "(?:utili[sz]|usa|uso|emple|gebruik|använd|anvend|bruk|bruge|käyt|używ|používá|использ|kullan)\\p{L}*.{0,60}(?:cookie|kakor|evästei|куки)",
    "(?:cookie|kakor|evästei|куки)\\p{L}*.{0,60}(?:utili[sz]|usa|uso|használ|kullan|używ)",
    "クッキー|쿠키|使用.{0,20}cookie|cookie.{0,20}使用",
  ].join("|"),
  "iu",
);
/** What is asked for by the button of a bar. */
const AGREE =
  /^\W*(?:(?:yes,? )?i (?:accept|agree|understand)|accept|agree|allow|consent|ok(?:ay)?\b|got it|understood|reject|decline|refuse|deny|dismiss|close|continue|only necessary|necessary|essential|manage|settings|preferences|cookie|privacy|customi[sz]e|confirm|save|alle\b|akzeptier|zustimm|annehm|ablehn|einstellung|verstanden|schlie(?:ß|ss)en|(?:tout )?accepter|j['’]accepte|(?:tout )?refuser|continuer sans|d['’]accord|param[ée]tr|acepta|rechaza|entendido|de acuerdo|configura|accett|rifiut|chiudi|aceita|recusa|entendi|accepteer|weiger|akkoord|godkänn|acceptera|hyväksy|accepte?r|acceptér|afvis|godta|akceptuj|zgadzam|odrzu|přijmout|souhlas|odmítnout|elfogad|kabul|reddet|принять|принимаю|соглас|хорошо|понятно|отклон|同意|接受|拒|確定|許可|허용|동의|확인)|^[×✕✖]$/iu;

const NETWORK =
  /^(?:https?:)?\/\/(?:[\w-]+\.)*(?:facebook|twitter|x|linkedin|pinterest|reddit|whatsapp|tumblr|vk|ok|telegram|bsky|threads|xing|weibo|getpocket|mastodon|instapaper|flipboard|viber|line|skype)\.(?:com|net|ru|app|me|org|cn|social)\b|^(?:https?:)?\/\/(?:wa\.me|t\.me|fb\.me|lnkd\.in|news\.ycombinator\.com\/submitlink|web\.whatsapp\.com|www\.addtoany\.com|share\.flipboard\.com)|^(?:mailto|whatsapp|fb-messenger|viber|sms):/i;
const SHARE_WORD =
  /^\W*(?:share|tweet|post|pin(?: it)?|facebook|twitter|x|linkedin|whatsapp|reddit|telegram|bluesky|mastodon|threads|pinterest|e-?mail|mail|copy(?: link| url)?|print|teilen|partager|compartir|condividi|compartilhar|delen|dela|del|поделиться|分享|シェア|공유)\b/iu;

/** Whether a bar about cookies or consent, where its names or its role already say that it may be one. */
export function isCookieBar(source: string): boolean {
  const { text, controls, root } = read(source);
  if (text.length > MAX_COOKIE_TEXT || hasElement(root, "h1")) return false;
  return controls.some(asksToAgree) && CONSENT.test(`${root.attribs["aria-label"] ?? ""} ${text}`);
}

/**
 * Whether it is nothing but a bar about cookies, where only its words say so: it begins with what it says of them, or
 * with a heading, and ends with its buttons.
 */
export function isOnlyCookieBar(source: string): boolean {
  const { text, controls, root } = read(source);
  if (text.length > MAX_COOKIE_TEXT || !USES_COOKIES.test(text) || hasElement(root, "h1")) return false;
  const words = DomUtils.findAll(isSaying, [root]);
  const beginning = words.findIndex((element) => COOKIES.test(ownText(element)));
  const last = controls.findLast(asksToAgree);
  if (beginning < 0 || !last) return false;
  const order = DomUtils.findAll(() => true, [root]);
  const isBehind = (element: Element) => order.indexOf(element) > order.indexOf(last);
  return (
    words.slice(0, beginning).every((element) => HEADING.test(element.name)) &&
    words.every((element) => !isBehind(element) || isWithin(element, controls))
  );
}

const HEADING = /^(?:h[2-6]|strong|b)$/;
/** An element that has words of its own. */
const isSaying = (element: Element) => ownText(element) !== "";

function ownText({ children }: Element): string {
  return oneLine(children.map((node) => (isText(node) ? node.data : "")).join(" "));
}

function isWithin(element: Element, controls: Element[]): boolean {
  for (let one: Element | null = element; one; one = one.parent && isTag(one.parent) ? one.parent : null)
    if (controls.includes(one)) return true;
  return false;
}

const asksToAgree = (control: Element) => AGREE.test(wordsOf(control));

/** Whether all that it has are links to networks, or buttons that share. */
export function isShareBar(source: string): boolean {
  const { text, controls } = read(source);
  if (text.length > MAX_SHARE_TEXT || controls.length === 0) return false;
  const caption = text.length - controls.reduce((sum, control) => sum + wordsOf(control).length, 0);
  return caption <= MAX_SHARE_CAPTION && controls.every(isForSharing);
}

function isForSharing(control: Element): boolean {
  const href = control.attribs.href;
  if (control.name === "a" && href && !/^\s*(?:#|javascript:)/i.test(href) && !NETWORK.test(href.trim()))
    return false;
  const words = [wordsOf(control), control.attribs["aria-label"], control.attribs.title];
  return NETWORK.test(href?.trim() ?? "") || words.some((word) => word && SHARE_WORD.test(word));
}

type Read = { root: Element; text: string; controls: Element[] };

function read(source: string): Read {
  const document = parsePart(source);
  const root = document.children.find((node): node is Element => isTag(node));
  if (!root) throw new Error("a bar begins with its tag");
  for (const element of DomUtils.getElements({ tag_name: isUnread }, root, true))
    DomUtils.removeElement(element);
  const controls = DomUtils.findAll(isControl, root.children);
  return { root, text: oneLine(textsIn(root).join(" ")), controls };
}

const isUnread = (name: string) => name === "script" || name === "style" || name === "template";

function isControl({ name, attribs }: Element): boolean {
  if (name === "input") return /^(?:submit|button)$/i.test(attribs.type ?? "");
  return name === "button" || name === "a" || attribs.role === "button";
}

function wordsOf(control: Element): string {
  const words = oneLine(textsIn(control).join(" ")) || (control.attribs.value ?? "");
  const said = words || (control.attribs["aria-label"] ?? "");
  return said.length > MAX_CONTROL_TEXT ? "" : said;
}

const hasElement = (root: Element, name: string) =>
  DomUtils.getElementsByTagName(name, root.children, true, 1).length > 0;

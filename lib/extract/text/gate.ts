import { PASSWORD_FIELD } from "./html/form-control.ts";

/** What stands between a visitor and a page that was there before. */
type Gate = {
  sentence: string;
  /** More text (characters) than this is a page. */
  maxText: number;
  /** It stands beside no more than this share of the lines that were there; of half of them at most, without it. */
  mostKept?: number;
  isShownBy(text: string): boolean;
};

const SIGN_IN =
  "(?:sign|log)[ -]?(?:in|on)|anmelde(?:n|dung)|einloggen|se connecter|connexion|identifiez-vous|inici(?:ar|e) sesi[óo]n|acceder|acced[io]|entrar|fa[çz]er login|inloggen|aanmelden|logga in|logg inn|log ind|kirjaudu|zaloguj|přihlásit|přihlášení|giriş yap|войти|вход|ログイン|登录|登入|로그인";
/** What such a page begins with, its maker's name aside. */
const BEGINS_WITH_SIGN_IN = new RegExp(
  `^(?:\\W*[\\p{L}\\p{N}.&' -]{0,30}?\\W+)?(?:please |bitte |veuillez )?(?:${SIGN_IN})`,
  "iu",
);
const ASKS_TO_SIGN_IN =
  /\b(?:please|must|need to|have to|required to|you are not) (?:be )?(?:(?:sign|log)(?:ged|ned)?[ -]?in\b|authenticate|login)|\b(?:sign|log)[ -]?in (?:to|first|below|again|with)\b|\blogin (?:is )?required\b|\bsession (?:has )?(?:expired|timed out)|\b(?:members|subscribers) only\b|(?:bitte|müssen sie sich) .{0,20}(?:anmelden|einloggen)|veuillez vous (?:connecter|identifier)/i;
const ACCOUNT_FIELD =
  /\b(?:e-?mail|user ?name|account|benutzer\w*|utilisateur|usuario|utente|google|apple|microsoft|sso|passkey)\b/i;

const AGREES =
  /\b(?:(?:accept|agree|allow|reject|decline|refuse|consent)(?: (?:to )?all)?|i (?:accept|agree)|alle akzeptieren|akzeptieren|zustimmen|tout accepter|accepter|aceptar|accetta|aceitar|accepteren|godkänn)\b|принять|同意/i;
const ABOUT_CONSENT =
  /\bcookies?\b|\bconsent\b|before you continue|\bpersonal data\b|\bdatenschutz|\bpartners\b.{0,80}\bdata\b/i;
const AGE =
  /\b(?:are|must be|confirm (?:that )?you(?:['’]re| are)|i am|you are) (?:you )?(?:of |at |over |above )?(?:legal |least )?(?:drinking |smoking )?(?:age\b|(?:the age of )?(?:16|18|19|20|21)\b)|\bage (?:verification|check|gate|restricted)|\bverify your age\b|\blegal (?:drinking|smoking) age\b|\b(?:18|21) years or older\b|\b(?:enter|confirm|provide) your (?:date of birth|birth ?date)|\bsind sie (?:über|mindestens|schon) (?:16|18)\b|\bavez-vous (?:plus de )?18 ans|\bmayor de (?:edad|18)/i;
const REGION =
  /\b(?:not|un|isn['’]t |no longer )\s?(?:currently )?(?:available|accessible|offered|supported|permitted) (?:in|from|to visitors from|for users in) (?:your|this|the) (?:country|region|location|area|territory|eu\b|european)|\b(?:blocked|restricted|unavailable|not available) in your (?:country|region|location|area)|\bfrom a country belonging to the european\b|\bunavailable (?:for|due to) legal reasons\b|\b(?:your|this) (?:country|region|location) (?:is|has been) (?:not supported|blocked|restricted)|\bin ihrem (?:land|gebiet|region) nicht verfügbar|\bpas disponible dans votre (?:pays|région)|\bno (?:está )?disponible en (?:su|tu) (?:país|región)|\bgeo-?(?:blocked|restricted)/i;
const MAINTENANCE =
  /\b(?:under|down for|scheduled|undergoing|performing|planned|in|routine|site|system) maintenance\b|\bmaintenance (?:mode|in progress|work|page|break)\b|\bwe(?:['’]ll| will)? be (?:right )?back\b|\bback online (?:soon|shortly)\b|\b(?:site|service|page|shop|store|website|server|we) (?:is|are) (?:currently |temporarily )+(?:down|offline|unavailable)|wartungsarbeiten|\bwartung\b|\ben maintenance\b|maintenance en cours|mantenimiento|manutenzione|manutenção|\bonderhoud\b|\bunderhåll\b|технически[ех] работ|ведутся работы|メンテナンス|维护中|維護中/i;
const PLACEHOLDER =
  /\bwelcome to (?:nginx|openresty|caddy|centos|litespeed|apache)|\b(?:apache2?|nginx|iis|http server)\b.{0,40}\b(?:default|test) page\b|^it works!?$|^iis windows|\bdomain (?:name )?(?:is|may be|has been|has) (?:for sale|parked|expired|registered)|\bbuy this domain\b|\bthis (?:site|website|account) (?:has been|is) (?:suspended|disabled|closed)|^index of \/|\bfuture home of\b|\bdefault web ?site page\b/i;

const instead = (what: string, help: string) => `${what} instead of the page. ${help}`;
const SESSION =
  "Send the cookies or headers of a session that is let in (scrapeOptions.headers), or monitor a page that everybody may read.";
const LATER = "The last good version is kept, and the next good page is compared with it.";

const GATES: Gate[] = [
  {
    sentence: instead("The site asks to sign in", SESSION),
    maxText: 1500,
    mostKept: 0.7,
    isShownBy: (text) =>
      text.includes(PASSWORD_FIELD) ||
      ASKS_TO_SIGN_IN.test(text.slice(0, 600)) ||
      (BEGINS_WITH_SIGN_IN.test(text) && ACCOUNT_FIELD.test(text)),
  },
  {
    sentence: instead("The site asks for the visitor's age", SESSION),
    maxText: 1000,
    isShownBy: (text) => AGE.test(text),
  },
  {
    sentence: instead(
      "The site is not shown in the country that Tidemark asks from: it sent a notice",
      "Run Tidemark, or a proxy for it, where the page is shown.",
    ),
    maxText: 1200,
    isShownBy: (text) => REGION.test(text),
  },
  {
    sentence: instead("The site asks for consent to cookies", SESSION),
    maxText: 2500,
    isShownBy: (text) => ABOUT_CONSENT.test(text.slice(0, 300)) && AGREES.test(text),
  },
  {
    sentence: instead("The site is down for maintenance: it sent a notice", LATER),
    maxText: 1000,
    isShownBy: (text) => MAINTENANCE.test(text),
  },
  {
    sentence: instead("The server shows a placeholder", LATER),
    maxText: 1500,
    isShownBy: (text) => PLACEHOLDER.test(text),
  },
];

/** Of a page of which so many lines are still there, another one changed. */
const MOST_KEPT = 0.49;

/**
 * Names the gate that stands where a page was: a short text that asks for something, has next to nothing of what was
 * there, and was not such a gate before. Null where the page itself changed. Both are texts as they are compared.
 */
export function gateInstead(previous: string, current: string): string | null {
  // Many times a gate's text is the markup of its links.
  if (current.length > MAX_GATE) return null;
  const text = wordsOf(current);
  const gate = GATES.find(({ maxText, isShownBy }) => text.length <= maxText && isShownBy(text));
  if (!gate) return null;
  const before = wordsOf(previous.slice(0, MAX_GATE));
  const wasGate = previous.length <= MAX_GATE && before.length <= gate.maxText && gate.isShownBy(before);
  return wasGate || keptOf(previous, current) > (gate.mostKept ?? MOST_KEPT) ? null : gate.sentence;
}

const MAX_GATE = 12_000;
/** So many lines of the page before are looked for. */
const MOST_LINES = 5_000;

/** How much of the lines of a page are still there. */
function keptOf(previous: string, current: string): number {
  const lines = previous.split("\n", MOST_LINES).map(wordsOf).filter(Boolean);
  const still = new Set(current.split("\n").map(wordsOf));
  return lines.length === 0 ? 0 : lines.filter((line) => still.has(line)).length / lines.length;
}

/** A text without the marks and the addresses of markdown, in one line. */
function wordsOf(markdown: string): string {
  return markdown
    .replace(/\]\((?:<[^<>\n]*>|[^()\n]*)\)/g, "")
    .replace(/[*_`#>|[\]\\!]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

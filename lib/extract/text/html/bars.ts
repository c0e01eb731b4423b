/** The bars for cookies and for sharing, by the names that consent managers, plugins and people give to them. */

const oneOf = (words: string) => `(?:${words.trim().split(/\s+/).join("|")})`;

// A name may have more around it, as in js-cookie-banner__inner. Words that tell a state are no such thing: the
// element of "has-cookie-banner" or "cookie-banner-open" is the page itself.
const EDGE = "(?:^|[\\s_-])";
const START = `${EDGE}(?<!${EDGE}${oneOf("has with no without show shows hide hides is")}[_-]+)`;
const STATE = oneOf("open opened active visible shown enabled disabled hidden closed accepted dismissed");
const END = `(?=$|[\\s_-])(?![_-]+${STATE}(?:$|\\s))`;
/** Names that are taken as they are, with nothing around them. */
const whole = (names: string) => `(?:^|\\s)${oneOf(names)}(?:\\s|$)`;

/** The names of consent managers: nobody else calls an element so, and what they show may be long. */
const CONSENT_MANAGER = new RegExp(
  whole(`cookielaw cookieconsent cc-(?:window|banner|cookies) cky-consent-container
    onetrust-(?:consent-sdk|banner-sdk) cybotcookiebotdialog didomi-host usercentrics-root qc-cmp2-container
    osano-cm-window iubenda-cs-banner cmplz-cookiebanner moove_gdpr_cookie_info_bar fc-consent-root
    truste_(?:overlay|box_overlay) trustarc-banner`),
  "i",
);

const COOKIE_BAR = [
  `${START}${oneOf("cookies? gdpr consent privacy")}[_-]*${oneOf("bar banner notice popup overlay modal message")}${END}`,
  `${START}cookies?[_-]*${oneOf("consent law policy-banner disclaimer alert")}${END}`,
];

/** What there are shares of without a button. */
const OTHER_SHARES = `(?<!${oneOf("market stock file screen revenue time ride car per")}[_-]+)`;
const SHARE = "shar(?:e|ing)";

const SHARE_BAR = [
  `${START}social[_-]*${SHARE}${END}`,
  `${START}${OTHER_SHARES}${SHARE}[_-]*${oneOf("bar buttons? links icons tools this")}${END}`,
  // With any other word after it, as in post-share-price, it is another thing.
  `${START}${oneOf("post article page entry")}[_-]*${SHARE}(?:[_-]+${oneOf("bar buttons? links? icons? list widget tools wrapper container box")})*(?:$|\\s)`,
  whole(`${SHARE}[_-]?(?:list|widget) sharedaddy sharethis-[\\w-]+ addtoany_[\\w-]+ a2a_kit addthis_[\\w-]+ shariff
    st-sticky-share-buttons`),
];

const NAMED_COOKIE_BAR = new RegExp(COOKIE_BAR.join("|"), "i");
const NAMED_SHARE_BAR = new RegExp(SHARE_BAR.join("|"), "i");

/** Whether a bar may be named within: most tags are done with this. */
const HINT = /cook|consent|shar|gdpr|privacy|cc-|cky-|didomi|usercentrics|cmp|osano|iubenda|trust|a2a_|addt/i;

/** Whether attributes, as written, may name a bar. */
export function mayNameBar(attributeText: string): boolean {
  return HINT.test(attributeText);
}

/** Whether one of these ids and classes, given with white space between them, is a consent manager's. */
export function namesConsentManager(names: string): boolean {
  return CONSENT_MANAGER.test(names);
}

/** Which bar an element may be by its names. A name alone makes no bar: what it says decides. */
export function barNamed(names: string): "cookies" | "sharing" | null {
  if (NAMED_COOKIE_BAR.test(names)) return "cookies";
  return NAMED_SHARE_BAR.test(names) ? "sharing" : null;
}

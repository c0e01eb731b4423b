/** What shows that a page is a wall: all that is given must hold. */
export type WallSign = {
  title?: RegExp;
  /** Of all that the page shows, in one line. */
  text?: RegExp;
  /** Of the page's source. */
  markup?: RegExp;
  /** For marks that stand on the ordinary pages of a protected site, too: the most text (characters) of a wall. */
  maxText?: number;
};

type Wall = {
  /** Its maker's. */
  name: string;
  header?: {
    name: string;
    value: RegExp;
    /** It also marks answers that were let through. */
    alsoOnPages?: true;
  };
  /** One is enough, on a page with little text. */
  signs?: WallSign[];
};

/** A challenge that is all script. */
const BARE = 40;

/**
 * The walls known by their marks. A mark must be one that ordinary pages of the same site do not carry, or be
 * bound to other signs: most makers add scripts of theirs to every page they protect.
 */
export const WALLS: Wall[] = [
  {
    name: "Cloudflare",
    header: { name: "cf-mitigated", value: /challenge/ },
    signs: [
      {
        title:
          /^(?:just a moment\.{3}|please wait\.{3} \| cloudflare|attention required! \| cloudflare|access denied \| .* used cloudflare to restrict access)$/i,
      },
      // Not challenge-platform: that script is on ordinary pages. Not cf-error-details: also on "web server is down".
      { markup: /_cf_chl_opt|cf-challenge-running|id=["']?challenge-(?:form|error-text|running)\b/ },
    ],
  },
  {
    name: "DataDome",
    signs: [
      {
        markup:
          /var dd\s*=\s*\{\s*['"]rt['"]|<(?:script|iframe)[^<>]*\ssrc=["']https:\/\/[\w.-]*captcha-delivery\.com/,
      },
    ],
  },
  {
    name: "HUMAN (PerimeterX)",
    signs: [
      { markup: /id=["']?px-captcha|captcha\.px-(?:cdn|cloud)\.net|window\._pxUuid/ },
      { title: /^access to this page has been denied/i, markup: /_pxAppId|px-cloud\.net/ },
    ],
  },
  {
    name: "Akamai",
    signs: [{ markup: /errors\.edgesuite\.net|sec-if-cpt-container|\/_sec\/cp_challenge\// }],
  },
  {
    name: "Imperva",
    signs: [
      { markup: /<iframe[^<>]*_Incapsula_Resource/i },
      { text: /incapsula incident id/i },
      { title: /^pardon our interruption/i },
      { markup: /_Incapsula_Resource/, maxText: BARE },
    ],
  },
  {
    name: "AWS WAF",
    header: { name: "x-amzn-waf-action", value: /challenge|captcha/ },
    signs: [
      { markup: /window\.gokuProps/ },
      { markup: /awswaf\.com\/[^"']*\/(?:challenge|captcha)\.js/, maxText: BARE },
    ],
  },
  {
    name: "Vercel",
    header: { name: "x-vercel-mitigated", value: /challenge|deny/ },
    signs: [{ title: /^vercel security checkpoint$/i }],
  },
  {
    name: "Sucuri",
    header: { name: "x-sucuri-block", value: /./, alsoOnPages: true },
    signs: [{ markup: /sucuri_cloudproxy_js/ }, { title: /^sucuri website firewall/i }],
  },
  {
    name: "Anubis",
    signs: [
      { title: /^making sure you['’]re not a bot!$/i },
      { markup: /\.within\.website\/x\/cmd\/anubis/ },
    ],
  },
  {
    name: "go-away",
    signs: [
      { title: /^checking you are not a bot$/i },
      { markup: /\.well-known\/\.git\.gammaspectra\.live\// },
    ],
  },
  {
    name: "Kasada",
    header: { name: "x-kpsdk-ct", value: /./, alsoOnPages: true },
    signs: [{ markup: /window\.KPSDK\s*=/, maxText: BARE }],
  },
  {
    name: "DDoS-Guard",
    signs: [
      { title: /^ddos-guard$/i },
      { markup: /check\.ddos-guard\.net\/check\.js|\.well-known\/ddos-guard\//, maxText: BARE },
    ],
  },
  {
    name: "Imunify360",
    signs: [{ markup: /\bwsidchk\b/ }, { text: /^.{0,40}please wait while your request is being verified/i }],
  },
  {
    name: "F5",
    signs: [
      { text: /the requested url was rejected.*your support id is/i },
      { title: /^request rejected$/i, text: /support id/i },
      { markup: /\/TSPD\/|window\["bobcmn"\]/, maxText: BARE },
    ],
  },
  { name: "Fastly", signs: [{ title: /^client challenge$/i }, { markup: /["'(]\/_fs-ch-/, maxText: 600 }] },
  {
    name: "Yandex SmartCaptcha",
    signs: [{ markup: /(?:action|href|src)\s*=\s*["']?[^"'\s<>]*\/(?:check|show)captcha/i }],
  },
  { name: "Amazon", signs: [{ markup: /\/errors\/validateCaptcha/ }] },
  {
    name: "Google",
    signs: [
      {
        text: /our systems have detected unusual traffic from your computer network/i,
        markup: /captcha-form|\/sorry\//,
      },
    ],
  },
  {
    name: "Radware",
    signs: [
      { title: /^radware (?:captcha|block|bot manager)/i },
      { text: /made us think that you are a bot/i },
      { markup: /(?:validate|captcha)\.perfdrive\.com/, maxText: 600 },
    ],
  },
  {
    name: "bunny.net",
    signs: [
      { markup: /\/\.bunny-shield\/[^"'\s]*challenge/ },
      { title: /^establishing a secure connection/i, markup: /\.bunny-shield/ },
    ],
  },
  {
    name: "StackPath",
    signs: [{ title: /^site verification$/i, markup: /\bsbbi\b/ }, { markup: /\/sbbi\/\?sbbpg=/ }],
  },
  {
    name: "SiteGround",
    header: { name: "sg-captcha", value: /challenge/ },
    signs: [{ markup: /\/\.well-known\/sgcaptcha\// }],
  },
  { name: "LiteSpeed", signs: [{ markup: /\/\.lsrecap\// }] },
  {
    name: "Wordfence",
    signs: [{ text: /your access to this (?:site|service) has been (?:temporarily )?limited/i }],
  },
  {
    name: "Reddit",
    signs: [{ text: /whoa there, pardner!.*your request has been blocked/i }],
  },
  // Many makers, the same sentences.
  {
    name: "checking your browser",
    signs: [
      { text: /^.{0,80}checking your browser before accessing/i },
      { text: /^.{0,40}please wait while we (?:verify|check) your browser/i },
    ],
  },
];

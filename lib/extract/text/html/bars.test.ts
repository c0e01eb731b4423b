import { describe, expect, test } from "vitest";
import { textOf } from "../test-page.ts";

const NOTICE = "<p>N: we use cookies</p><button>Accept all</button>";
const SHARES = `<a href="https://www.facebook.com/sharer.php?u=x">N</a> <a href="https://x.com/intent/post">N</a>`;

describe("a bar that says what it is goes, whatever its maker calls it", () => {
  test.each([
    "cookieBanner",
    "CookieConsent",
    "cookie__banner",
    "cookie-consent-banner",
    "cookie-banner-container",
    "cookie-banner--bottom",
    "cookie-popup-wrapper",
    "js-cookie-banner",
    "x site-cookie-banner y",
    "gdpr-cookie-notice",
    "eu-cookie-law",
    "privacy-popup",
  ])("for cookies: %s", (name) => {
    expect(textOf(`<div class="${name}">${NOTICE}</div><p>text</p>`)).toBe("text");
    expect(textOf(`<div id="${name}">${NOTICE}</div><p>text</p>`)).toBe("text");
  });

  test.each([
    "share-this",
    "entry-share",
    "article__share",
    "article__share-links",
    "social-share-icons",
    "sharedaddy",
    "addtoany_share_save_container",
  ])("for sharing: %s", (name) => {
    expect(textOf(`<div class="${name}">${SHARES}</div><p>text</p>`)).toBe("text");
    expect(textOf(`<div id="${name}">N <button>Copy link</button></div><p>text</p>`)).toBe("text");
  });

  test.each([
    '<div role="dialog" aria-label="Cookie consent" class="ch2">',
    '<div role="alertdialog" class="x1">',
    '<div role="region" aria-label="cookieconsent">',
    '<section aria-label="Cookie banner">',
    '<div style="position: fixed; bottom: 0">',
    "<dialog open>",
    "<form role=form>",
    '<div class="a7f3">',
    "<div>",
  ])("at any name: %s", (start) => {
    const bar = `${start}${NOTICE}</${/\w+/.exec(start)?.[0]}>`;
    for (const page of [
      `${bar}<main><p>text</p></main>`,
      `<p>text</p>${bar}`,
      `<body>${bar}<p>text</p></body>`,
    ])
      expect(textOf(page)).toBe("text");
    // Also where it stands within an application.
    if (start.includes("=") && !start.includes('class="a7'))
      expect(textOf(`<div id=app><div><p>text</p></div>${bar}</div>`)).toBe("text");
  });

  test.each([
    ["Wir verwenden Cookies, um Inhalte zu personalisieren.", "Alle akzeptieren"],
    ["Nous utilisons des cookies.", "Tout refuser"],
    ["Utilizamos cookies propias y de terceros.", "Aceptar"],
    ["Questo sito utilizza cookie tecnici.", "Accetta"],
    ["Мы используем файлы cookie.", "Принять"],
    ["This website stores cookies on your computer.", "Got it"],
  ])("in many languages: %s", (sentence, button) => {
    expect(textOf(`<div class=q><p>${sentence}</p><a href=#>${button}</a></div><p>text</p>`)).toBe("text");
  });

  test("consent managers are known by their own names alone", () => {
    for (const name of ["onetrust-consent-sdk", "CybotCookiebotDialog", "didomi-host"])
      expect(textOf(`<div id="${name}"><p>N</p></div><p>text</p>`)).toBe("text");
  });

  test("is kept where the whole page is asked for, and where selectors say so", () => {
    const page = `<div class="cookie-banner">${NOTICE}</div><p>text</p>`;
    expect(textOf(page, { onlyMainContent: false })).toContain("N: we use cookies");
    expect(textOf(page, { includeTags: [".cookie-banner p"] })).toBe("N: we use cookies");
  });
});

describe("a name alone makes no bar", () => {
  test.each([
    '<div class="privacy-notice"><p>Kept for N days</p></div>',
    '<section id="gdpr-notice"><h2>GDPR</h2><p>Kept for N days</p></section>',
    '<table class="share-list"><tr><td>Acme</td><td>N</td></tr></table>',
    '<table class="share-list"><tr><td><a href="/acme">Acme</a></td><td>N</td></tr></table>',
    '<div class="sharing-tools"><h2>Tools</h2><p>Drill: N left</p><a href="/drill">Borrow</a></div>',
    '<div class="cookie-banner"><p>Chocolate cookies: $N</p><button>Add to cart</button></div>',
    '<div class="cookie-message"><p>Cookies are kept for N days.</p></div>',
    '<div class="consent-message"><p>Consent of the owner: N</p></div>',
    '<div class="privacy-modal"><p>Rooms with privacy: N</p><a href="/book">Book</a></div>',
    '<div class="social-share"><p>Our social share of the market is N %</p></div>',
    '<div class="article-share"><p>Facebook bought N % of it</p></div>',
    '<div class="share-links"><a href="/a">Share price N</a></div>',
    '<ul class="share-buttons"><li>N</ul>',
    '<div class="cookie-recipes">N</div>',
    '<div class="cookie-bars"><p>N</p></div>',
    '<div class="shareholder-links"><a href="/x">N</a></div>',
    '<div class="market-share-bar"><p>N %</p></div>',
    '<div class="has-cookie-banner"><p>N</p></div>',
    '<div class="cookie-banner-open"><p>N</p></div>',
    '<div role="dialog" aria-label="Order"><p>N cookies</p><button>Buy</button></div>',
    '<div role="region"><p>We use N cookies a cake</p><a href="/bake">Recipe</a></div>',
    '<div><h1>Cookie policy</h1><p>We use cookies for N days</p><a href="/settings">Settings</a></div>',
    "<div><p>The site stores N cookies.</p></div>",
    "<div class=page><p>Price N</p><div class=x>We use cookies <button>Accept</button></div></div>",
    "<div class=page><div class=x>We use cookies <button>Accept</button></div><p>Price N</p></div>",
    "<div class=page><p>Price N</p><div role=dialog>We use cookies <button>Accept</button></div></div>",
  ])("%s", (html) => {
    expect(textOf(`<h1>Legal</h1>${html}<p>text</p>`)).toContain("N");
    expect(textOf(`<h1>Legal</h1>${html.replaceAll("N", "30")}<p>text</p>`)).not.toBe(
      textOf(`<h1>Legal</h1>${html.replaceAll("N", "60")}<p>text</p>`),
    );
  });

  test("nor do the words of a bar around a whole page", () => {
    const page = `<p>N: what we do, and how. ${"We use cookies in our bakery every day. ".repeat(80)}</p>`;
    expect(textOf(`<div class="cookie-notice">${page}<button>OK</button></div><p>text</p>`)).toContain("N:");
    expect(textOf(`<div role=dialog>${page}<button>OK</button></div><p>text</p>`)).toContain("N:");
  });

  test("an element that never ends is none", () => {
    expect(textOf(`<div class="cookie-banner">${NOTICE}<p>text</p>`)).toContain("text");
  });
});

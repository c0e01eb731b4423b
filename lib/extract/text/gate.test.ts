import { describe, expect, test } from "vitest";
import { gateInstead } from "./gate.ts";
import { textOf } from "./test-page.ts";

const page = "<main><h1>Members</h1><p>Balance: $10</p><p>Your next delivery comes on Friday.</p></main>";
const between = (previous: string, current: string) => gateInstead(textOf(previous), textOf(current));

const GATES: [says: RegExp, html: string][] = [
  [
    /^The site asks to sign in instead of the page\. Send the cookies/,
    "<main><h1>Sign in</h1><form><label>E-mail <input name=mail></label><label>Password <input type=password></label><button>Go</button></form></main>",
  ],
  [/sign in/, "<form>Mot de passe <input type=password><button>OK</button></form>"],
  [/sign in/, "<h1>Log in to Acme</h1><p>Enter your email</p><input type=email><button>Next</button>"],
  [/sign in/, "<h1>Acme</h1><p>Please sign in to view this page.</p>"],
  [/sign in/, "<p>Your session has expired.</p><a href=/login>Back</a>"],
  [/sign in/, "<h1>Anmelden</h1><p>Benutzername</p><input><button>Weiter</button>"],
  [/sign in/, "<h1>Members</h1><form>Password <input type=password></form>"],
  [/age/, "<h1>Are you over 18?</h1><button>Yes</button><button>No</button>"],
  [/age/, "<p>You must be 21 years or older to enter.</p><button>Enter</button>"],
  [/age/, "<h1>Age verification</h1><p>Please enter your date of birth</p><input>"],
  [/country/, "<h1>Sorry</h1><p>This page is not available in your country.</p>"],
  [
    /country/,
    "<p>451: We recognise you are attempting to access this website from a country belonging to the European Economic Area.</p>",
  ],
  [/country/, "<p>Ce contenu n’est pas disponible dans votre pays.</p>"],
  [
    /consent/,
    "<h1>Before you continue</h1><p>We and our partners use cookies and data.</p><button>Reject all</button><button>Accept all</button>",
  ],
  [/consent/, "<p>Diese Seite verwendet Cookies.</p><button>Alle akzeptieren</button>"],
  [/maintenance/, "<h1>We'll be back soon!</h1><p>Sorry for the inconvenience.</p>"],
  [/maintenance/, "<title>Maintenance</title><p>The site is under maintenance.</p>"],
  [/maintenance/, "<h1>Wartungsarbeiten</h1><p>Wir sind bald zurück.</p>"],
  [/maintenance/, "<p>Our website is currently offline.</p>"],
  [
    /placeholder/,
    "<h1>Welcome to nginx!</h1><p>If you see this page, the web server is successfully installed.</p>",
  ],
  [/placeholder/, "<h1>a.example</h1><p>This domain is for sale.</p><a href=/buy>Buy this domain</a>"],
  [/placeholder/, "<h1>It works!</h1>"],
];

describe("a gate where a page was is named", () => {
  test.each(GATES)("%s: %s", (says, html) => {
    expect(between(page, html)).toMatch(says);
    expect(between(page, html)).toMatch(/ instead of the page\. /);
    expect(gateInstead('{\n  "balance": 10\n}', textOf(html))).toMatch(says);
  });

  test.each(GATES)("but it is a page to whoever watches it: %s, %s", (_says, html) => {
    expect(
      between(html, html.replace(/<\/?(?:button|a)\b[^>]*>.*|$/, "<p>And one more line.</p>")),
    ).toBeNull();
    expect(between(html, page)).toBeNull();
  });
});

describe("a page that changed is no gate", () => {
  test.each([
    ["a form to sign in beside the page", `${page}<form>Password <input type=password></form>`],
    ["a new text", "<main><h1>Members</h1><p>Balance: $12</p></main>"],
    ["another page", "<main><h1>News</h1><p>Nothing is left of the page before.</p></main>"],
    [
      "a status page",
      "<main><h1>Members</h1><p>Balance: $10</p><p>Scheduled maintenance on Sunday.</p></main>",
    ],
    ["a notice of cookies", `${page}<p>We use cookies.</p><button>Accept all</button>`],
    [
      "an article about signing in",
      `<h1>How people sign in</h1><p>${"They type a password, or they do not. ".repeat(60)}</p><input type=password>`,
    ],
    [
      "an article about captchas",
      `<h1>Captchas</h1><p>${"Are you over 18? Please sign in to continue. ".repeat(60)}</p>`,
    ],
    ["a price for adults", "<main><h1>Tickets</h1><p>Adults (18+): $12, children: $6</p></main>"],
    ["a product that is out", "<main><h1>Lamp</h1><p>Temporarily unavailable, back in May.</p></main>"],
    ["a page on bikes", "<main><h1>Bike care</h1><p>Chains want maintenance.</p></main>"],
  ])("%s", (_name, html) => expect(between(page, html)).toBeNull());

  test("one line of a status page says what it says", () => {
    const status = (line: string) => `<h1>Status</h1><p>${line}</p>`;
    expect(between(status("All systems operational"), status("The site is under maintenance"))).toBeNull();
  });

  test("is told in a moment on any page", () => {
    const long = `${"word ".repeat(200_000)}\n`.repeat(5);
    const before = performance.now();
    expect(gateInstead(long, long)).toBeNull();
    expect(gateInstead(long, "Please sign in to continue")).toMatch(/sign in/);
    expect(gateInstead("a", "[".repeat(11_000))).toBeNull();
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

import { describe, expect, test } from "vitest";
import { detectBotWall } from "./bot-wall.ts";

const wall = (html: string, statusCode = 200, headers = {}) => detectBotWall({ statusCode, headers, html });

describe("a challenge", () => {
  test.each([
    ["Cloudflare", "<title>Just a moment...</title><body><script>window._cf_chl_opt={}</script>"],
    ["Cloudflare", "<title>Attention Required! | Cloudflare</title><div id='cf-wrapper'>Sorry</div>"],
    [
      "DataDome",
      '<script>var dd={"rt":"c"}</script><script src="https://ct.captcha-delivery.com/c.js"></script>',
    ],
    ["HUMAN", '<h1>Press & Hold to confirm you are a human</h1><div id="px-captcha"></div>'],
    ["Akamai", "<h1>Access Denied</h1>Reference #18.2 https://errors.edgesuite.net/18.2"],
    ["Imperva", '<iframe src="/_Incapsula_Resource?CWUDNSAI=1">Request unsuccessful.</iframe>'],
    ["AWS WAF", '<script src="https://x.token.awswaf.com/a/b/challenge.js"></script>'],
    ["Vercel", "<title>Vercel Security Checkpoint</title><p>We're verifying your browser</p>"],
    ["Sucuri", "<script>sucuri_cloudproxy_js=''</script>"],
    ["Anubis", "<title>Making sure you&#39;re not a bot!</title><p>Loading...</p>"],
    ["bot check", '<h1>Verify you are human</h1><div class="g-recaptcha"></div>'],
  ])("of %s is named", (name, html) => {
    expect(wall(html)).toMatch(/^The site showed a .* instead of the page\. Check less often/);
    expect(wall(html)).toContain(name);
  });

  test.each([
    ["Cloudflare", 403, { "cf-mitigated": "challenge" }],
    ["Vercel", 429, { "x-vercel-mitigated": "challenge" }],
    ["AWS WAF", 202, { "x-amzn-waf-action": "challenge" }],
    ["Sucuri", 403, { "x-sucuri-block": "BLOCK02" }],
  ])("is known by its headers: %s", (name, status, headers) => {
    expect(wall("", status, headers)).toContain(name);
  });

  test("a short refusal with an error status", () => {
    expect(wall("<h1>Access denied</h1><p>Automated requests are not allowed.</p>", 403)).toContain(
      "bot check",
    );
  });
});

describe("a page is no challenge", () => {
  const article = `<p>${"Sites ask: verify you are human, and show a captcha. ".repeat(60)}</p>`;
  test.each([
    [
      "an article about captchas",
      `<title>Just a moment...</title>${article}<code>_cf_chl_opt px-captcha</code>`,
    ],
    [
      "Cloudflare's script on an ordinary page",
      "<p>Hi</p><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
    ],
    ["a form with a captcha", '<h1>Contact us</h1><form><div class="g-recaptcha"></div></form>'],
    ["a short page", "<p>Out of stock</p>"],
    ["a short page on security", "<p>Our security check takes five minutes.</p>"],
    ["nothing", ""],
  ])("%s", (_name, html) => expect(wall(html)).toBeNull());

  test("known text spares the look at the source", () => {
    const html = "<script>_cf_chl_opt</script>";
    expect(detectBotWall({ statusCode: 200, headers: {}, html, text: "word ".repeat(400) })).toBeNull();
  });
});

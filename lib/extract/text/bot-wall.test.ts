import { describe, expect, test } from "vitest";
import { detectWall } from "./bot-wall.ts";

const wall = (html: string, statusCode = 200, headers: Record<string, string> = {}) =>
  detectWall({
    statusCode,
    headers: { "content-type": "text/html; charset=utf-8", ...headers },
    body: Buffer.from(html),
  });

describe("a challenge", () => {
  test.each([
    ["Cloudflare", "<title>Just a moment...</title><body><script>window._cf_chl_opt={}</script>"],
    ["Cloudflare", "<title>Attention Required! | Cloudflare</title><div id='cf-wrapper'>Sorry</div>"],
    ["Cloudflare", "<title>Nur einen Moment…</title><script>window._cf_chl_opt = {cvId:'3'}</script>"],
    [
      "DataDome",
      '<script>var dd={"rt":"c"}</script><script src="https://ct.captcha-delivery.com/c.js"></script>',
    ],
    ["HUMAN", '<h1>Press & Hold to confirm you are a human</h1><div id="px-captcha"></div>'],
    [
      "HUMAN",
      "<title>Access to this page has been denied</title><p>Hm</p><script>window._pxAppId='PX1'</script>",
    ],
    ["Akamai", "<h1>Access Denied</h1>Reference #18.2 https://errors.edgesuite.net/18.2"],
    ["Imperva", '<iframe src="/_Incapsula_Resource?CWUDNSAI=1">Request unsuccessful.</iframe>'],
    ["Imperva", '<html><script src="/_Incapsula_Resource?SWJIYLWA=5074"></script><body></body></html>'],
    ["AWS WAF", '<script src="https://x.token.awswaf.com/a/b/challenge.js"></script>'],
    ["AWS WAF", "<script>window.gokuProps = {}</script><p>We need to verify that you're not a robot</p>"],
    ["Vercel", "<title>Vercel Security Checkpoint</title><p>We're verifying your browser</p>"],
    ["Sucuri", "<script>sucuri_cloudproxy_js=''</script>"],
    ["Anubis", "<title>Making sure you&#39;re not a bot!</title><p>Loading...</p>"],
    ["Anubis", "<title>Making sure you’re not a bot!</title><p>Loading...</p>"],
    ["go-away", "<title>Checking you are not a bot</title><p>Loading challenge</p>"],
    ["Kasada", "<script>window.KPSDK={};KPSDK.now=1</script>"],
    [
      "Imunify360",
      "<title>One moment, please...</title><h1>Please wait while your request is being verified...</h1>",
    ],
    ["Imunify360", '<p>…</p><form id="wsidchk-form"><input type=hidden id="wsidchk"></form>'],
    [
      "F5",
      '<script src="/TSPD/08x?type=8"></script><noscript>Please enable JavaScript. Your support ID is: 1</noscript>',
    ],
    [
      "F5",
      "<title>Request Rejected</title>The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 1",
    ],
    [
      "Fastly",
      '<title>Client Challenge</title><p>A required part of this site couldn’t load.</p><script src="/_fs-ch-1T/s.js"></script>',
    ],
    ["Fastly", '<p>A required part of this site couldn’t load.</p><script src="/_fs-ch-1T/s.js"></script>'],
    [
      "checking your browser",
      "<h1>Checking your browser before accessing site.example</h1><p>This is automatic.</p>",
    ],
    ["Yandex", '<title>Вы не робот?</title><form action="/checkcaptcha?key=1">Подтвердите</form>'],
    [
      "Amazon",
      '<p>Click the button below to continue shopping</p><form action="/errors/validateCaptcha"><button>Continue</button></form>',
    ],
    [
      "Google",
      "<form id=captcha-form></form>About this page. Our systems have detected unusual traffic from your computer network.",
    ],
    ["Radware", "<title>Radware Captcha Page</title><p>We apologize for the inconvenience</p>"],
    ["Radware", "<p>Your behavior on this site made us think that you are a bot.</p>"],
    [
      "bunny.net",
      '<h1>Establishing a secure connection...</h1><script src="/.bunny-shield/assets/challenge.js"></script>',
    ],
    ["StackPath", "<title>Site verification</title><p>One moment</p><script>sbbi</script>"],
    ["SiteGround", '<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F&y=ipc:1">'],
    ["LiteSpeed", '<p>Verifying</p><form action="/.lsrecap/recaptcha?"></form>'],
    ["captcha", '<h1>Verify you are human</h1><div class="g-recaptcha"></div>'],
    ["captcha", "<title>Human verification</title><p>Complete the puzzle</p><div class=h-captcha></div>"],
    ["captcha", "<p>Please confirm you are not a robot</p><input name=letters><img src=/captcha.png>"],
  ])("of %s is named", (name, html) => {
    expect(wall(html)).toMatch(/^The site showed a bot check \(.+\) instead of the page\. Check less often/);
    expect(wall(html)).toContain(`(${name}`);
    expect(wall(html, 202)).toBe(wall(html));
    expect(wall(html, 403)).toBe(wall(html));
  });

  test.each([
    ["Cloudflare", 403, { "cf-mitigated": "challenge" }],
    ["Vercel", 429, { "x-vercel-mitigated": "challenge" }],
    ["AWS WAF", 202, { "x-amzn-waf-action": "challenge" }],
    ["SiteGround", 202, { "sg-captcha": "challenge" }],
    ["Sucuri", 403, { "x-sucuri-block": "BLOCK02" }],
  ])("is known by its headers: %s", (name, status, headers) => {
    expect(wall("", status, headers)).toContain(name);
    expect(detectWall({ statusCode: status, headers, body: null })).toContain(name);
  });

  test("a short refusal with an error status", () => {
    expect(wall("<h1>Access denied</h1><p>Automated requests are not allowed.</p>", 403)).toContain(
      "(captcha)",
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
    [
      "Imperva's script on an ordinary page",
      "<h1>Widget</h1><p>$19, in stock, ships tomorrow to any place.</p><script src='/_Incapsula_Resource?S=1'></script>",
    ],
    [
      "HUMAN's script on an ordinary page",
      "<h1>Widget</h1><p>$19, in stock</p><script>window._pxAppId='PX123'</script><script src=//client.px-cloud.net/PX123/main.min.js></script>",
    ],
    [
      "the SDK of AWS WAF on an ordinary page",
      "<h1>Widget</h1><p>$19, in stock, ships tomorrow to any place.</p><script src='https://a.edge.sdk.awswaf.com/a/b/challenge.js' defer></script>",
    ],
    [
      "F5's script on an ordinary page",
      "<h1>Widget</h1><p>$19, in stock, ships tomorrow to any place.</p><script src='/TSPD/08x?type=10'></script>",
    ],
    ["a form with a captcha", '<h1>Contact us</h1><form><div class="g-recaptcha"></div></form>'],
    [
      "a form that says so",
      "<h1>Contact us</h1><p>We answer within two days.</p><form><input name=a><textarea></textarea>Please verify you are human<div class=g-recaptcha></div></form>",
    ],
    [
      "a sign-in that says so",
      "<p>Verify you are human</p><input name=user><input type=password><div class=g-recaptcha></div>",
    ],
    [
      "a short changelog",
      "<h1>1.2</h1><ul><li>Fixed: unusual traffic alert</li><li>captcha on sign-up</li></ul>",
    ],
    ["a short page", "<p>Out of stock</p>"],
    ["a short page on security", "<p>Our security check takes five minutes.</p>"],
    ["nothing", ""],
  ])("%s", (_name, html) => expect(wall(html)).toBeNull());

  test.each([
    ["text/plain", "0.0.0.0 px-captcha\n0.0.0.0 captcha.px-cdn.net"],
    ["application/json", '{"message":"Access denied, verify you are human","captcha":false}'],
    ["application/xml", "<Error><Code>AccessDenied</Code><Message>Request Rejected</Message></Error>"],
  ])("nor is %s", (type, body) => {
    expect(wall(body, 200, { "content-type": type })).toBeNull();
    expect(wall(body, 403, { "content-type": type })).toBeNull();
  });

  test.each([
    [401, "<h1>401</h1><p>Access denied. Please sign in to prove you are human.</p>"],
    [404, "<h1>Not found</h1><p>Access denied, or automated access to a page removed</p>"],
    [403, "<h1>Access denied</h1><p>You do not have permission.</p>"],
    [500, "<h1>Error</h1><p>A human will check</p>"],
    [522, '<title>522: Connection timed out</title><div id="cf-error-details">Connection timed out</div>'],
  ])("nor is an ordinary %d", (status, html) => expect(wall(html, status)).toBeNull());

  test("its own wall is named on a 404, too", () => {
    expect(wall("<title>Just a moment...</title>", 404)).toContain("Cloudflare");
  });
});

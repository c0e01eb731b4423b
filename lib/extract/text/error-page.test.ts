import { describe, expect, test } from "vitest";
import { detectWall } from "./bot-wall.ts";

const wall = (body: string, contentType = "text/html", statusCode = 200) =>
  detectWall({ statusCode, headers: { "content-type": contentType }, body: Buffer.from(body) });

const nginx = (code: string) =>
  `<html><head><title>${code}</title></head><body><center><h1>${code}</h1></center><hr><center>nginx/1.26.2</center></body></html>`;

describe("a server's error page with a good status is named", () => {
  test.each([
    ["500 Internal Server Error", nginx("500 Internal Server Error")],
    ["502 Bad Gateway", nginx("502 Bad Gateway").replace("nginx/1.26.2", "openresty")],
    ["503 Service Temporarily Unavailable", nginx("503 Service Temporarily Unavailable")],
    ["504 Gateway Time-out", nginx("504 Gateway Time-out")],
    ["404 Not Found", nginx("404 Not Found")],
    [
      "Apache",
      "<title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found on this server.</p><hr><address>Apache/2.4.62 Server at a.example Port 80</address>",
    ],
    [
      "Apache",
      "<h1>Internal Server Error</h1><p>The server encountered an internal error or misconfiguration and was unable to complete your request.</p>",
    ],
    [
      "Apache",
      "<h1>Service Unavailable</h1><p>The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.</p>",
    ],
    ["IIS", "<h2>Service Unavailable</h2><hr><p>HTTP Error 503. The service is unavailable.</p>"],
    ["IIS", "<h1>Server Error in '/' Application.</h1><h2>Runtime Error</h2>"],
    ["HAProxy", "<h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n"],
    [
      "Varnish",
      "<h1>Error 503 Backend fetch failed</h1><p>Backend fetch failed</p><h3>Guru Meditation:</h3><p>XID: 1</p>",
    ],
    ["Tomcat", "<h1>HTTP Status 404 – Not Found</h1><p><b>Type</b> Status Report</p>"],
    ["Spring", "<h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error.</p>"],
    ["CloudFront", "<H1>403 ERROR</H1><H2>The request could not be satisfied.</H2>Request blocked."],
    [
      "Cloudflare",
      "<title>a.example | 521: Web server is down</title><h1>Web server is down Error code 521</h1><p>Cloudflare Ray ID: 8f1a2b3c4d5e6f70</p>",
    ],
    ["Google", "<p><b>502.</b> <ins>That’s an error.</ins><p>The server encountered a temporary error."],
    ["Squid", "<h1>ERROR</h1><h2>The requested URL could not be retrieved</h2>"],
    ["WordPress", "<h1>Error establishing a database connection</h1>"],
    ["WordPress", "<p>There has been a critical error on this website.</p><p><a href=x>Learn more</a></p>"],
    ["WordPress", "<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>"],
    ["Django", "<h1>Server Error (500)</h1>"],
    ["Laravel", "<div>503</div><div>Service Unavailable</div>"],
    ["Next.js", "<h1>404</h1><h2>This page could not be found.</h2>"],
    ["Express", "<pre>Cannot GET /docs/page</pre>"],
    ["GitHub Pages", "<h1>404</h1><p>There isn't a GitHub Pages site here.</p>"],
    ["Account Suspended", "<h1>Account Suspended</h1><p>This Account has been suspended.</p>"],
    ["502 Bad Gateway", "<title>502 Bad Gateway</title><p>Sorry, try again.</p>"],
    ["Service Unavailable", "<h1>Service Unavailable</h1>"],
    ["Error 500", "<h1>Error 500: Internal Server Error</h1><p>Please come back later.</p>"],
  ])("%s", (name, html) => {
    expect(wall(html)).toMatch(
      /^The server showed an error page \(.+\) instead of the page, with status 200 /,
    );
    expect(wall(html)).toContain(name);
    // Where the status says so, too, that is the sentence.
    expect(wall(html, "text/html", 503)).toBeNull();
  });

  test.each([
    [
      "text/plain",
      "upstream connect error or disconnect/reset before headers. reset reason: connection failure",
    ],
    ["text/plain", "no healthy upstream"],
    ["text/plain; charset=utf-8", "404 page not found\n"],
    ["text/plain", "Internal Server Error"],
    ["text/plain", "502 Bad Gateway"],
  ])("also as %s: %s", (type, body) => expect(wall(body, type)).toContain("error page"));
});

describe("a page about errors is a page", () => {
  const article = "When a proxy gets no good answer it says so, and so may yours. ".repeat(30);
  test.each([
    ["an article", `<h1>502 Bad Gateway</h1><p>${article}</p>`],
    ["a short question", "<h1>What does 502 Bad Gateway mean?</h1><p>That nginx had no answer.</p>"],
    ["a how-to", "<h1>502 Bad Gateway: how to fix it</h1><p>Restart the backend of nginx.</p>"],
    ["a status page", "<h1>Status</h1><p>API: 503 Service Unavailable since 10:00</p>"],
    [
      "a table of codes",
      "<table><tr><td>404</td><td>Not Found</td></tr><tr><td>500</td><td>Internal Server Error</td></tr></table>",
    ],
    ["a price", "<h1>500</h1><p>Internal SSDs from $500</p>"],
    ["a room", "<h1>404 Rooms Found</h1>"],
    ["a shop", "<h1>Shop</h1><p>Temporarily unavailable</p>"],
    ["a changelog", "<h1>1.2</h1><p>Fixed: Internal Server Error on sign-in</p>"],
    ["nothing", ""],
  ])("%s", (_name, html) => expect(wall(html)).toBeNull());

  test.each([
    ["text/plain", "502 Bad Gateway appears twice a day\nin our log"],
    ["application/json", '{"error":"Internal Server Error"}'],
    ["text/plain", `Internal Server Error\n${article}`],
    ["application/xml", "<Error><Code>NoSuchKey</Code></Error>"],
  ])("also as %s: %s", (type, body) => expect(wall(body, type)).toBeNull());
});

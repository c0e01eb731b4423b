import { expect, test } from "vitest";
import { describeUserAgent } from "./user-agent.ts";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [null, "Unknown browser"],
  ["", "Unknown browser"],
  [
    `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/145.0.0.0 Safari/537.36 Edg/145.0.0.0`,
    "Edge 145 on Windows",
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36 OPR/120.0.0.0`,
    "Opera 120 on Windows",
  ],
  [
    `Mozilla/5.0 (Linux; Android 15) ${WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    "Samsung Internet 28 on Android",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox 145 on Linux"],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/145.0.0.0 Safari/537.36`,
    "Chrome 145 on ChromeOS",
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/145.0.0.0 Safari/537.36`, "Chrome 145 on Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1",
    "Safari 18 on iPhone",
  ],
  [
    "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/145.0.0.0 Mobile/15E148 Safari/604.1",
    "Chrome 145 on iPad",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15",
    "Safari 26 on macOS",
  ],
  ["curl/8.15.0", "curl 8"],
  ["python-requests/2.32", "python-requests"],
  ["x".repeat(300), "x".repeat(40)],
])("%s is read as %s", (userAgent, words) => {
  expect(describeUserAgent(userAgent)).toBe(words);
});

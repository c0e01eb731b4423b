import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageAddress, pageKey } from "./identity.ts";

const one: [string, string][] = [
  // Fragments are never sent.
  ["http://a.example/x", "http://a.example/x#top"],
  ["http://a.example/x", "http://a.example/x#"],
  ["http://a.example/", "http://a.example/#/app"],
  ["http://a.example/x?a=1", "http://a.example/x?a=1#b?c"],
  // The port that the scheme means anyway.
  ["http://a.example/x", "http://a.example:80/x"],
  ["https://a.example/x", "https://a.example:443/x"],
  ["https://a.example:8443/x", "https://a.example:08443/x"],
  // Hosts and schemes have no case.
  ["http://a.example/x", "HTTP://A.Example/x"],
  ["https://a.example/x", "https://a.EXAMPLE/x"],
  ["http://bücher.example/x", "http://xn--bcher-kva.example/x"],
  ["http://BÜCHER.example/x", "http://xn--bcher-kva.example/x"],
  ["http://a.example/x", "http://a.example./x"],
  ["http://127.0.0.1/x", "http://0x7f.1/x"],
  ["http://127.0.0.1/x", "http://2130706433/x"],
  ["http://[::1]/x", "http://[0:0:0:0:0:0:0:1]/x"],
  // Dots lead up and nowhere.
  ["http://a.example/x", "http://a.example/y/../x"],
  ["http://a.example/x", "http://a.example/./x"],
  ["http://a.example/x", "http://a.example/../x"],
  ["http://a.example/x", "http://a.example/../../../x"],
  ["http://a.example/x", "http://a.example/%2e%2E/x"],
  ["http://a.example/a/", "http://a.example/a/b/.."],
  ["http://a.example/a/c", "http://a.example/a/b/%2e%2e/c"],
  // Percent-encoding.
  ["http://a.example/~ana", "http://a.example/%7Eana"],
  ["http://a.example/abc", "http://a.example/%61%62%63"],
  ["http://a.example/a-b_c.d", "http://a.example/a%2Db%5Fc%2Ed"],
  ["http://a.example/caf%C3%A9", "http://a.example/café"],
  ["http://a.example/caf%C3%A9", "http://a.example/caf%c3%a9"],
  ["http://a.example/a%2Fb", "http://a.example/a%2fb"],
  ["http://a.example/a b", "http://a.example/a%20b"],
  ["http://a.example/?q=%7E", "http://a.example/?q=~"],
  ["http://a.example/?q=%c3%a9", "http://a.example/?q=%C3%A9"],
  ["http://a.example/?q=é", "http://a.example/?q=%C3%A9"],
  // The last slash is a matter of who links.
  ["http://a.example", "http://a.example/"],
  ["http://a.example/docs", "http://a.example/docs/"],
  ["http://a.example/docs/a", "http://a.example/docs/a/"],
  ["http://a.example/docs?x=1", "http://a.example/docs/?x=1"],
  ["http://a.example?x=1", "http://a.example/?x=1"],
  // The order of parameters, and none.
  ["http://a.example/?a=1&b=2", "http://a.example/?b=2&a=1"],
  ["http://a.example/x?c=3&b=2&a=1", "http://a.example/x?a=1&b=2&c=3"],
  ["http://a.example/x", "http://a.example/x?"],
  ["http://a.example/x", "http://a.example/x?&"],
  ["http://a.example/x?a=1", "http://a.example/x?&a=1&"],
  // Known tracking.
  ["http://a.example/x", "http://a.example/x?utm_source=mail"],
  [
    "http://a.example/x",
    "http://a.example/x?utm_source=a&utm_medium=b&utm_campaign=c&utm_term=d&utm_content=e",
  ],
  ["http://a.example/x", "http://a.example/x?UTM_Source=mail"],
  ["http://a.example/x?a=1", "http://a.example/x?utm_id=7&a=1"],
  ["http://a.example/x?a=1", "http://a.example/x?a=1&gclid=abc"],
  ["http://a.example/x", "http://a.example/x?fbclid=abc"],
  ["http://a.example/x", "http://a.example/x?msclkid=abc"],
  ["http://a.example/x", "http://a.example/x?mc_cid=1&mc_eid=2"],
  ["http://a.example/x", "http://a.example/x?_hsenc=1&_hsmi=2"],
  ["http://a.example/x", "http://a.example/x?yclid=1"],
  ["http://a.example/x", "http://a.example/x?igshid=1"],
  ["http://a.example/x", "http://a.example/x?%75tm_source=1"],
  ["http://a.example/x", "http://a.example/x?gclid"],
  // Sessions of servers that set no cookies.
  ["http://a.example/x", "http://a.example/x?PHPSESSID=abc"],
  ["http://a.example/x", "http://a.example/x;jsessionid=ABC123"],
  ["http://a.example/x?a=1", "http://a.example/x;jsessionid=ABC?a=1"],
  ["http://a.example/x?a=1", "http://a.example/x?a=1&jsessionid=ABC"],
  // Who asks.
  ["http://a.example/x", "http://ana@a.example/x"],
  ["http://a.example/x", "http://ana:secret@a.example/x"],
  // Untidy links.
  ["http://a.example/x", " http://a.example/x \n"],
  ["http://a.example/xy", "http://a.example/x\ny"],
  ["http://a.example/x/y", "http:\\\\a.example\\x\\y"],
  ["http://a.example/x", "http:///a.example/x"],
];

const two: [string, string][] = [
  ["http://a.example/x", "https://a.example/x"],
  ["http://a.example/x", "http://www.a.example/x"],
  ["http://a.example/x", "http://a.example:8080/x"],
  ["http://a.example/x", "http://b.example/x"],
  ["http://a.example/x", "http://a.example/X"],
  ["http://a.example/x", "http://a.example/x/y"],
  ["http://a.example/x", "http://a.example/x/index.html"],
  ["http://a.example/", "http://a.example/index.html"],
  ["http://a.example/x", "http://a.example/x.html"],
  ["http://a.example/x", "http://a.example//x"],
  ["http://a.example/x/y", "http://a.example/x//y"],
  ["http://a.example/x", "http://a.example/x//"],
  ["http://a.example/a%2Fb", "http://a.example/a/b"],
  ["http://a.example/a%3Fb", "http://a.example/a?b"],
  ["http://a.example/a+b", "http://a.example/a%20b"],
  ["http://a.example/?q=a%26b", "http://a.example/?q=a&b"],
  ["http://a.example/?q=1", "http://a.example/?q=2"],
  ["http://a.example/?q=a", "http://a.example/?q=A"],
  ["http://a.example/?q=1", "http://a.example/?Q=1"],
  ["http://a.example/?a", "http://a.example/?b"],
  ["http://a.example/?a=1&a=2", "http://a.example/?a=2&a=1"],
  ["http://a.example/?a=1", "http://a.example/?a=1&a=1"],
  ["http://a.example/?page=1", "http://a.example/"],
  ["http://a.example/?id=1&page=2", "http://a.example/?id=1"],
  ["http://a.example/?ref=1", "http://a.example/?ref=2"],
  ["http://a.example/?source=1", "http://a.example/?source=2"],
  ["http://a.example/?sid=1", "http://a.example/?sid=2"],
  ["http://a.example/?lang=de", "http://a.example/?lang=en"],
  ["http://a.example/?utm=1", "http://a.example/?utm=2"],
  ["http://a.example/x;v=1", "http://a.example/x;v=2"],
  ["http://a.example/caf%C3%A9", "http://a.example/cafe%CC%81"],
  ["http://a.example/caf%C3%A9", "http://a.example/caf%E9"],
  ["http://a.example/%00", "http://a.example/"],
  ["http://127.0.0.1/x", "http://127.0.0.2/x"],
  ["http://[::1]/x", "http://[::2]/x"],
  ["http://a.example/x,1", "http://a.example/x,2"],
  ["http://a.example/!x", "http://a.example/x"],
  ["http://a.example/x.", "http://a.example/x"],
  ["http://a.example/~x", "http://a.example/x"],
  ["http://sub.a.example/x", "http://a.example/x"],
];

test("there are a hundred pairs", () => expect(one.length + two.length).toBeGreaterThanOrEqual(100));
test.each(one)("%j and %j are one page", (a, b) => {
  expect(pageKey(a)).not.toBeNull();
  expect(pageKey(a)).toBe(pageKey(b));
});
test.each(two)("%j and %j are two pages", (a, b) => {
  expect(pageKey(a)).not.toBeNull();
  expect(pageKey(a)).not.toBe(pageKey(b));
});

describe("what is no page", () => {
  test.each([
    "javascript:void(0)",
    "mailto:ana@a.example",
    "tel:+491234",
    "data:text/html,x",
    "ftp://a.example/x",
    "file:///etc/passwd",
    "about:blank",
    "blob:http://a.example/x",
    "http://",
    "/x",
    "",
    "http://a b/",
    "http://[::1/",
  ])("%j", (url) => expect(pageKey(url)).toBeNull());
});

test("without its query where that is asked for", () => {
  const options = { ignoreQueryParameters: true };
  expect(pageKey("http://a.example/x?a=1", options)).toBe(pageKey("http://a.example/x?b=2", options));
  expect(pageAddress("http://a.example/x/?a=1", options)?.href).toBe("http://a.example/x/");
});

test("a page is fetched as it was linked: with its slash, and its parameters in their order", () => {
  expect(pageAddress("http://A.example/docs/?b=2&utm_source=x&a=1#c")?.href).toBe(
    "http://a.example/docs/?b=2&a=1",
  );
  expect(pageAddress("http://a.example/?q=a+b&r=%2B")?.href).toBe("http://a.example/?q=a+b&r=%2B");
});

test("the key of a key is the key, and so is that of the address", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      const key = pageKey(url);
      if (key === null) return;
      expect(pageKey(key)).toBe(key);
      expect(pageKey(pageAddress(url)?.href ?? "")).toBe(key);
    }),
  );
});

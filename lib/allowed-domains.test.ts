import { expect, test } from "vitest";
import { allowedDomainOf, parseAllowedDomains } from "./allowed-domains.ts";

test("domains may be named alone or with a team, whose name may hold nearly anything", () => {
  expect(parseAllowedDomains(" Example.com , lab.example.org=Research = Lab, bücher.example ")).toEqual([
    { domain: "example.com", team: null },
    { domain: "lab.example.org", team: "Research = Lab" },
    { domain: "xn--bcher-kva.example", team: null },
  ]);
  expect(parseAllowedDomains("example.com,,")).toEqual([{ domain: "example.com", team: null }]);
});

test.each([
  ["example", /"example" is no domain/],
  ["@example.com", /"@example\.com" is no domain/],
  ["*.example.com", /is no domain/],
  ["https://example.com", /is no domain/],
  ["example.com/path", /is no domain/],
  ["ana@example.com", /is no domain/],
  ["192.0.2.7", /is no domain/],
  ["=Team", /"" is no domain/],
  ["example.com=", /names no team/],
  ["example.com; example.org", /is no domain/],
])("%j makes no sense, and says why", (text, sentence) => {
  expect(() => parseAllowedDomains(text)).toThrow(sentence);
});

test("an address belongs to its own domain and to no other", () => {
  const allowed = parseAllowedDomains("example.com=A, bücher.example=B");
  expect(allowedDomainOf("ana@example.com", allowed)?.team).toBe("A");
  expect(allowedDomainOf("ana@EXAMPLE.com", allowed)?.team).toBe("A");
  expect(allowedDomainOf("ana@bücher.example", allowed)?.team).toBe("B");
  for (const other of ["evil-example.com", "sub.example.com", "example.com.evil.example", "example.org"]) {
    expect(allowedDomainOf(`ana@${other}`, allowed)).toBeUndefined();
  }
  expect(allowedDomainOf('"x@example.com"@evil.example', allowed)).toBeUndefined();
  expect(allowedDomainOf("example.com@", allowed)).toBeUndefined();
  expect(allowedDomainOf("ana@example.com", [])).toBeUndefined();
});

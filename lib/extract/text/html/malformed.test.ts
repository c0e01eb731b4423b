import { describe, expect, test } from "vitest";
import { textOf } from "../test-page.ts";

/** Once by the scan of tags, once by the tree that other selectors need. */
const ways = [{}, { excludeTags: ["nope > nope"] }];

describe("malformed markup is read as browsers read it", () => {
  test.each([
    ["a comment that ends with a bang", "<p>a</p><!-- N --!><p>b</p>", "a\nb"],
    ["an empty comment", "<p>a</p><!----><p>b</p>", "a\nb"],
    ["an empty comment with a bang", "<p>a</p><!----!><p>b</p>", "a\nb"],
    ["a comment that ends as it begins", "<p>a</p><!--><p>b</p>", "a\nb"],
    ["one with a dash more", "<p>a</p><!---><p>b</p>", "a\nb"],
    ["a comment that begins with a bang", "<p>a</p><!--!>N--><p>b</p>", "a\nb"],
    ["a comment with a dash too many", "<p>a</p><!-- N ---><p>b</p>", "a\nb"],
    ["dashes that end nothing", "<p>a</p><!-- N -- > N - -> N --><p>b</p>", "a\nb"],
    ["the earlier of two ends", "<p>a</p><!-- N --!><p>b</p><!-- N --><p>c</p>", "a\nb\nc"],
    ["a comment without end", "<p>a</p><!-- N <p>N</p>", "a"],
    ["a declaration", "<p>a</p><!ELEMENT N><p>b</p>", "a\nb"],
    ["a comment of one dash", "<p>a</p><!- N -><p>b</p>", "a\nb"],
    ["a processing instruction", "<p>a</p><?N N ?><p>b</p>", "a\nb"],
    ["an end tag without name", "<p>a</p></ N><p>b</p>", "a\nb"],
    ["an end tag with attributes", "<p>a</p class=N hidden><p>b</p>", "a\nb"],
    ["an attribute without white space before it", `<p>a</p><p title="N>"class=">">b</p>`, "a\nb"],
    ["an attribute that begins with a sign of equality", "<p>a</p><p =N>b</p>", "a\nb"],
    ["slashes between attributes", "<p>a</p><p/hidden/>N</p><p>b</p>", "a\nb"],
    ["a script with a comment in it", "<p>a</p><script><!-- N --></script><p>b</p>", "a\nb"],
    ["an end tag in upper case with a space", "<p>a</p><SCRIPT>N</script ><p>b</p>", "a\nb"],
    ["a graphic that never ends", "<p>a</p><svg><path d=N><p>b</p>", "a\nb"],
    ["a graphic that an end tag stands in", "<p>a</p><svg><path/></p><p>b</p>", "a\nb"],
    ["a formula that never ends", "<p>a</p><math><mn>1</mn><p>b</p>", "a\n1\nb"],
    ["a less-than sign that begins no tag", "<p>a</p><p>1 < 2</p>", "a\n1 < 2"],
  ])("%s", (_name, html, text) => {
    for (const options of ways) expect(textOf(html, options)).toBe(text);
  });

  test("many comments without end take one look", () => {
    const html = `<p>a</p>${"<!-- --!>".repeat(200_000)}<p>b</p>`;
    expect(textOf(html)).toBe("a\nb");
  });
});

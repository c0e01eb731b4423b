import { expect, test } from "vitest";
import { endOfElement } from "./element-extent.ts";
import { readTag, type Tag } from "./tag.ts";

const extent = (html: string, reach = 1_000) => {
  const end = endOfElement(readTag(html, 1) as Tag, reach);
  return end < 0 ? null : html.slice(0, end);
};

test.each([
  ["<div>a</div>b", "<div>a</div>"],
  ["<div>a<div>b</div>c</div>d</div>", "<div>a<div>b</div>c</div>"],
  ["<DIV>a</div >b", "<DIV>a</div >"],
  ["<div><!-- </div> -->a</div>b", "<div><!-- </div> -->a</div>"],
  ["<div><script>'</div>'</script>a</div>b", "<div><script>'</div>'</script>a</div>"],
  ["<div title='</div>'><p title='</div>'>a</div>b", "<div title='</div>'><p title='</div>'>a</div>"],
  ["<div>1 < 2</div>b", "<div>1 < 2</div>"],
  ["<br>a", "<br>"],
  ["<div>a", null],
  ["<div>a<div>b</div>", null],
  ["<div>a<p", null],
])("%s ends after %s", (html, whole) => expect(extent(html)).toBe(whole));

test("is looked for no further than it is told to", () => {
  const html = `<div>${"<b>a</b>".repeat(100)}</div>`;
  expect(extent(html, 10_000)).toBe(html);
  expect(extent(html, 100)).toBeNull();
});

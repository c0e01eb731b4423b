import { describe, expect, test } from "vitest";
import { textOf } from "../test-page.ts";

/** What a person reads beside plain words: controls, graphics, formulas, names. */

const same = (one: string, other: string) =>
  expect(textOf(`<main>${one}</main>`)).toBe(textOf(`<main>${other}</main>`));
const changed = (one: string, other: string) =>
  expect(textOf(`<main><p>p</p>${one}</main>`)).not.toBe(textOf(`<main><p>p</p>${other}</main>`));

describe("form controls", () => {
  test.each([
    ["<input type=text readonly value='$10'>", "$10"],
    ["<input value=a&amp;b>", "a&b"],
    ["<input value='<b>x</b>'>", "\\<b>x\\</b>"],
    ["<input type=search placeholder='Where to?'>", "Where to?"],
    ["<input type=number value=3>", "3"],
    ["<input type=date value=2026-11-27>", "2026-11-27"],
    ["<input type=range min=0 max=10 value=7>", "7"],
    ["<input type=submit value='Buy now'>", "Buy now"],
    ["<input type=image alt='Search' src=x>", "Search"],
    ["<input type=checkbox checked> news", "\\[x] news"],
    ["<input type=checkbox> news", "\\[ ] news"],
    ["<input type=radio checked> red", "(x) red"],
    ["<textarea> two\nlines </textarea>", "two lines"],
    ["<textarea placeholder='Say it'></textarea>", "Say it"],
    ["<textarea><b>x</b></textarea>", "\\<b>x\\</b>"],
    ["<select><option>S<option selected>M</select>", "( ) S (x) M"],
    ["<select><option>S<option>M</select>", "(x) S ( ) M"],
    ["<select><option disabled>Size<option>M</select>", "( ) Size (x) M"],
    ["<select size=2><option>S<option>M</select>", "( ) S ( ) M"],
    ["<select multiple><option selected>S<option selected>M<option>L</select>", "\\[x] S \\[x] M \\[ ] L"],
    [
      "<select><optgroup label=EU><option>DE<option>FR</optgroup><option>US</select>",
      "EU (x) DE ( ) FR ( ) US",
    ],
    ["<select><option label='Small'>S</option></select>", "(x) Small"],
    ["<progress value=30 max=100>N</progress>", "30%"],
    ["<progress value=.3></progress>", "30%"],
    ["<meter min=10 max=20 value=15></meter>", "50%"],
    ["<meter value=7 max=3>x</meter>", "100%"],
    ["<div role=progressbar aria-valuenow=40></div>", "40%"],
    [
      "<div role=slider aria-valuenow=4 aria-valuemin=0 aria-valuemax=5 aria-valuetext='4 stars'></div>",
      "4 stars",
    ],
    ["<span role=switch aria-checked=true>Wi-Fi</span>", "\\[x] Wi-Fi"],
    ["<div role=radio aria-checked=false>red</div>", "( ) red"],
    ["<div role=option aria-selected=true>M</div>", "(x) M"],
    ["<span role=tab aria-selected=false>Prices</span>", "( ) Prices"],
    ["<button aria-pressed=true>Weekly</button>", "\\[x] Weekly"],
  ])("%s", (html, text) => expect(textOf(`<p>a</p>${html}<p>z</p>`)).toBe(`a\n${text}\nz`));

  test.each([
    ["<input value='$10'>", "<input value='$12'>"],
    ["<input type=checkbox>", "<input type=checkbox checked>"],
    ["<select><option>a<option>b</select>", "<select><option>a<option selected>b</select>"],
    ["<meter value=.3></meter>", "<meter value=.4></meter>"],
    ["<textarea>a</textarea>", "<textarea>b</textarea>"],
    [
      "<input type=radio name=a checked>x<input type=radio name=a>y",
      "<input type=radio name=a>x<input type=radio name=a checked>y",
    ],
    ["<div role=checkbox aria-checked=false>x</div>", "<div role=checkbox aria-checked=true>x</div>"],
    ["", "<input type=password>"],
  ])("%s is not %s", changed);

  test.each([
    ["<input type=hidden value=1>", "<input type=hidden value=2>"],
    ["<INPUT TYPE=HIDDEN VALUE=1>", ""],
    ["<input type=password value=1>", "<input type=password value=2>"],
    ["<input name=csrf_token value=1>", "<input name=csrf_token value=2>"],
    ["<input name='user[authenticity_token]' value=1>", ""],
    ["<input name=__RequestVerificationToken value=1>", ""],
    ["<input type=file value=1>", ""],
    ["<input hidden value=1>", ""],
    ["<select hidden><option>a</select>", ""],
    ["<select><option>a<option>b</select>", "<select><option selected>a<option>b</select>"],
    ["<input value='a\n b'>", "<input value='a b'>"],
    ["<textarea>a\n b</textarea>", "<textarea>\na b</textarea>"],
    ["<progress value=.5></progress>", "<progress value=50 max=100>old browser</progress>"],
    ["<progress></progress>", ""],
  ])("%s is %s", (one, other) => same(`<p>p</p>${one}`, `<p>p</p>${other}`));

  test("selectors choose controls as they choose other elements", () => {
    const form =
      "<form><input class=a value=1><select id=s><option>x</select><p>p</p><meter value=.5></meter></form>";
    expect(textOf(form, { includeTags: [".a"] })).toBe("1");
    expect(textOf(form, { includeTags: ["#s", "meter"] })).toBe("(x) x\n50%");
    expect(textOf(form, { includeTags: ["form > #s"] })).toBe("(x) x");
    expect(textOf(form, { excludeTags: ["#s", "input"] })).toBe("p\n50%");
  });

  test("a control that never ends does not swallow what stands behind its parent", () => {
    expect(textOf("<div><select><option>a</div><p>b</p>")).toBe("(x) a\nb");
    expect(textOf("<p>a</p><progress value=.5>")).toBe("a\n50%");
  });
});

describe("graphics", () => {
  test.each([
    ["<svg><text>Sales 10</text></svg>", "Sales 10"],
    ["<svg><text x=0>Q1</text><text x=9>10</text></svg>", "Q1 10"],
    ["<svg><text><tspan x=0 dy=1>two</tspan><tspan x=0 dy=1>lines</tspan></text></svg>", "two lines"],
    ["<svg><text>10<tspan> €</tspan></text></svg>", "10 €"],
    [
      "<svg><g><text>a &lt; b</text></g><foreignObject><div>c</div><div>d</div></foreignObject></svg>",
      "a < b c d",
    ],
    ["<svg role=img aria-label='Rated 4 of 5'><path d='M0'/></svg>", "Rated 4 of 5"],
    ["<svg><title>Up 3 %</title><path d='M0'/></svg>", "Up 3 %"],
    ["<svg><svg><text>inner</text></svg><text>outer</text></svg>", "inner outer"],
    ["<svg><a href='/x'><text>linked</text></a></svg>", "linked"],
  ])("%s", (html, text) => expect(textOf(`<p>a</p>${html}<p>z</p>`)).toBe(`a\n${text}\nz`));

  test.each([
    "<svg id=a1><path d='M1'/><use href='#a1'/></svg>",
    "<svg><defs><text>N</text></defs><symbol><text>N</text></symbol></svg>",
    "<svg><style>.N{}</style><script>N()</script><metadata>N</metadata></svg>",
    "<svg><text display=none>N</text><g style='display:none'><text>N</text></g></svg>",
    "<svg hidden><text>N</text></svg>",
    "<svg aria-hidden=true><title>N</title></svg>",
    "<svg><rect><title>N</title></rect></svg>",
    "<svg>N</svg>",
  ])("nothing is read in %s", (html) => expect(textOf(`<p>a</p>${html}<p>z</p>`)).toBe("a\nz"));

  test("of an image only the words count", () => {
    same("<img src='/a.png?v=1' alt=Logo>", "<img src='/a.png?v=2' alt=Logo>");
    same("<p>x</p><img src=/cam.jpg?1795000000>", "<p>x</p><img src=/cam.jpg?1795000600>");
    same(
      "<img alt=a src='https://cdn/x?Expires=1&Signature=a'>",
      "<img alt=a src='https://cdn/x?Expires=2&Signature=b'>",
    );
    same("<img alt=a srcset='a.png 1x, b.png 2x' src=a>", "<img alt=a data-src=/lazy.png>");
    same("<picture><source srcset=a.webp><img alt=a src=a.png></picture>", "<img alt=a src=b.3f2e1a.png>");
    same("<img alt='a b'>", "<img alt='a\n  b'>");
    same("<a href=/x><img src=a alt=k></a>", "<a href=/x><img src=b alt=k></a>");
    changed("<img src=a alt=one>", "<img src=a alt=two>");
    changed("<img src=a alt=''>", "<img src=a alt=two>");
  });
});

describe("names of what has no words", () => {
  test.each([
    ["<span role=img aria-label='Rated 4 of 5'></span>", "Rated 4 of 5"],
    ["<span role=img aria-label='Rated 4 of 5'>★★★★★</span>", "Rated 4 of 5"],
    ["<i class=icon-check aria-label=Included></i>", "*Included*"],
    ["<span aria-label='In stock'><svg><path d='M0'/></svg></span>", "In stock"],
    ["<span aria-label='In stock'>\n&nbsp;<!-- c --></span>", "In stock"],
    ["<span aria-label='In stock'><span hidden>N</span></span>", "In stock"],
    ["<button aria-label=Close><i></i></button>", "Close"],
    ["<button title=Close></button>", "Close"],
    ["<div role=img title='Two of three'></div>", "Two of three"],
    ["<a href=/x aria-label=GitHub><svg></svg></a>", "[GitHub](https://site.example/x)"],
    ["<a href=/x title=GitHub></a>", "[GitHub](https://site.example/x)"],
    ["<div aria-label=outer><span aria-label=inner></span></div>", "inner"],
    ["<img aria-label=Logo src=x>", "![Logo]()"],
    ["<b id=l hidden>4 <i>of</i> 5</b><span role=img aria-labelledby=l></span>", "4 of 5"],
    [
      "<b id=l hidden>Rated</b><b id='m' hidden>3</b><i role=img aria-labelledby='l m none'></i>",
      "*Rated 3*",
    ],
    ["<button aria-labelledby=none aria-label=Close></button>", "Close"],
  ])("%s", (html, text) => expect(textOf(`<p>a</p><div>${html}</div><p>z</p>`)).toBe(`a\n${text}\nz`));

  test.each([
    ["<span aria-label=N>words</span>", "words"],
    ["<nav aria-label=N><b>words</b></nav>", "**words**"],
    ["<a href=/x aria-label=N><img alt=words></a>", "[![words]()](https://site.example/x)"],
    ["<button aria-label=N><input type=submit value=words></button>", "words"],
    ["<div role=status aria-label=N></div><p>words</p>", "words"],
    ["<span title=N></span><p>words</p>", "words"],
    ["<span aria-label=''></span><p>words</p>", "words"],
  ])("words go before it: %s", (html, text) => expect(textOf(`<main>${html}</main>`)).toBe(text));
});

test("a page of nothing but names that lead elsewhere is read in time", () => {
  const names = Array.from(
    { length: 50_000 },
    (_, at) => `<i id=a${at} aria-labelledby='a${at} a0'></i>`,
  ).join("");
  const began = performance.now();
  textOf(`<main><p>words</p>${names}</main>`);
  expect(performance.now() - began).toBeLessThan(5000);
});

describe("what stands apart on screen", () => {
  test.each([
    ["<button>ab</button><button>c</button>", "<button>a</button><button>bc</button>"],
    ["<button>a b</button><button>c</button>", "<button>a</button><button>b c</button>"],
    ["<label>ab</label><label>c</label>", "<label>a</label><label>bc</label>"],
    ["<output>10</output><output>3</output>", "<output>1</output><output>03</output>"],
    [
      "<math><mfrac><mn>1</mn><mn>23</mn></mfrac></math>",
      "<math><mfrac><mn>12</mn><mn>3</mn></mfrac></math>",
    ],
    ["<math><msup><mn>10</mn><mn>3</mn></msup></math>", "<math><mn>103</mn></math>"],
    ["<math><msub><mn>10</mn><mn>3</mn></msub></math>", "<math><msup><mn>10</mn><mn>3</mn></msup></math>"],
    ["<math><msubsup><mn>1</mn><mn>2</mn><mn>3</mn></msubsup></math>", "<math><mn>123</mn></math>"],
    ["<math><msqrt><mn>2</mn><mn>3</mn></msqrt></math>", "<math><msqrt><mn>23</mn></msqrt></math>"],
    ["10<sup>3</sup>", "103"],
    [
      "<span role=button>ab</span><span role=button>c</span>",
      "<span role=button>a</span><span role=button>bc</span>",
    ],
    [
      "<span role=cell>ab</span><span role=cell>c</span>",
      "<span role=cell>a</span><span role=cell>bc</span>",
    ],
    ["<select><option>ab<option>c</select>", "<select><option>a<option>bc</select>"],
    ["<table><tr><td>ab<td>c</table>", "<table><tr><td>a<td>bc</table>"],
    ["<ul><li>ab<li>c</ul>", "<ul><li>a<li>bc</ul>"],
    ["<dl><dt>ab<dd>c</dl>", "<dl><dt>a<dd>bc</dl>"],
    ["<menu><li>ab</menu><menu><li>c</menu>", "<menu><li>a</menu><menu><li>bc</menu>"],
    ["ab<search>c</search>", "a<search>bc</search>"],
    ["ab<hgroup>c</hgroup>", "a<hgroup>bc</hgroup>"],
    ["<ruby>ab<rt>c</ruby>", "<ruby>a<rt>bc</ruby>"],
    ["1<input value=2>", "<input value=12>"],
    ["<svg><text>ab</text><text>c</text></svg>", "<svg><text>a</text><text>bc</text></svg>"],
    ["<fieldset><legend>ab</legend>c</fieldset>", "<fieldset><legend>a</legend>bc</fieldset>"],
    ["<details><summary>ab</summary>c</details>", "<details><summary>a</summary>bc</details>"],
  ])("%s is not %s", changed);

  test("a formula reads as one line, without its source in another language", () => {
    const fraction = "<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac>";
    const source = "<annotation encoding=application/x-tex>N</annotation>";
    expect(textOf(`x<math><semantics>${fraction}${source}</semantics></math>y`)).toBe("x (a + 1)/2 y");
    same(`<math>${fraction}</math>`, `<math>\n${fraction.replaceAll("><", "> <")}</math>`);
  });
});

import { describe, expect, test } from "vitest";
import { PageError } from "#lib/page-error.ts";
import { convert, textOf } from "../test-page.ts";

describe("the page's frame", () => {
  test.each([
    ["nav", "<nav>N</nav><p>text</p>"],
    ["header", "<header>N</header><p>text</p>"],
    ["footer", "<p>text</p><footer>N</footer>"],
    ["aside", "<p>text</p><aside>N</aside>"],
    ["banner", "<div role=banner>N</div><p>text</p>"],
    ["navigation", '<div role="Navigation">N</div><p>text</p>'],
    ["contentinfo", "<p>text</p><div role='contentinfo'>N</div>"],
    ["complementary", "<p>text</p><div role=complementary>N</div>"],
    ["cookie bar", '<div class="x cookie-banner">N: we use cookies <button>OK</button></div><p>text</p>'],
    ["consent manager", '<div id="onetrust-consent-sdk"><div>N</div></div><p>text</p>'],
    [
      "share bar",
      '<p>text</p><ul class="share-buttons"><li>N <a href="https://wa.me/?text=x">WhatsApp</a></ul>',
    ],
    ["nested frame", "<header><div><header>N</header></div><nav>N</nav>N</header><p>text</p>"],
    ["upper case", "<NAV>N</NAV><P>text</P>"],
    ["unclosed, ended by its parent", "<div><nav>N<ul><li>N</div><p>text</p>"],
    ["quotes that hide an end", `<nav title='>"' data-x=">">N</nav><p>text</p>`],
  ])("drops it outside of main and article: %s", (_name, html) => {
    expect(textOf(html)).toBe("text");
    expect(textOf(html, { onlyMainContent: false })).toContain("N");
  });

  test.each([
    "<main><nav>N</nav><p>text</p></main>",
    "<article><header>N</header><p>text</p></article>",
    '<div role="main"><div role=banner>N</div><p>text</p></div>',
    "<main><div><div class='share-bar'>N</div></div><p>text</p></main>",
    "<section><header>N</header><p>text</p></section>",
    '<div class="cookie-recipes">N</div><p>text</p>',
    '<body class="cookie-banner">N<p>text</p>',
  ])("keeps it where it is content: %s", (html) => {
    expect(textOf(html)).toBe("N\ntext");
  });

  test("keeps text outside of main", () => {
    expect(textOf("<p>before</p><main><p>in</p></main><p>after</p>")).toBe("before\nin\nafter");
  });

  test("keeps a frame that is all there is", () => {
    expect(textOf("<header>only this</header><div id=root></div>")).toBe("only this");
  });

  test("does not glue what stood around it", () => {
    expect(textOf("one<nav>N</nav>two")).toBe("one two");
  });
});

describe("what a reader does not see", () => {
  test.each([
    "<p hidden>N</p>",
    '<p style="color:red; DISPLAY : none">N</p>',
    "<p style='visibility:hidden'>N</p>",
    "<template><p>N</p></template>",
    "<noscript>N</noscript>",
    "<script>var N='<p>N</p>'</script>",
    '<script type=application/json>{"N":1}</script>',
    "<style>.N{}</style>",
    "<svg><style>N</style><path id=N d=N></path><desc>N</desc><defs><text>N</text></defs></svg>",
    "<svg/>",
    "<datalist><option>N</datalist>",
    "<!-- N <p>N</p> -->",
    "<!--[if IE]>N<![endif]-->",
    "<dialog>N</dialog>",
    "<ul><li hidden>N</ul>",
    "<div><p hidden>N<div></div></div>",
    "<p hidden>N <span>N</span> N",
    "<span hidden><span>N</span>N</span>",
  ])("is dropped: %s", (html) => {
    expect(textOf(`${html}<div>text</div>`)).toBe("text");
  });

  test("an inline element leaves no gap", () => {
    expect(textOf("<p>1<span hidden>N</span>2<!-- N -->3</p>")).toBe("123");
  });

  test.each([
    "<body style='visibility:hidden'><p>text</p>",
    "<div id=root hidden><p>text</p></div>",
    '<div class="wrap" style="display:none"><p>text</p></div>',
    '<div id="app" style="display:none"><p>text</p></div>',
    "<p hidden='until-found'>text</p>",
    '<p aria-hidden="true">text</p>',
  ])("shells of scripts keep their text: %s", (html) => expect(textOf(html)).toBe("text"));

  test.each([
    ['<div id=preloader>Loading...</div><div id=wrapper style="display:none">', "</div>", "Loading..."],
    ["<p>Loading…</p><app-root hidden>", "</app-root>", "Loading…"],
    ['<p class=spinner>Please wait</p><div style="visibility: hidden">', "</div>", "Please wait"],
  ])("text that stands in for the page is not all: %s", (before, after, shown) => {
    const page = "<h1>Prices</h1><p>Plan A costs $19</p>";
    expect(textOf(before + page + after)).toBe(`${shown}\n# Prices\nPlan A costs $19`);
    // Neither where there is enough of it, nor where somebody said what to keep.
    const much = `<p>${"word ".repeat(60)}</p>`;
    expect(textOf(much + before + page.repeat(50) + after)).not.toContain("Prices");
    expect(textOf(before + page + after, { includeTags: ["div", "p"] })).not.toContain("Prices");
  });

  test("a short page keeps its few hidden words hidden", () => {
    expect(textOf("<p>Out of stock</p><p hidden>Sold out</p>")).toBe("Out of stock");
  });

  test.each(["open", "closed"])("a declarative shadow root is shown: %s", (mode) => {
    const html = `<my-card><template shadowrootmode="${mode}"><style>p{}</style><p>text</p></template></my-card>`;
    expect(textOf(html)).toBe("text");
    expect(textOf(html, { includeTags: ["my-card"] })).toBe("text");
    expect(textOf(`<template>N${html}N</template><p>after</p>`)).toBe("after");
    expect(textOf(`${html}<template><p>N</p></template><p>after</p>`)).toBe("text\nafter");
  });

  test("noscript text counts only when nothing else is there", () => {
    expect(textOf("<noscript><p>text</p></noscript><div id=root></div>")).toBe("text");
  });
});

describe("title, links and images", () => {
  test("the title is no content", () => {
    const page = convert(
      "<title> A &amp; B\n&lt;i&gt; </title><svg aria-hidden=true><title>no</title></svg><p>text</p>",
    );
    expect(page).toMatchObject({ title: "A & B <i>", content: "text", kind: "markdown" });
  });

  test.each([
    ["/a", "https://site.example/a"],
    ["b?x=1", "https://site.example/docs/b?x=1"],
    ["//cdn.example/c", "https://cdn.example/c"],
    ["mailto:a@b.c", "mailto:a@b.c"],
  ])("addresses are absolute: %s", (href, absolute) => {
    expect(textOf(`<a href="${href}">x</a>`)).toBe(`[x](${absolute})`);
  });

  test.each([
    ['<a href="#top">x</a>', "#top"],
    ["<a class=y href='#a\"b'>x</a>", "#a%22b"],
    ["<a href=#top class=y>x</a>", "#top"],
    ['<a href="">x</a>', ""],
    ["<a HREF=''>x</a>", ""],
  ])("links to the page itself are absolute: %s", (html, fragment) => {
    expect(textOf(html)).toBe(`[x](https://site.example/docs/page${fragment})`);
    expect(textOf(html, { includeTags: ["a"] })).toBe(textOf(html));
    expect(textOf(`<base href="/q/?a=1&b=2">${html}`)).toBe(
      `[x](https://site.example/q/?a=1&b=2${fragment})`,
    );
  });

  test("base is respected", () => {
    expect(textOf('<base href="/other/"><a href="b">x</a>')).toBe("[x](https://site.example/other/b)");
    expect(textOf('<base href="javascript:1"><a href="b">x</a>')).toBe("[x](https://site.example/docs/b)");
  });

  test("data of images goes, their text stays", () => {
    const html = '<p>a <img alt="logo" src="data:image/png;base64,AAAA"> b</p>';
    expect(textOf(html)).not.toContain("AAAA");
    expect(textOf(html)).toContain("logo");
    expect(textOf(html, { removeBase64Images: false })).toContain("data:image/png;base64,AAAA");
  });
});

describe("markdown", () => {
  test.each([
    ["<h2>H</h2><p>a <b>b</b> <i>c</i></p>", "## H\na **b** *c*"],
    [
      "<table><tr><th>Plan<th>Price<tr><td>Pro<td>$19</table>",
      "| Plan | Price |\n| --- | --- |\n| Pro | $19 |",
    ],
    ["<ul><li>a<ul><li>b</ul></ul>", "- a\n- b"],
    ["<pre>  a\n    b  c</pre>", "```\n  a\n    b c\n```"],
    ["<p>1 &lt; 2 &amp; 3&nbsp;€&#8203;</p>", "1 < 2 & 3 €"],
    ["<p>10&thinsp;kg&ensp;&emsp;net &lpar;&percnt;&rpar; &NotEqual; &notinva;</p>", "10 kg net (%) ≠ ∉"],
    ["<p>&LT;b&GT; &amp;thinsp; &nonsense; AT&T &</p>", "\\<b> \\&thinsp; &nonsense; AT&T &"],
    ["plain words", "plain words"],
  ])("%s", (html, markdown) => expect(textOf(html)).toBe(markdown));

  test("order and digits are kept", () => {
    expect(textOf("<p>$19</p>")).not.toBe(textOf("<p>$91</p>"));
    expect(textOf("<li>a<li>b")).not.toBe(textOf("<li>b<li>a"));
  });
});

describe("a page without text", () => {
  test.each([
    "<title>App</title><div id=root></div><script>x</script>",
    " \n ",
    "<img src=x.png>",
    "<p>&nbsp;</p>",
    "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
  ])("is refused: %s", (html) => {
    expect(() => convert(html)).toThrow(PageError);
    expect(() => convert(html)).toThrow(/^The page was empty\. /);
  });
});

describe("XHTML", () => {
  const page = `<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/><style/></head>
    <body><nav/><div class="cookie-banner"/><p>a <b/>b</p><script>if (1 < 2) x("<br/>")</script><br/><p><![CDATA[c < d]]></p></body></html>`;

  test.each([
    ["by its type", page, "application/xhtml+xml; charset=utf-8"],
    ["by its declaration", `<?xml version="1.0"?>\n${page}`, "text/html"],
  ])("elements may close themselves, known %s", (_name, source, contentType) => {
    expect(convert(source, {}, contentType)).toMatchObject({ content: "a b\nc < d", title: null });
    expect(convert(source, { includeTags: ["body > p"] }, contentType).content).toBe("a b\nc < d");
  });

  test("in HTML they do not", () => {
    const bar = "<div class=cookie-banner />We use cookies <button>OK</button></div>";
    expect(textOf(`${bar}<p>text</p>`)).toBe("text");
  });
});

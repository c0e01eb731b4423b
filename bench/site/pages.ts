import { type Random, randomFrom } from "./random.ts";

// Pages as documentation sites have them: navigation around an article of headings, paragraphs with links and
// code, lists, listings and tables. The same at every run; sizes are log-normal, median 16 KB, mean about 32 KB.

const WORDS =
  `a the of to and in is for with that this by from on as be are it can not or when which each value option
request response header server client worker queue database table column index query transaction lock page content
snapshot check monitor schedule target selector credit error message stream buffer handler module function method
argument parameter return type string number object array field default optional required timeout retry connection
pool cache version release change deprecated example note warning install configure deploy upgrade migrate restart
process thread memory file path directory environment variable token key secret user team role permission`.split(
    /\s+/,
  );
/** Of the article; the shell around it brings the median page to 16 KB. */
const MEDIAN = 14.5 * 1024;
const SIGMA = 1.17;
const LARGEST = 400 * 1024;

/** Where a page says which one it is, and at which revision; it then has other text. */
export const STAMP = "@@STAMP@@";

/** The HTML of page `n`, with STAMP at three places. */
export function documentationPage(n: number): string {
  const random = randomFrom(n + 1);
  const size = Math.min(LARGEST, MEDIAN * Math.exp(SIGMA * random.normal()));
  const title = words(random, 3, 7);
  const parts: string[] = [];
  let length = 0;
  for (let section = 1; length < size - 2500; section++) {
    const part = sectionOf(random, section);
    parts.push(part);
    length += part.length;
  }
  return shell(random, title, `<p>Page ${STAMP}, ${words(random, 8, 20)}.</p>\n${parts.join("\n")}`);
}

function shell(random: Random, title: string, article: string): string {
  const menu = list(random, 18, (at) => `<a href="/docs/${at}">${words(random, 1, 4)}</a>`);
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="description" content="${words(random, 10, 20)}">
<link rel="stylesheet" href="/assets/site.css"><script src="/assets/site.js" defer></script></head>
<body class="docs"><header><a href="/">Manual</a><nav>${list(random, 5, (at) => `<a href="/${at}">${words(random, 1, 2)}</a>`)}</nav></header>
<aside class="sidebar"><nav>${menu}</nav></aside>
<main><article><h1>${title}</h1>
${article}
<table><tr><th>Build</th><td>${STAMP}</td></tr></table>
<p>Last reviewed at ${STAMP}.</p></article></main>
<footer><p>© ${words(random, 3, 6)}</p><a href="/terms">Terms</a></footer></body></html>
`;
}

function sectionOf(random: Random, section: number): string {
  const heading = `<h${2 + (section % 2)} id="s${section}">${words(random, 2, 6)}</h${2 + (section % 2)}>`;
  const blocks = [paragraph(random), paragraph(random)];
  const kind = random.below(5);
  if (kind === 0) blocks.push(list(random, 4 + random.below(6), () => words(random, 4, 15)));
  if (kind === 1) blocks.push(listing(random));
  if (kind === 2) blocks.push(table(random));
  if (kind === 3) blocks.push(`<blockquote>${paragraph(random)}</blockquote>`);
  return [heading, ...blocks].join("\n");
}

function paragraph(random: Random): string {
  const inner = Array.from({ length: 2 + random.below(4) }, () => sentence(random)).join(" ");
  return `<p>${inner}</p>`;
}

function sentence(random: Random): string {
  const link = `<a class="ref" href="/docs/${random.below(900)}#s${random.below(9)}">${words(random, 1, 3)}</a>`;
  const code = `<code>${words(random, 1, 1)}_${words(random, 1, 1)}</code>`;
  const spice = [link, code, `<em>${words(random, 1, 2)}</em>`, words(random, 1, 3)][random.below(4)];
  return `${words(random, 4, 12)} ${spice} ${words(random, 3, 10)}.`;
}

function listing(random: Random): string {
  const lines = Array.from(
    { length: 4 + random.below(10) },
    () =>
      `<span class="k">const</span> ${words(random, 1, 1)} = ${words(random, 1, 1)}(${random.below(99)});`,
  );
  return `<pre><code class="language-js">${lines.join("\n")}</code></pre>`;
}

function table(random: Random): string {
  const row = (tag: string) =>
    `<tr>${Array.from({ length: 4 }, () => `<${tag}>${words(random, 1, 5)}</${tag}>`).join("")}</tr>`;
  const rows = Array.from({ length: 3 + random.below(8) }, () => row("td"));
  return `<table><thead>${row("th")}</thead><tbody>${rows.join("\n")}</tbody></table>`;
}

function list(random: Random, count: number, item: (at: number) => string): string {
  return `<ul>${Array.from({ length: count }, () => `<li>${item(random.below(900))}</li>`).join("\n")}</ul>`;
}

function words(random: Random, from: number, to: number): string {
  const count = from + random.below(to - from + 1);
  return Array.from({ length: count }, () => WORDS[random.below(WORDS.length)]).join(" ");
}

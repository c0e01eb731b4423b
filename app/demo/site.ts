/** The pages of the demo site, by edition: pure text, so that an edition always looks the same. */

const GOODS = [
  { name: "Tide table 2027", about: "Every high and low water from Cuxhaven to Brest.", price: 12 },
  { name: "Brass barometer", about: "Aneroid, 14 cm, adjusted in our workshop.", price: 149 },
  { name: "Storm lantern", about: "Burns 20 hours on half a litre.", price: 38 },
  { name: "Harbour chart, folded", about: "1:10,000, on paper that survives spray.", price: 21 },
  { name: "Signal flags, set of 40", about: "Sewn cotton, in a canvas roll.", price: 96 },
];

const NOTICES = [
  "Free shipping on orders above $50.",
  "Closed on Sunday for the regatta.",
  "Engraving on request, ready in two days.",
  "Back in stock: storm lanterns.",
];

const RELEASES = [
  "The barometer ships with a wall bracket.",
  "Charts are printed on request again.",
  "Orders can be changed until they leave the harbour.",
  "Fixed: the tide table showed summer time in March.",
  "Signal flags come in a sturdier roll.",
  "New: gift wrapping in sailcloth.",
];

/** One article moves its price an edition and another its stock: little changes, as on a real shop. */
function row({ name, about, price }: (typeof GOODS)[number], index: number, edition: number): string {
  const turns = Math.floor((edition + index) / GOODS.length);
  const today = price + ((turns * 3 + index) % 7);
  const left = (Math.floor((edition + index + 2) / GOODS.length) * 5 + index * 3) % 9;
  return `<tr><td><strong>${name}</strong><br>${about}</td><td>$${today}</td><td>${left === 0 ? "sold out" : `${left} left`}</td></tr>`;
}

export function shopPage(edition: number): string {
  return page(
    "The Harbour Shop",
    `<h1>The Harbour Shop</h1>
<p>${NOTICES[edition % NOTICES.length]}</p>
<table><thead><tr><th>Article</th><th>Price</th><th>Stock</th></tr></thead>
<tbody>${GOODS.map((article, index) => row(article, index, edition)).join("\n")}</tbody></table>`,
  );
}

export function changelogPage(edition: number): string {
  const newest = Math.floor(edition / 2);
  const entries = Array.from({ length: 5 }, (_, back) => newest - back).map(
    (number) => `<h2>Release ${number}</h2>\n<p>${RELEASES[number % RELEASES.length]}</p>`,
  );
  return page("Changelog of the Harbour Shop", `<h1>Changelog</h1>\n${entries.join("\n")}`);
}

export function ferryPage(edition: number): string {
  const season = Math.floor(edition / 8);
  const boats = ["Morning", "Noon", "Evening"].map((boat, index) => {
    const minute = ((season + index) % 4) * 15;
    const hour = 7 + index * 5;
    return `<tr><td>${boat}</td><td>${hour}:${String(minute).padStart(2, "0")}</td><td>$${4 + ((season + index) % 3)}</td></tr>`;
  });
  return page(
    "The ferry to the island",
    `<h1>The ferry to the island</h1>
<table><thead><tr><th>Boat</th><th>Leaves at</th><th>Fare</th></tr></thead>
<tbody>${boats.join("\n")}</tbody></table>`,
  );
}

/** What the ferry's page answers while it cannot be read. */
export function closedPage(): string {
  return page(
    "Closed",
    "<h1>The ferry office is closed</h1>\n<p>Its timetable is back after the next change of the page.</p>",
  );
}

function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/icon.svg">
<title>${title}</title>
<style>
:root{color-scheme:light dark;background:Canvas;color:CanvasText}
a{color:inherit}
body{font:17px/1.6 Georgia,serif;max-width:44rem;margin:0 auto;padding:1.5rem}
header,footer{font:14px/1.4 system-ui,sans-serif;display:flex;flex-wrap:wrap;gap:1rem;align-items:center;padding:.75rem 0;border-block:1px solid color-mix(in srgb,currentColor 20%,transparent)}
header form{margin-left:auto}
button{font:inherit;padding:.5rem .9rem;cursor:pointer}
table{width:100%;border-collapse:collapse}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 15%,transparent)}
</style>
</head>
<body>
<header><a href="/demo">Shop</a> <a href="/demo/changelog">Changelog</a> <a href="/demo/ferry">Ferry</a> <a href="/monitors">To Tidemark</a>
<form method="post" action="/demo"><button>Change the page</button></form></header>
<main>
${main}
</main>
<footer>A demonstration that comes with Tidemark: it changes by itself every ten minutes.</footer>
</body>
</html>`;
}

export function html(body: string, status = 200): Response {
  return new Response(body, {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}

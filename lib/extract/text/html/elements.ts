/** What the scan has to know of HTML's elements. Names are lower case. */

const set = (names: string) => new Set(names.split(" "));

/** What an element is to the scan: bits, of which one may have several. */
export const TRAIT = {
  void: 1,
  /** Its content is not markup up to its end tag. */
  rawText: 2,
  /** Never part of a page's text. */
  neverText: 4,
  /** What it shows is not what stands between its tags as it stands there. */
  replaced: 8,
  /** It stands apart on screen, and mdream would glue it to its neighbours. */
  apart: 16,
  /** Within a line of text: dropping one leaves no gap. */
  inline: 32,
  chrome: 64,
} as const;

const ELEMENTS: Record<keyof typeof TRAIT, string> = {
  void: "area base br col embed hr img input link meta param source track wbr",
  rawText: "script style title textarea xmp iframe noembed noframes",
  neverText: "script style template noembed noframes datalist",
  replaced: "select textarea meter progress svg math",
  apart: "button label output menu search hgroup dir rt",
  inline:
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp ruby s samp small span strike strong sub sup time tt u var",
  chrome: "nav header footer aside",
};

const WITHOUT_TRAITS =
  "html head body title p div section article main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th caption pre blockquote figure figcaption form fieldset legend details summary address center dialog template noscript picture video audio canvas object option optgroup";

type Known = { name: string; traits: number };

const known = new Map<string, Known>();
for (const name of WITHOUT_TRAITS.split(" ")) known.set(name, { name, traits: 0 });
for (const [trait, names] of Object.entries(ELEMENTS))
  for (const name of names.split(" ")) {
    const traits = (known.get(name)?.traits ?? 0) | TRAIT[trait as keyof typeof TRAIT];
    known.set(name, { name, traits });
  }

const UNKNOWN: Known = { name: "", traits: 0 };
/** By first letter and length: a look at one or two names costs less than making a string to look it up by. */
const [FIRST_LETTER, LENGTHS] = ["a".charCodeAt(0), 16];
const byShape: Known[][] = Array.from({ length: 26 * LENGTHS }, () => []);
for (const one of known.values())
  byShape[(one.name.charCodeAt(0) - FIRST_LETTER) * LENGTHS + one.name.length]?.push(one);

/** The element whose name stands from `start` to `end`; one with an empty name when HTML has no such. */
export function knownElement(html: string, start: number, end: number): Known {
  const letter = html.charCodeAt(start) - FIRST_LETTER;
  if (end - start >= LENGTHS || letter < 0 || letter > 25) return UNKNOWN;
  for (const one of byShape[letter * LENGTHS + end - start] ?? [])
    if (html.startsWith(one.name, start)) return one;
  return UNKNOWN;
}

/** The bits of {@link TRAIT} of the element of this name. */
export function traitsOf(name: string): number {
  return known.get(name)?.traits ?? 0;
}

export const CHROME_ROLES = set("banner navigation contentinfo complementary");

/** An open element that a start tag ends when its own end tag was left out. */
export const ENDED_BY = new Map<string, Set<string>>([
  ["li", set("li")],
  ["dt", set("dt dd")],
  ["dd", set("dt dd")],
  ["option", set("option optgroup")],
  ["optgroup", set("optgroup")],
  ["td", set("td th tr tbody tfoot thead")],
  ["th", set("td th tr tbody tfoot thead")],
  ["tr", set("tr tbody tfoot thead")],
  ["thead", set("tbody tfoot")],
  ["tbody", set("tbody tfoot")],
  ["head", set("body")],
  [
    "p",
    set(
      "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section search table td th tr ul",
    ),
  ],
]);

/** Elements that end a graphic or a formula around them, as browsers read it. */
export const BREAKS_OUT = set(
  "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var",
);
/** The elements of graphics and formulas in which HTML may stand. */
export const MAY_HOLD_HTML = [
  "foreignobject",
  "desc",
  "title",
  "annotation-xml",
  "mi",
  "mo",
  "mn",
  "ms",
  "mtext",
  "select",
];

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

const traits = new Map<string, number>();
for (const [trait, names] of Object.entries(ELEMENTS))
  for (const name of names.split(" "))
    traits.set(name, (traits.get(name) ?? 0) | TRAIT[trait as keyof typeof TRAIT]);

/** The bits of {@link TRAIT} of the element of this name. */
export function traitsOf(name: string): number {
  return traits.get(name) ?? 0;
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

/** What the scan has to know of HTML's elements. Names are lower case. */

const set = (names: string) => new Set(names.split(" "));

export const VOID = set("area base br col embed hr img input link meta param source track wbr");

/** Elements whose content is not markup up to their end tag. */
export const RAW_TEXT = set("script style title textarea xmp iframe noembed noframes");

/** Never part of a page's text. */
export const NEVER_TEXT = set("script style template svg noembed noframes");

/** Elements within a line of text: dropping one leaves no gap. */
export const INLINE = set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var",
);

export const CHROME = set("nav header footer aside");
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

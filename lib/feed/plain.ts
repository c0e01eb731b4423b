/**
 * What neither XML 1.0 nor JSON for the internet may carry, and pages do: control characters but tabs and line ends, half
 * surrogate pairs, and the two code points that are no characters.
 */
const UNWRITABLE = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

export const plain = (text: string): string => text.replace(UNWRITABLE, "");

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text of a page or a person, as HTML that shows exactly it. */
export const asHtml = (text: string): string =>
  plain(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** At most so many characters, with a sign that more were there; a surrogate pair is not cut in two. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\ufffd$/, "")}…`;
}

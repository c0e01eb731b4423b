/** Whether a text has some words, literally: as it is stored, or as its readers saw it. */
export type WordFinder = (text: string) => boolean;

/**
 * Blanks count as one, whatever they are, and the marks of markdown between the words (stars, escapes, where a link leads)
 * as nothing: what is copied from a page as it is shown is found in the page as it is stored.
 */
export function wordFinder(words: string, { matchCase }: { matchCase: boolean }): WordFinder {
  const inCase = (text: string) => (matchCase ? text : text.toLowerCase());
  const stored = inCase(words);
  const read = inCase(asRead(words));
  return (text) => {
    const own = inCase(text);
    return own.includes(stored) || (read !== "" && inCase(asRead(text)).includes(read));
  };
}

function asRead(text: string): string {
  return text
    .replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)/g, "")
    .replace(/\\([\p{P}\p{S}])|[*_`[\]]+|^#{1,6} +|\|/gmu, "$1")
    .replace(/\s+/gu, " ")
    .trim();
}

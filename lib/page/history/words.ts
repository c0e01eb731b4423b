/** Whether a text has some words, literally: as it is stored, or as its readers saw it. */
type WordFinder = (text: string) => boolean;

/**
 * Blanks count as one, whatever they are, and the marks of markdown between the words (stars, escapes, where a link leads)
 * as nothing: what is copied from a page as it is shown is found in the page as it is stored.
 */
export function wordFinder(words: string, { matchCase }: { matchCase: boolean }): WordFinder {
  const inCase = (text: string) => (matchCase ? text : text.toLowerCase());
  const stored = inCase(words);
  const read = inCase(asRead(words));
  // To read a text as it is shown takes far longer than to look through it, and a text without the longest of the words is
  // not the one that is looked for; only marks in the midst of that word would hide it.
  const longest = (read.match(/[\p{L}\p{N}]+/gu) ?? []).reduce(
    (long, word) => (word.length > long.length ? word : long),
    "",
  );
  return (text) => {
    const own = inCase(text);
    if (own.includes(stored)) return true;
    return read !== "" && own.includes(longest) && inCase(asRead(text)).includes(read);
  };
}

function asRead(text: string): string {
  return text
    .replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)/g, "")
    .replace(/\\?[*_`[\]|]+|\\([\p{P}\p{S}])|^#{1,6} +/gmu, "$1")
    .replace(/\s+/gu, " ")
    .trim();
}

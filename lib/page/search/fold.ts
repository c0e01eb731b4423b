/** Letters that have no parts to be taken apart by Unicode itself. */
const LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ħ: "h",
  ı: "i",
  ς: "σ",
};
const OWN = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** Text as it is searched: in small letters, without accents. What is stored and what is asked for are folded alike. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(OWN, (letter) => LETTERS[letter] ?? letter);
}

/** Writing that puts no blanks between words: each sign is a word, and what is asked for is a phrase of them. */
const SIGN =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]";
const WORD = new RegExp(`${SIGN}|(?:(?!${SIGN})[\\p{L}\\p{N}\\p{M}])+`, "gu");
const LONGEST_WORD = 200;

/** The words of a text in their order, folded. */
export function wordsIn(text: string): string[] {
  return (folded(text).match(WORD) ?? []).map((word) => word.slice(0, LONGEST_WORD));
}

export const isSign = (word: string) => new RegExp(`^${SIGN}$`, "u").test(word);

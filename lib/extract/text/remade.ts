/** Addresses and the tags that markdown cannot do without say nothing of the words. */
const NO_WORDS = /\]\([^()\n]*\)|<\/?\w+(?:\s[^<>\n]*)?>|&\w+;/g;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Whether a text may differ from one that an older version of the converter made for the converter's sake alone: that
 * one wrote the same words otherwise, or read less. What it read, this one reads; and words between others are new
 * on the page itself, unless more is read than such words.
 */
export function mayBeOfConverter(previous: string, current: string, readsMore: boolean): boolean {
  let isMore = false;
  const left = current.replace(NO_WORDS, " ").matchAll(WORD);
  for (const [word] of previous.replace(NO_WORDS, " ").matchAll(WORD)) {
    let found = left.next();
    for (; !found.done && found.value[0] !== word; found = left.next()) isMore = true;
    if (found.done) return false;
  }
  return readsMore || (!isMore && left.next().done === true);
}

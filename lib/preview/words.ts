import type { TextPreview } from "#lib/extract/index.ts";
import type { Previewed } from "#lib/fetch/index.ts";
import type { PreviewAnswer, PreviewInput } from "#lib/preview/model.ts";

/** Characters of a text that are answered: far more than anybody reads on a screen. */
const MOST_TEXT = 500_000;

/** What was read of the page. */
export function readingOf({ title, contentType, text, dropped }: TextPreview) {
  return {
    title,
    contentType,
    text: text?.slice(0, MOST_TEXT) ?? "",
    ...(dropped.length > 0 && { dropped }),
  } satisfies Partial<PreviewAnswer>;
}

/** What may not be as it was meant, in sentences. */
export function warningsOf(seen: Previewed | null, { goal }: Pick<PreviewInput, "goal">): string[] {
  return [
    ...(seen ? warningsOfPage(seen) : []),
    ...(goal ? ["Nothing judges changes on this version yet, so the goal was not looked at."] : []),
  ];
}

function warningsOfPage({ preview, redirectedTo }: Previewed): string[] {
  return [
    ...warningsOfSelectors(preview),
    ...(redirectedTo ? [`The page leads on to ${redirectedTo}; what stands there is compared.`] : []),
    ...(preview.kind === "binary"
      ? ["The page is no text, so only its size and its bytes are compared."]
      : []),
    ...warningsOfLength(preview.text ?? ""),
  ];
}

function warningsOfSelectors({ isHtml, unmatched, text }: TextPreview): string[] {
  const { include, exclude } = unmatched;
  if (!isHtml && include.length + exclude.length > 0) {
    return ["The page is no HTML, so its selectors are not looked at and all of it is compared."];
  }
  return [
    ...include.map((selector) => `“${selector}” (includeTags) matches nothing on the page.`),
    ...exclude.map((selector) => `“${selector}” (excludeTags) matches nothing on the page.`),
    ...(text === null
      ? ["So nothing is left to compare. What a script adds later is not in the page’s HTML."]
      : []),
  ];
}

function warningsOfLength({ length }: string): string[] {
  if (length <= MOST_TEXT) return [];
  const inWords = (characters: number) => characters.toLocaleString("en");
  return [`The text has ${inWords(length)} characters; the first ${inWords(MOST_TEXT)} are shown.`];
}

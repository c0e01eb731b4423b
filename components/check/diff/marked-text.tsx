import { type ReactNode, useState } from "react";
import { cn } from "#components/ui/class-names.ts";
import { type Span, wordHighlights } from "#lib/page/diff/index.ts";

/** More of one line than anybody reads, and enough to slow a browser down. */
const SHOWN = 4000;

/** A line of a page, as text and never as markup, with the words that differ from its partner marked. */
export function MarkedText({
  text,
  partner,
  sign,
}: {
  text: string;
  partner: string | null;
  sign: "-" | "+" | null;
}) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? text : text.slice(0, SHOWN);
  const spans = sign && partner !== null ? spansOf(text, partner, sign) : [];
  return (
    <>
      {marked(shown, spans, sign)}
      {shown.length < text.length && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="ml-1 font-sans text-accent underline underline-offset-2"
        >
          show {(text.length - shown.length).toLocaleString("en")} more characters
        </button>
      )}
    </>
  );
}

/** A line marked as a whole says no more than its colour does. */
function spansOf(text: string, partner: string, sign: "-" | "+"): Span[] {
  const spans = sign === "-" ? wordHighlights(text, partner).removed : wordHighlights(partner, text).added;
  const [first] = spans;
  return first?.from === 0 && first.to === text.length ? [] : spans;
}

function marked(text: string, spans: Span[], sign: "-" | "+" | null): ReactNode[] {
  const Mark = sign === "-" ? "del" : "ins";
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to } of spans) {
    if (from >= text.length) break;
    parts.push(text.slice(at, from));
    parts.push(
      <Mark
        key={from}
        className={cn("rounded-[3px] no-underline", sign === "-" ? "bg-gone-word" : "bg-came-word")}
      >
        {text.slice(from, to)}
      </Mark>,
    );
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}

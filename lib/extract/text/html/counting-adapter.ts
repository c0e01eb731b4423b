import type { Options } from "css-select";
import { type AnyNode, type Element, isTag } from "domhandler";
import { DomUtils } from "htmlparser2";

type Adapter = NonNullable<Options<AnyNode, Element>["adapter"]>;

/** At most a second of work; real selectors on real pages stay far below. */
const MAX_STEPS = 10_000_000;

/**
 * The document as css-select sees it, with its steps counted: it backtracks, and some selectors on some pages
 * would take it hours. Counted, not timed, so that the same page always ends the same way.
 */
export function countingAdapter(giveUp: () => never): Adapter {
  // Called millions of times: local names spare the look-up of an imported one.
  const isElement = isTag;
  let left = MAX_STEPS;
  const spend = (steps: number) => {
    left -= steps;
    if (left < 0) giveUp();
  };
  return {
    ...DomUtils,
    isTag: (node): node is Element => {
      spend(1);
      return isElement(node);
    },
    getSiblings: (node) => {
      const siblings = DomUtils.getSiblings(node);
      spend(siblings.length / 2);
      return siblings;
    },
    getText: (node) => {
      const text = DomUtils.getText(node);
      spend(text.length / 8);
      return text;
    },
  };
}

/** Marks words in drawn rows without touching the document, by ranges that the style sheet colours. */

const FOUND = "found";
const CURRENT = "found-current";

type Highlights = { set: (name: string, highlight: unknown) => void; delete: (name: string) => void };
/** Browsers without it show no colours, and stand on the right row all the same. */
const registry = () => (globalThis.CSS as unknown as { highlights?: Highlights } | undefined)?.highlights;

export function clearHighlights(): void {
  registry()?.delete(FOUND);
  registry()?.delete(CURRENT);
}

/** Colours the words in these rows; of the current row, the nth place apart from the others. */
export function highlight(
  rows: Iterable<HTMLElement>,
  words: string,
  current: { element: HTMLElement; nth: number } | null,
): void {
  const highlights = registry();
  if (!highlights) return;
  const found: Range[] = [];
  let own: Range | undefined;
  for (const row of rows) {
    const ranges = rangesIn(row, words);
    found.push(...ranges);
    if (row === current?.element) own = ranges[current.nth] ?? ranges[0];
  }
  highlights.set(FOUND, new Highlight(...found));
  highlights.set(CURRENT, own ? new Highlight(own) : new Highlight());
}

/** The text as it is now, read over what went; then the text as it was, as far as it says the words elsewhere. */
export function rangesIn(row: HTMLElement, words: string): Range[] {
  const now = rangesOf(textNodes(row, "now"), words);
  const before = rangesOf(textNodes(row, "before"), words).filter(touchesWhatWent);
  return [...now, ...before];
}

const WENT = 'del, [data-side="before"]';
const CAME = 'ins, [data-side="after"]';
const NO_WORDS = "[data-aside], button, td.select-none";

function textNodes(row: HTMLElement, side: "now" | "before"): Text[] {
  const skipped = side === "now" ? WENT : CAME;
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent && !parent.closest(NO_WORDS) && !isIn(row, parent, skipped)) nodes.push(node as Text);
  }
  return nodes;
}

function isIn(row: HTMLElement, element: Element, selector: string): boolean {
  const holder = element.closest(selector);
  return holder !== null && row.contains(holder);
}

function touchesWhatWent(range: Range): boolean {
  return [range.startContainer, range.endContainer].some((node) => node.parentElement?.closest(WENT));
}

function rangesOf(nodes: Text[], words: string): Range[] {
  const wanted = words.toLowerCase();
  const text = nodes.map(({ data }) => data.toLowerCase()).join("");
  const ranges: Range[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const from = placeOf(nodes, at);
    const to = placeOf(nodes, at + wanted.length - 1);
    if (!from || !to) continue;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset + 1);
    ranges.push(range);
  }
  return ranges;
}

function placeOf(nodes: Text[], offset: number): { node: Text; offset: number } | null {
  let at = 0;
  for (const node of nodes) {
    if (offset < at + node.data.length) return { node, offset: offset - at };
    at += node.data.length;
  }
  return null;
}

import { type AnyNode, type Element, isTag, isText } from "domhandler";
import { parsePart } from "./bounded-document.ts";
import { oneLine, wordsIn } from "./words-in.ts";

/** Most graphics are icons, in which nothing can be read. */
const MAY_HAVE_TEXT = /<(?:text|title|foreignobject)\b|aria-label/i;
const SHOWN = new Set(["text", "foreignobject"]);
/** Parts that are only there to be used elsewhere, or never shown. */
const NOT_SHOWN = new Set([
  "defs",
  "symbol",
  "clippath",
  "mask",
  "metadata",
  "style",
  "script",
  "title",
  "desc",
]);
/** No graphic that people draw is nested deeper. */
const MAX_DEPTH = 200;
/** Attributes that set a piece of text in another place than the piece before it. */
const PLACED = ["x", "y", "dx", "dy"];

/** What can be read in a graphic, else its name. @param source the svg element, whole */
export function graphicText(source: string): string {
  if (!MAY_HAVE_TEXT.test(source)) return "";
  const document = parsePart(source, { xmlMode: source.startsWith("<?xml") });
  const graphic = document.children.find((node: AnyNode): node is Element => isTag(node));
  if (!graphic) return "";
  return oneLine(piecesOf(graphic, false, 0).join("")) || nameOf(graphic);
}

/** The texts of an element in their order, with a blank between those that stand apart. */
function piecesOf(element: Element, isInText: boolean, depth: number): string[] {
  if (depth > MAX_DEPTH) return [];
  return element.children.flatMap((node) => {
    if (isText(node)) return isInText ? [node.data] : [];
    if (!isTag(node) || NOT_SHOWN.has(node.name.toLowerCase()) || isHidden(node)) return [];
    const name = node.name.toLowerCase();
    const isShown = isInText || SHOWN.has(name);
    const isApart = SHOWN.has(name) || node.name === "div" || node.name === "p";
    const gap = isApart || PLACED.some((name) => name in node.attribs) ? [" "] : [];
    return [...gap, ...piecesOf(node, isShown, depth + 1), ...(isApart ? [" "] : [])];
  });
}

function isHidden({ attribs }: Element): boolean {
  return (
    attribs.display === "none" ||
    attribs.visibility === "hidden" ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribs.style ?? "")
  );
}

function nameOf(graphic: Element): string {
  if (graphic.attribs["aria-hidden"] === "true") return "";
  const label = oneLine(graphic.attribs["aria-label"] ?? "");
  const title = graphic.children.find((node) => isTag(node) && node.name === "title");
  return label || (title ? wordsIn(title) : "");
}

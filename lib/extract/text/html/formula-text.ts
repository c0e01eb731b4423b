import { type AnyNode, type Element, isTag } from "domhandler";
import { parsePart } from "./bounded-document.ts";
import { wordsIn } from "./words-in.ts";

/** What stands between the parts of an element that sets them in different places. */
const BETWEEN = new Map([
  ["mfrac", "/"],
  ["msup", "^"],
  ["msub", "_"],
  ["mover", "^"],
  ["munder", "_"],
]);
const BETWEEN_THREE = new Map([
  ["msubsup", ["_", "^"]],
  ["munderover", ["_", "^"]],
]);
/** No formula that people write is nested deeper. */
const MAX_DEPTH = 100;
const NOT_SHOWN = new Set(["annotation", "annotation-xml", "mphantom", "script", "style"]);

/** A formula in one line: `1/23` is another one than `12/3`, and `10^3` than `103`. @param source the whole math element */
export function formulaText(source: string): string {
  return parsePart(source)
    .children.filter((node: AnyNode) => isTag(node))
    .map((formula) => lineOf(formula, 0))
    .join(" ");
}

function lineOf(element: Element, depth: number): string {
  const parts = element.children.filter((node): node is Element => isTag(node) && !NOT_SHOWN.has(node.name));
  if (parts.length === 0 || depth > MAX_DEPTH) return wordsIn(element);
  const lines = parts.map((part) => lineOf(part, depth + 1));
  const between = BETWEEN.get(element.name) ?? BETWEEN_THREE.get(element.name);
  if (between === undefined) {
    const line = lines.filter(Boolean).join(element.name === "mtr" ? ", " : " ");
    return element.name === "msqrt" || element.name === "mroot" ? `√(${line})` : line;
  }
  return lines.map((line, at) => `${at === 0 ? "" : (between[at - 1] ?? " ")}${grouped(line)}`).join("");
}

const grouped = (line: string) => (line.includes(" ") || /[/^_]/.test(line) ? `(${line})` : line);

import { type AnyNode, type Element, isTag } from "domhandler";
import { DomUtils, parseDocument } from "htmlparser2";

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
const NOT_SHOWN = new Set(["annotation", "annotation-xml", "mphantom", "script", "style"]);

/** A formula in one line: `1/23` is another one than `12/3`, and `10^3` than `103`. @param source the whole math element */
export function formulaText(source: string): string {
  return parseDocument(source)
    .children.filter((node: AnyNode) => isTag(node))
    .map(lineOf)
    .join(" ");
}

function lineOf(element: Element): string {
  const parts = element.children.filter((node): node is Element => isTag(node) && !NOT_SHOWN.has(node.name));
  if (parts.length === 0) return DomUtils.textContent(element).replace(/\s+/g, " ").trim();
  const between = BETWEEN.get(element.name) ?? BETWEEN_THREE.get(element.name);
  if (between === undefined) {
    const line = parts
      .map(lineOf)
      .filter(Boolean)
      .join(element.name === "mtr" ? ", " : " ");
    return element.name === "msqrt" || element.name === "mroot" ? `√(${line})` : line;
  }
  return parts
    .map((part, index) => `${index === 0 ? "" : (between[index - 1] ?? " ")}${grouped(lineOf(part))}`)
    .join("");
}

const grouped = (line: string) => (line.includes(" ") || /[/^_]/.test(line) ? `(${line})` : line);

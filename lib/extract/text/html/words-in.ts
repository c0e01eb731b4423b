import { type AnyNode, hasChildren, isText } from "domhandler";

/** All pieces of text in a node, in their order. However deep they are: what recurses ends on a page made for it. */
export function textsIn(node: AnyNode): string[] {
  const texts: string[] = [];
  const left: AnyNode[] = [node];
  for (let next = left.pop(); next; next = left.pop()) {
    if (isText(next)) texts.push(next.data);
    else if (hasChildren(next))
      for (let at = next.children.length - 1; at >= 0; at--) left.push(next.children[at] as AnyNode);
  }
  return texts;
}

/** The words of a node in one line, as they stand together. */
export function wordsIn(node: AnyNode): string {
  return oneLine(textsIn(node).join(""));
}

export const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

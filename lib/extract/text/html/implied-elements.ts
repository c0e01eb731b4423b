import {
  type AnyNode,
  type ChildNode,
  type Document,
  Element,
  isTag,
  isText,
  type ParentNode,
} from "domhandler";

const IMPLIED = new Set(["html", "head", "body"]);
const OF_HEAD = new Set(["title", "base", "meta", "link", "style", "script", "noscript", "template"]);

/** Whether `html` may have an element of this name without its tag. */
export function mayImply(name: string, html: string): boolean {
  return name === "tbody" || (IMPLIED.has(name) && !new RegExp(`<${name}[\\s/>]`, "i").test(html));
}

/**
 * Puts in the elements that HTML lets authors leave out and browsers add: html, head, body and tbody. Selectors
 * are written against what a browser shows.
 */
export function insertImpliedElements(document: Document): void {
  const html = findChild(document, "html") ?? wrap(document, "html", document.children.filter(isContent));
  // What stands outside of html, or after body, browsers move inside.
  adopt(
    html,
    document.children.filter((node) => node !== html && isContent(node)),
  );
  const head = findChild(html, "head") ?? wrap(html, "head", headNodes(html));
  const body = findChild(html, "body");
  const rest = html.children.filter((node) => node !== head && node !== body);
  if (body) adopt(body, rest.filter(isContent));
  else wrap(html, "body", rest);
  for (const table of elementsNamed(document, "table")) insertTableBodies(table);
}

/** Rows directly in a table, with what stands between them, get a tbody. */
function insertTableBodies(table: Element): void {
  const children: ChildNode[] = [];
  let rows: ChildNode[] | null = null;
  for (const node of table.children) {
    if (isTag(node) && node.name !== "tr") rows = null;
    else if (isTag(node) && rows === null) {
      rows = [];
      children.push(new Element("tbody", {}, rows));
    }
    (rows ?? children).push(node);
  }
  for (const node of children) if (isTag(node) && node.name === "tbody") setChildren(node, node.children);
  setChildren(table, children);
}

/** The nodes before the first that can only stand in the body. */
function headNodes(html: Element): ChildNode[] {
  const end = html.children.findIndex((node) => (isTag(node) ? !OF_HEAD.has(node.name) : hasText(node)));
  return html.children.slice(0, end < 0 ? html.children.length : end).filter(isContent);
}

/** Not a doctype or a comment outside of everything. */
const isContent = (node: AnyNode) => isTag(node) || isText(node);
const hasText = (node: AnyNode) => isText(node) && /\S/.test(node.data);

function findChild(parent: ParentNode, name: string): Element | undefined {
  return parent.children.find((node): node is Element => isTag(node) && node.name === name);
}

function elementsNamed(root: ParentNode, name: string): Element[] {
  const found: Element[] = [];
  const open: ParentNode[] = [root];
  for (let parent = open.pop(); parent; parent = open.pop()) {
    for (const node of parent.children) {
      if (!isTag(node)) continue;
      if (node.name === name) found.push(node);
      open.push(node);
    }
  }
  return found;
}

/** Puts `nodes`, neighbours among the children of `parent`, into a new element in their place. */
function wrap(parent: ParentNode, name: string, nodes: ChildNode[]): Element {
  const element = new Element(name, {});
  const kept = new Set(nodes);
  const at = nodes[0] ? parent.children.indexOf(nodes[0]) : name === "head" ? 0 : parent.children.length;
  const children = parent.children.filter((node) => !kept.has(node));
  children.splice(at, 0, element);
  setChildren(parent, children);
  setChildren(element, nodes);
  return element;
}

/** Moves `nodes` to the end of `parent`. */
function adopt(parent: Element, nodes: ChildNode[]): void {
  if (nodes.length === 0) return;
  const moved = new Set(nodes);
  const from = nodes[0]?.parent;
  if (from)
    setChildren(
      from,
      from.children.filter((node) => !moved.has(node)),
    );
  setChildren(parent, [...parent.children, ...nodes]);
}

function setChildren(parent: ParentNode, children: ChildNode[]): void {
  parent.children = children;
  for (const [index, node] of children.entries()) {
    node.parent = parent;
    node.prev = children[index - 1] ?? null;
    node.next = children[index + 1] ?? null;
  }
}

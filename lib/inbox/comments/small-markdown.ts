import type { BlockContent, Nodes, PhrasingContent, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

/** What stands within a line. A mention names a member by email; whether there is such a member is not known here. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "mention"; email: string }
  | { kind: "strong" | "emphasis"; inside: Inline[] }
  | { kind: "link"; href: string; inside: Inline[] }
  | { kind: "break" };

export type Block =
  | { kind: "paragraph"; inside: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "quote"; inside: Block[] }
  | { kind: "list"; first: number | null; items: Block[][] };

/** Of CommonMark all that is no small thing to say: these stay the signs that were typed, tags above all. */
const LEFT_OUT = [
  "htmlFlow",
  "htmlText",
  "headingAtx",
  "setextUnderline",
  "thematicBreak",
  "codeIndented",
  "definition",
  "labelStartImage",
];

/** Deeper quotes and lists, and more lines, are nothing anybody reads, but take long to parse: they stay plain text. */
const DEEPEST = 6;
const MOST_LINES = 500;
const TOO_DEEP = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){7}/m;

const LINKED = /\bhttps?:\/\/[^\s<>"]+/;
const MENTION = /(?<![\p{L}\p{N}@._+-])@[^\s@<>()[\]{},;:"'`\\]{1,64}@[\p{L}\p{N}.-]{0,254}[\p{L}\p{N}]/u;
const IN_TEXT = new RegExp(`${LINKED.source}|${MENTION.source}`, "gu");

/** Reads Markdown of the small kind: bold, italic, code, links, lists, quotes, and mentions as `@ana@example.com`. */
export function readSmallMarkdown(text: string): Block[] {
  if (TOO_DEEP.test(text) || text.split("\n", MOST_LINES + 1).length > MOST_LINES) return asItStands(text);
  const tree: Root = fromMarkdown(text, { extensions: [{ disable: { null: LEFT_OUT } }] });
  return tree.children.flatMap((node) => blockOf(node, text, 1));
}

/** The addresses that are mentioned, each once and in lower case; what stands in code mentions nobody. */
export function mentionedIn(text: string): string[] {
  const emails = new Set<string>();
  const visit = (nodes: readonly (Block | Inline)[]): void => {
    for (const node of nodes) {
      if (node.kind === "mention") emails.add(node.email);
      else if (node.kind === "list") node.items.forEach(visit);
      else if ("inside" in node) visit(node.inside);
    }
  };
  visit(readSmallMarkdown(text));
  return [...emails];
}

function blockOf(node: RootContent | BlockContent, source: string, depth: number): Block[] {
  if (depth > DEEPEST) return asItStands(sourceOf(node, source));
  const inner = (nodes: (RootContent | BlockContent)[]) =>
    nodes.flatMap((child) => blockOf(child, source, depth + 1));
  switch (node.type) {
    case "paragraph":
      return [{ kind: "paragraph", inside: inlinesOf(node.children, source) }];
    case "code":
      return [{ kind: "code", text: node.value }];
    case "blockquote":
      return [{ kind: "quote", inside: inner(node.children) }];
    case "list": {
      const items = node.children.map((item) => inner(item.children));
      return [{ kind: "list", first: node.ordered ? (node.start ?? 1) : null, items }];
    }
    default:
      return asItStands(sourceOf(node, source));
  }
}

function inlinesOf(nodes: PhrasingContent[], source: string, depth = 1, inLink = false): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    if (depth > DEEPEST) return textOf(sourceOf(node, source), inLink);
    const inside = (children: PhrasingContent[], isLink = inLink) =>
      inlinesOf(children, source, depth + 1, isLink);
    switch (node.type) {
      case "text":
        return textOf(node.value, inLink);
      case "inlineCode":
        return [{ kind: "code", text: node.value }];
      case "strong":
      case "emphasis":
        return [{ kind: node.type, inside: inside(node.children) }];
      case "break":
        return [{ kind: "break" }];
      case "link": {
        const href = safeAddress(node.url);
        return href
          ? [{ kind: "link", href, inside: inside(node.children, true) }]
          : textOf(sourceOf(node, source), true);
      }
      default:
        return textOf(sourceOf(node, source), inLink);
    }
  });
}

/** Text, with the addresses in it as links and the people as mentions; each line where it was typed. */
function textOf(text: string, inLink: boolean): Inline[] {
  const out: Inline[] = [];
  const plain = (part: string) => {
    for (const [index, line] of part.split("\n").entries()) {
      if (index > 0) out.push({ kind: "break" });
      if (line) out.push({ kind: "text", text: line });
    }
  };
  let at = 0;
  for (const { 0: found, index } of inLink ? [] : text.matchAll(IN_TEXT)) {
    const isMention = found.startsWith("@");
    const token = isMention ? found : found.replace(/[.,;:!?)\]'*_]+$/, "");
    const href = isMention ? null : safeAddress(token);
    if (!isMention && !href) continue;
    plain(text.slice(at, index));
    out.push(
      href
        ? { kind: "link", href, inside: [{ kind: "text", text: token }] }
        : { kind: "mention", email: token.slice(1).toLowerCase() },
    );
    at = index + token.length;
  }
  plain(text.slice(at));
  return out;
}

const ALLOWED = new Set(["http:", "https:", "mailto:"]);

/** An address that a reader may follow; null for a script, for data, and for one that leads into Tidemark itself. */
function safeAddress(address: string): string | null {
  const url = URL.parse(address);
  return url && ALLOWED.has(url.protocol) ? url.href : null;
}

const asItStands = (text: string): Block[] => [{ kind: "paragraph", inside: textOf(text, false) }];

function sourceOf({ position }: Nodes, source: string): string {
  return position ? source.slice(position.start.offset, position.end.offset) : "";
}

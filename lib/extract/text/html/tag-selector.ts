import { compile, type Options } from "css-select";
import { parse, type Selector } from "css-what";
import { decodeHTMLAttribute } from "entities";
import { attributesOf, type Tag } from "./tag.ts";

/** Selectors that one tag alone can answer: names, classes, ids and attributes, together or in a list. */
export type TagSelector = { names: string[]; matches: (tag: Tag) => boolean };

/** Null when one of the selectors needs the whole document, or is none; or when there are none. */
export function tagSelector(selectors: string[]): TagSelector | null {
  const compounds = parsed(selectors);
  if (compounds.length === 0 || !compounds.flat().every(isOfOneTag)) return null;
  const names = compounds.flat().flatMap((part) => (part.type === "tag" ? part.name.toLowerCase() : []));
  return { names, matches: compile<Tag, Tag>(compounds, { adapter: loneTag }) };
}

function parsed(selectors: string[]): Selector[][] {
  try {
    return selectors.flatMap((list) => parse(list));
  } catch {
    return [];
  }
}

function isOfOneTag(part: Selector): boolean {
  return (part.type === "tag" || part.type === "attribute") && !part.namespace;
}

/** A tag as css-select sees an element: it stands alone in the world. */
const loneTag: NonNullable<Options<Tag, Tag>["adapter"]> = {
  isTag: (tag): tag is Tag => true,
  getName: (tag) => tag.name,
  hasAttrib: (tag, name) => attributesOf(tag).has(name),
  getAttributeValue: (tag, name) => {
    const value = attributesOf(tag).get(name);
    return value?.includes("&") ? decodeHTMLAttribute(value) : value;
  },
  getParent: () => null,
  getChildren: () => [],
  getSiblings: (tag) => [tag],
  getText: () => "",
  removeSubsets: (tags) => tags,
};

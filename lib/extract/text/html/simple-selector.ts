import { attributesOf, type Tag } from "./tag.ts";

/** The selectors that one tag alone can answer: `tag`, `.class`, `#id`, `[attr]`, `[attr=value]`, together or in a list. */
export type SimpleSelector = { tag: string | null; tests: ((attributes: Map<string, string>) => boolean)[] };

const COMPOUND =
  /^([a-z][a-z0-9-]*)?((?:#[a-z_][\w-]*|\.[a-z_][\w-]*|\[[a-z_][\w-]*(?:=(?:"[\w ./:-]*"|'[\w ./:-]*'|[a-z_][\w-]*))?\])*)$/i;
const PART = /#([\w-]+)|\.([\w-]+)|\[([\w-]+)(?:=["']?([\w ./:-]*)["']?)?\]/g;

/** Null when one of the selectors needs the whole document. */
export function simpleSelectors(selectors: string[]): SimpleSelector[] | null {
  const simple = selectors.flatMap((list) => list.split(",")).map((one) => simpleSelector(one.trim()));
  return simple.every((selector) => selector !== null) ? simple : null;
}

function simpleSelector(selector: string): SimpleSelector | null {
  const match = COMPOUND.exec(selector);
  if (!match || selector === "") return null;
  const tests = [...(match[2] ?? "").matchAll(PART)].map(([, id, className, attribute = "", value]) => {
    if (id !== undefined) return (has: Map<string, string>) => has.get("id") === id;
    if (className !== undefined) return (has: Map<string, string>) => classes(has).includes(className);
    const name = attribute.toLowerCase();
    return (has: Map<string, string>) => (value === undefined ? has.has(name) : has.get(name) === value);
  });
  return { tag: match[1]?.toLowerCase() ?? null, tests };
}

/** Whether the element that a tag opens is meant by one of the selectors. */
export function isSelected(selectors: SimpleSelector[], tag: Tag): boolean {
  return selectors.some(
    (selector) =>
      (selector.tag === null || selector.tag === tag.name) &&
      selector.tests.every((test) => test(attributesOf(tag))),
  );
}

function classes(attributes: Map<string, string>): string[] {
  return attributes.get("class")?.split(/\s+/) ?? [];
}

import { count } from "#components/check/words.ts";
import type { ItemAnswer, PersonAnswer } from "#components/inbox/model.ts";
import type { ChangeKind } from "#lib/change/model.ts";

/** Each kind of item has a glyph, a word and a colour, so that colour is never alone. */
export const KINDS: Record<ChangeKind, { glyph: string; word: string; text: string; soft: string }> = {
  changed: { glyph: "±", word: "Changed", text: "text-changed", soft: "bg-changed-soft" },
  new: { glyph: "+", word: "New", text: "text-new", soft: "bg-new-soft" },
  removed: { glyph: "−", word: "Removed", text: "text-removed", soft: "bg-removed-soft" },
  failed: { glyph: "!", word: "Failing", text: "text-error", soft: "bg-error-soft" },
  recovered: { glyph: "✓", word: "Recovered", text: "text-new", soft: "bg-new-soft" },
};

/** What a person is called: by name, or by the part of the address that is theirs. */
export const nameOfPerson = ({ name, email }: Pick<PersonAnswer, "name" | "email">) =>
  name?.trim() || (email.split("@")[0] ?? email);

export const initialsOf = (person: Pick<PersonAnswer, "name" | "email">) => {
  const words = nameOfPerson(person)
    .split(/[\s._-]+/)
    .filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join("");
};

/** Where an item is: the path of its page, or how many pages it is about. */
export function placeOf({ page, pages }: Pick<ItemAnswer, "page" | "pages">): string {
  if (pages > 1 || !page) return count(pages, "page");
  if (!URL.canParse(page.url)) return page.url;
  const { host, pathname, search } = new URL(page.url);
  return pathname === "/" && !search ? host : pathname + search;
}

/** What was found, as a title: the judge's reason where there is one, else the words that differ, or the failure's sentence. */
export function findingOf(item: ItemAnswer): string {
  const { kind, pages, failing, excerpt, judgment } = item;
  if (kind === "failed") {
    const sentence = failureOf(item);
    return pages > 1 ? `${count(failing || pages, "page")} cannot be read: ${sentence}` : sentence;
  }
  if (kind === "recovered")
    return pages > 1 ? `${count(pages, "page")} can be read again` : "Can be read again";
  if (judgment?.reason) return judgment.reason;
  const of = pages > 1 ? ` on ${count(pages, "page")}` : "";
  if (kind === "new") return pages > 1 ? `${count(pages, "new page")}` : `New page${said(excerpt?.after)}`;
  if (kind === "removed")
    return pages > 1 ? `${count(pages, "page")} gone` : `Page gone${said(excerpt?.before)}`;
  if (!excerpt || (!excerpt.before && !excerpt.after))
    return `Only blanks or the order of lines changed${of}`;
  const { lead, before, after } = excerpt;
  const words = [
    lead,
    before && after ? `${before} → ${after}` : before ? `“${before}” is gone` : `“${after}” is new`,
  ];
  return words.filter(Boolean).join(" ") + of;
}

const said = (words: string | undefined) => (words ? `: “${words}”` : "");

/** The sentence of a failure. */
export const failureOf = ({ excerpt }: Pick<ItemAnswer, "excerpt">) =>
  excerpt?.after || excerpt?.before || excerpt?.lead || "The page cannot be read.";

/** "meaningful, high", or that a judge thinks nothing of it. */
export function judgedWords({ judgment }: Pick<ItemAnswer, "judgment">): string | null {
  if (!judgment) return null;
  return judgment.meaningful ? `meaningful, ${judgment.confidence}` : "likely noise";
}

/** What an item is called in a sentence: "Acme pricing", or how many there are. */
export function calledIn(items: readonly Pick<ItemAnswer, "monitor">[]): string {
  const [only] = items;
  return items.length === 1 && only ? only.monitor.name : count(items.length, "item");
}

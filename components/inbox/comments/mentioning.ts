import type { Person } from "#lib/inbox/bell/model.ts";

/** What is being typed behind an @: where the sign stands, and the letters after it. */
export type Beginning = { at: number; typed: string };

const MOST_PROPOSED = 6;

/** The mention that is being typed where the caret stands; null where there is none. */
export function beginningAt(text: string, caret: number): Beginning | null {
  const before = text.slice(Math.max(0, caret - 64), caret);
  const [, typed] = /(?:^|[\s(])@([\p{L}\p{N}._+-]*)$/u.exec(before) ?? [];
  return typed === undefined ? null : { at: caret - typed.length - 1, typed };
}

/** Whom these letters may mean: those whose name or address begins with them before those that contain them. */
export function proposed(people: readonly Person[], typed: string): Person[] {
  const wanted = typed.toLowerCase();
  const rank = ({ name, email }: Person) => {
    const words = [...(name?.toLowerCase().split(/\s+/) ?? []), email];
    if (words.some((word) => word.startsWith(wanted))) return 0;
    return words.some((word) => word.includes(wanted)) ? 1 : 2;
  };
  return people
    .filter((person) => rank(person) < 2)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST_PROPOSED);
}

/** The text with the person in the place of what was typed, and where the caret then stands. */
export function mentioning(text: string, { at, typed }: Beginning, person: Person) {
  const before = `${text.slice(0, at)}@${person.email} `;
  const after = text.slice(at + 1 + typed.length).replace(/^ /, "");
  return { text: before + after, caret: before.length };
}

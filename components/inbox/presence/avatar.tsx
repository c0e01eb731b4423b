import { cn } from "#components/ui/class-names.ts";
import type { Person } from "#lib/inbox/bell/model.ts";

/** A person as a round of two letters, with the whole name on hover and for screen readers. */
export function Avatar({
  person,
  className,
}: {
  person: Pick<Person, "email" | "name">;
  className?: string;
}) {
  const name = person.name ?? person.email;
  return (
    <span
      title={name}
      className={cn(
        "grid size-5 shrink-0 place-items-center rounded-full bg-accent-soft font-medium text-[10px] text-accent",
        className,
      )}
    >
      <span aria-hidden>{initials(person)}</span>
      <span className="sr-only">{name}</span>
    </span>
  );
}

/** "AB" of Ana Berg, "AN" of ana@example.com. */
export function initials({ name, email }: Pick<Person, "email" | "name">): string {
  const words = (name?.trim() || email.split("@")[0] || "?").split(/[\s._-]+/).filter(Boolean);
  const first = [...(words[0] ?? "?")];
  const letters = words.length > 1 ? [first[0], [...(words.at(-1) ?? "")][0]] : first.slice(0, 2);
  return letters.join("").toUpperCase();
}

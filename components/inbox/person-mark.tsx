import { initialsOf, nameOfPerson } from "#components/inbox/item-words.ts";
import type { PersonAnswer } from "#components/inbox/model.ts";
import { cn } from "#components/ui/class-names.ts";

/** A person in two letters; who is looking knows themselves by the colour. */
export function PersonMark({ person, isMe }: { person: PersonAnswer; isMe: boolean }) {
  const name = isMe ? "you" : nameOfPerson(person);
  return (
    <span
      title={name}
      className={cn(
        "grid size-5 shrink-0 place-items-center rounded-full font-medium text-[10px] leading-none",
        isMe ? "bg-accent text-accent-foreground" : "bg-border text-foreground",
      )}
    >
      <span aria-hidden>{initialsOf(person)}</span>
      <span className="sr-only">{name}</span>
    </span>
  );
}

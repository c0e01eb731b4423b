"use client";

import { useQuery } from "@tanstack/react-query";
import type { Act } from "#components/inbox/acts/act.ts";
import { Chooser } from "#components/inbox/chooser.tsx";
import { calledIn, nameOfPerson } from "#components/inbox/item-words.ts";
import type { ItemAnswer, PersonAnswer } from "#components/inbox/model.ts";
import { PersonMark } from "#components/inbox/person-mark.tsx";
import { peopleQuery } from "#components/inbox/queries.ts";

/** Asks whom items are given to: whoever asks stands first, since that is whom most are given to. */
export function AssignChooser({
  items,
  me,
  act,
  close,
}: {
  items: readonly ItemAnswer[];
  me: PersonAnswer;
  act: (items: readonly ItemAnswer[], act: Act) => void;
  close: () => void;
}) {
  const { data: people, error } = useQuery(peopleQuery());
  const give = (person: PersonAnswer | null) => act(items, { act: "assign", person });
  const others = (people ?? []).filter(({ id }) => id !== me.id);
  const choices = [
    { value: me.id, label: "Me", also: me.email, mark: <PersonMark person={me} isMe />, act: () => give(me) },
    ...others.map((person) => ({
      value: person.id,
      label: nameOfPerson(person),
      also: person.email,
      mark: <PersonMark person={person} isMe={false} />,
      act: () => give(person),
    })),
    ...(items.some(({ assignee }) => assignee)
      ? [{ value: "nobody", label: "Nobody", mark: <span className="size-5" />, act: () => give(null) }]
      : []),
  ];
  return (
    <Chooser
      title={`Assign ${calledIn(items)}`}
      prompt="To whom?"
      choices={choices}
      error={people ? null : error}
      close={close}
    />
  );
}

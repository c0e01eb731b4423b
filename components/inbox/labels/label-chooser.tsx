"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { Act } from "#components/inbox/acts/act.ts";
import { Chooser } from "#components/inbox/chooser.tsx";
import { calledIn } from "#components/inbox/item-words.ts";
import { SignificanceMark } from "#components/inbox/labels/label-words.tsx";
import { labelsQuery } from "#components/inbox/labels/queries.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { useRefusal } from "#components/shell/me.tsx";

/** Asks what items are called. */
export function LabelChooser({
  items,
  act,
  close,
}: {
  items: readonly ItemAnswer[];
  act: (items: readonly ItemAnswer[], act: Act) => void;
  close: () => void;
}) {
  const { data: labels, error } = useQuery(labelsQuery());
  const mayName = useRefusal("createLabel") === null;
  const choices = [
    ...(labels ?? []).map((label) => ({
      value: label.id,
      label: label.name,
      also: [label.kind, label.secondSignOff && "second sign-off"].filter(Boolean).join(", ") || undefined,
      mark: <SignificanceMark significance={label.significance} />,
      act: () => act(items, { act: "label" as const, label }),
    })),
    ...(items.some(({ label }) => label)
      ? [
          {
            value: "none",
            label: "No label",
            mark: <span className="w-2.75" />,
            act: () => act(items, { act: "label" as const, label: null }),
          },
        ]
      : []),
  ];
  return (
    <Chooser
      title={`Label ${calledIn(items)}`}
      prompt="What is it?"
      choices={labels && choices}
      error={labels ? null : error}
      close={close}
    >
      {mayName && (
        <p className="mt-2 border-t pt-2 text-sm">
          <Link href="/settings/inbox" prefetch={false} className="text-accent hover:underline">
            The team’s labels
          </Link>
        </p>
      )}
    </Chooser>
  );
}

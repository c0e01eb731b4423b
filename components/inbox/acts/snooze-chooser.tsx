"use client";

import { type FormEvent, useState } from "react";
import { serverNow } from "#components/data/server-clock.ts";
import type { Act } from "#components/inbox/acts/act.ts";
import { isSnoozed } from "#components/inbox/acts/act.ts";
import { pickedTime, snoozeTimes } from "#components/inbox/acts/snooze-times.ts";
import { Chooser } from "#components/inbox/chooser.tsx";
import { calledIn } from "#components/inbox/item-words.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

/** Asks until when items are to be out of sight. */
export function SnoozeChooser({
  items,
  act,
  close,
}: {
  items: readonly ItemAnswer[];
  act: (items: readonly ItemAnswer[], act: Act) => void;
  close: () => void;
}) {
  const [now] = useState(() => new Date(serverNow()));
  const snooze = (until: Date | null, words: string) =>
    act(items, { act: "snooze", until: until?.toISOString() ?? null, words });
  const times = snoozeTimes(now).map(({ label, words, until }) => ({
    value: label,
    label,
    also: until ? exact(until) : undefined,
    act: () => snooze(until, words),
  }));
  const asleep = items.filter((item) => isSnoozed(item, now.getTime()));
  const back = { value: "back", label: "Back to the inbox now", act: () => act(asleep, { act: "unsnooze" }) };
  return (
    <Chooser
      title={`Snooze ${calledIn(items)}`}
      prompt="Until when?"
      choices={asleep.length > 0 ? [back, ...times] : times}
      close={close}
    >
      <PickTime
        now={now}
        onPick={(until, words) => {
          close();
          snooze(until, words);
        }}
      />
    </Chooser>
  );
}

function PickTime({ now, onPick }: { now: Date; onPick: (until: Date, words: string) => void }) {
  const [refusal, setRefusal] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const picked = pickedTime(String(new FormData(event.currentTarget).get("until") ?? ""), now);
    if ("refusal" in picked) setRefusal(picked.refusal);
    else onPick(picked.until, picked.words);
  };
  return (
    <form noValidate onSubmit={submit} className="mt-3 border-t pt-3">
      <Field label="Or pick a moment" error={refusal}>
        {(control) => (
          <div className="flex gap-2">
            <input {...control} type="datetime-local" name="until" className={inputClass} />
            <Button type="submit" size="large">
              Snooze
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}

const exact = (at: Date) =>
  at.toLocaleString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });

"use client";

import { Check, Clock, Star, Tag, UserPlus, VolumeX } from "lucide-react";
import type { ReactNode } from "react";
import { serverNow } from "#components/data/server-clock.ts";
import { isSnoozed } from "#components/inbox/acts/act.ts";
import { readyAsk } from "#components/inbox/acts/asked.ts";
import type { ItemActs } from "#components/inbox/acts/use-item-acts.tsx";
import { useActRefusal } from "#components/inbox/acts/use-may-act.ts";
import { readyChooser } from "#components/inbox/chooser.tsx";
import { nameOfPerson } from "#components/inbox/item-words.ts";
import { SignOff } from "#components/inbox/labels/sign-off.tsx";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { Key } from "#components/keys/key.tsx";
import { KEYS, type KeyAction } from "#components/keys/map.ts";
import { useMe } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";

/** Everything one does to items, as buttons that also say their keys. Who may not, sees why. */
export function ActButtons({ items, acts }: { items: readonly ItemAnswer[]; acts: ItemActs }) {
  const me = useMe();
  const closed = items.length > 0 && items.every(({ state }) => state !== "open");
  const asleep = items.length > 0 && items.every((item) => isSnoozed(item, serverNow()));
  const important = items.length > 0 && items.every((item) => item.important);
  const [only] = items;
  const assignee = items.length === 1 ? only?.assignee : null;
  const assigned = assignee ? (assignee.id === me.id ? "You" : nameOfPerson(assignee)) : "Assign";
  return (
    <>
      <ActButton hotkey="done" word={closed ? "Open again" : "Done"} onPress={acts.done} primary={!closed}>
        <Check />
      </ActButton>
      <ActButton
        hotkey="assign"
        word={assigned}
        label={assignee ? `Assigned to ${assigned}` : undefined}
        onPress={acts.assign}
      >
        <UserPlus />
      </ActButton>
      <ActButton hotkey="snooze" word={asleep ? "Snoozed" : "Snooze"} onPress={acts.snooze}>
        <Clock />
      </ActButton>
      <ActButton hotkey="noise" word="Noise" onPress={acts.noise} hidden={closed}>
        <VolumeX />
      </ActButton>
      <ActButton hotkey="label" label="Label" onPress={acts.label}>
        <Tag />
      </ActButton>
      <SignOff items={items} signOff={acts.signOff} />
      <ActButton
        hotkey="important"
        label={important ? "Not important" : "Important"}
        onPress={acts.important}
        pressed={important}
      >
        <Star className={important ? "fill-current text-changed" : undefined} />
      </ActButton>
    </>
  );
}

const ready = () => {
  readyAsk();
  readyChooser();
};

function ActButton({
  hotkey,
  word,
  label,
  onPress,
  primary = false,
  pressed,
  hidden = false,
  children,
}: {
  hotkey: KeyAction;
  word?: string;
  /** What it is called where it shows no word, or another than it means. */
  label?: string | undefined;
  onPress: () => void;
  primary?: boolean;
  pressed?: boolean;
  hidden?: boolean;
  children: ReactNode;
}) {
  const refusal = useActRefusal();
  if (hidden) return null;
  const { key } = KEYS[hotkey];
  return (
    <Button
      variant={primary ? "primary" : "secondary"}
      size={word ? "medium" : "icon"}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={key}
      aria-disabled={refusal !== null || undefined}
      title={refusal ?? `${label ?? word} (${key})`}
      onPointerEnter={ready}
      onFocus={ready}
      onClick={() => refusal === null && onPress()}
      className="max-w-40 px-2.5"
    >
      {children}
      {word && <span className="truncate">{word}</span>}
      {word && !primary && (
        <span aria-hidden className="hidden 2xl:inline">
          <Key>{key}</Key>
        </span>
      )}
    </Button>
  );
}

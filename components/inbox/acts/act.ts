import type { View } from "#components/inbox/desk-view.ts";
import { calledIn, nameOfPerson } from "#components/inbox/item-words.ts";
import type { ItemAnswer, PersonAnswer } from "#components/inbox/model.ts";

/** What a person does to items. Undoing is none of these: it takes one of them back. */
export type Act =
  | { act: "done" | "noise" | "reopen" | "unsnooze"; reason?: string }
  | { act: "assign"; person: PersonAnswer | null }
  | { act: "snooze"; until: string | null; words: string }
  | { act: "important"; important: boolean }
  | { act: "label"; label: ItemAnswer["label"]; reason?: string }
  | { act: "signOff" };

/** An item as it will be once an act is known to the server: what is shown meanwhile. */
export function shownAfter(
  item: ItemAnswer,
  act: Act,
  { me, now }: { me: PersonAnswer; now: number },
): ItemAnswer {
  switch (act.act) {
    case "done":
    case "noise":
      return {
        ...item,
        state: act.act,
        closedAt: new Date(now).toISOString(),
        closedBy: nameOfPerson(me),
        unread: false,
        ...(act.reason && { reason: act.reason }),
      };
    case "reopen":
      return { ...item, state: "open", closedAt: null, closedBy: null };
    case "unsnooze":
      return { ...item, snoozedUntil: null, snoozedUntilChange: false };
    case "snooze":
      return { ...item, snoozedUntil: act.until, snoozedUntilChange: act.until === null };
    case "assign":
      return { ...item, assignee: act.person };
    case "important":
      return { ...item, important: act.important };
    case "label":
      return {
        ...item,
        label: act.label,
        labelledBy: act.label && me.email,
        signedOffBy: null,
        ...(act.reason && { reason: act.reason }),
      };
    case "signOff":
      return { ...item, signedOffBy: me.email };
  }
}

export const isSnoozed = ({ snoozedUntil, snoozedUntilChange }: ItemAnswer, now: number) =>
  snoozedUntilChange || (snoozedUntil !== null && Date.parse(snoozedUntil) > now);

/** Whether an item is still one of a list. What else narrows the list is for the server to say. */
export function belongsTo(
  view: View,
  item: ItemAnswer,
  { me, now }: { me: PersonAnswer; now: number },
): boolean {
  const open = item.state === "open";
  const awake = open && !isSnoozed(item, now);
  switch (view) {
    case "open":
      return awake;
    case "mine":
      return awake && item.assignee?.id === me.id;
    case "failing":
      return awake && item.kind === "failed";
    case "snoozed":
      return open && !awake;
    case "done":
    case "noise":
      return item.state === view;
    case "all":
      return true;
  }
}

/** What was done, to say so with a way back: "Acme pricing: done". */
export function doneInWords(act: Act, items: readonly ItemAnswer[]): string {
  const called = calledIn(items);
  switch (act.act) {
    case "done":
      return `${called}: done`;
    case "noise":
      return `${called}: noise`;
    case "reopen":
      return `${called}: open again`;
    case "unsnooze":
      return `${called}: back from snooze`;
    case "snooze":
      return `${called}: snoozed ${act.words}`;
    case "assign":
      return act.person ? `${called}: given to ${nameOfPerson(act.person)}` : `${called}: nobody's now`;
    case "important":
      return `${called}: ${act.important ? "important" : "no longer important"}`;
    case "signOff":
      return `${called}: signed off`;
    case "label":
      return act.label ? `${called}: labelled ${act.label.name}` : `${called}: no label now`;
  }
}

/** The act as the API takes it. */
export function bodyOf(act: Act): Record<string, unknown> {
  switch (act.act) {
    case "assign":
      return { act: "assign", userId: act.person?.id ?? null };
    case "snooze":
      return act.until === null ? { act: "snooze", untilChange: true } : { act: "snooze", until: act.until };
    case "important":
      return { act: "important", important: act.important };
    case "label":
      return { act: "label", labelId: act.label?.id ?? null, ...(act.reason && { reason: act.reason }) };
    case "signOff":
      return { act: "signOff" };
    default:
      return { act: act.act, ...(act.reason && { reason: act.reason }) };
  }
}

import { type Actor, actorName } from "#lib/ctx.ts";
import type { Fields } from "#lib/inbox/act/fields.ts";
import type { Act } from "#lib/inbox/model.ts";

/** What somebody wants of an item; or why it cannot be. */
export type Wanted = { fields: Partial<Fields> } | { refusal: string };

/** Which of an item's fields an act is about: who sets one of them to something else has contradicted it. */
export const ABOUT: Record<Exclude<Act["act"], "undo">, (keyof Fields)[]> = {
  done: ["state"],
  noise: ["state"],
  reopen: ["state"],
  assign: ["assigneeId"],
  snooze: ["snoozedUntil", "snoozedUntilChange", "state"],
  unsnooze: ["snoozedUntil", "snoozedUntilChange"],
  important: ["important"],
  label: ["labelId"],
  signOff: ["labelId", "signedOffBy"],
};

const AWAKE = { snoozedUntil: null, snoozedUntilChange: false };
const NOT_SIGNED = { signedOffBy: null, signedOffByName: null, signedOffAt: null };

export function wantedBy(act: Exclude<Act, { act: "undo" }>, item: Fields, actor: Actor, now: Date): Wanted {
  const at = now.toISOString();
  const userId = actor.kind === "user" ? actor.userId : null;
  const name = actorName(actor);
  const reason = "reason" in act && act.reason ? { reason: act.reason } : {};
  switch (act.act) {
    case "done":
    case "noise":
      // Who wants what is already so changes nothing of when and by whom.
      if (item.state === act.act) return { fields: reason };
      return {
        fields: {
          state: act.act,
          closedAt: at,
          closedBy: userId,
          closedByName: name,
          ...AWAKE,
          ...reason,
        },
      };
    case "reopen":
      if (item.state === "open") return { fields: {} };
      return { fields: { state: "open", closedAt: null, closedBy: null, closedByName: null, reason: null } };
    case "assign":
      return { fields: { assigneeId: act.userId } };
    case "snooze":
      if (item.state !== "open") return { refusal: `It is ${item.state}. Open it again to snooze it.` };
      return {
        fields: act.until
          ? { snoozedUntil: new Date(act.until).toISOString(), snoozedUntilChange: false }
          : { snoozedUntil: null, snoozedUntilChange: true },
      };
    case "unsnooze":
      return { fields: AWAKE };
    case "important":
      return { fields: { important: act.important } };
    case "label":
      if (item.labelId === act.labelId) return { fields: reason };
      return {
        fields: {
          labelId: act.labelId,
          labelledBy: act.labelId && userId,
          labelledByName: act.labelId && name,
          labelledAt: act.labelId && at,
          ...NOT_SIGNED,
          ...reason,
        },
      };
    case "signOff":
      if (item.labelId === null) return { refusal: "It has no label to agree to. Give it one first." };
      if (userId === null) return { refusal: "Only a person can agree to a label. Sign in and do it there." };
      if (item.labelledBy === userId) {
        return { refusal: "You gave it this label. Another member of the team has to agree to it." };
      }
      if (item.signedOffAt !== null) return { fields: {} };
      return { fields: { signedOffBy: userId, signedOffByName: name, signedOffAt: at } };
  }
}

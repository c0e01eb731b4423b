import type { Ctx } from "#lib/ctx.ts";
import type { ActRow } from "#lib/inbox/act/acts.ts";
import type { Fields, HeldItem } from "#lib/inbox/act/fields.ts";

/** The newest of the acts by others that made something else of these fields than is wanted. */
export function contraryAct(
  unseen: ActRow[],
  item: Fields,
  wanted: Partial<Fields>,
  about: (keyof Fields)[],
  actor: Ctx["actor"],
): ActRow | undefined {
  const contrary = about.filter((name) => name in wanted && item[name] !== wanted[name]);
  return unseen.find((act) => !isBy(act, actor) && contrary.some((name) => name in act.after));
}

function isBy(act: ActRow, actor: Ctx["actor"]): boolean {
  if (actor.kind === "user") return act.userId === actor.userId;
  return actor.kind === "apiKey" && act.apiKeyId === actor.keyId;
}

/**
 * Whether something joined an item since the edition that somebody saw: to close it would close what they have not
 * read. More pages with the same difference are no news.
 */
export function hasNews(item: HeldItem, edition: number | undefined, unseen: ActRow[]): boolean {
  if (edition === undefined || (item.gathersIn !== null && item.pages > 1)) return false;
  return item.edition - edition > unseen.length;
}

/** "Ana marked it done 3 s ago". */
export function inSentence(act: ActRow, now: Date): string {
  return `${act.byName} ${deedOf(act)} ${ago(act.createdAt, now)}`;
}

function deedOf({ act, after }: ActRow): string {
  const fields = after as Partial<Fields>;
  switch (act) {
    case "done":
      return "marked it done";
    case "noise":
      return "marked it noise";
    case "reopen":
      return "opened it again";
    case "assign":
      return fields.assigneeId === null ? "took it away from whom it was assigned to" : "assigned it";
    case "snooze":
      return "snoozed it";
    case "unsnooze":
    case "wake":
      return "ended its snooze";
    case "important":
      return fields.important ? "marked it important" : "marked it not important";
    case "label":
      return fields.labelId === null ? "took its label away" : "labelled it";
    case "signOff":
      return "agreed to its label";
    case "undo":
      return "took an act back";
    default:
      return "changed it";
  }
}

export function ago(then: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - then.getTime()) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86_400)} d ago`;
}

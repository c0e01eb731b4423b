"use client";

import { useQuery } from "@tanstack/react-query";
import { MessageSquare, Star } from "lucide-react";
import Link from "next/link";
import { type MouseEvent, memo } from "react";
import { ClockTime } from "#components/inbox/clock-time.tsx";
import { ItemSummary, KindGlyph } from "#components/inbox/item-summary.tsx";
import { placeOf } from "#components/inbox/item-words.ts";
import { Swipe } from "#components/inbox/list/swipe.tsx";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { PersonMark } from "#components/inbox/person-mark.tsx";
import { itemQuery } from "#components/inbox/queries.ts";
import { cn } from "#components/ui/class-names.ts";
import { Time } from "#components/ui/time.tsx";

export const DAY_HEIGHT = 28;
/** Two lines; a failure has its sentence, which takes two of its own. */
export const heightOfItem = ({ kind }: Pick<ItemAnswer, "kind">) => (kind === "failed" ? 92 : 60);

export type RowActs = {
  /** Shows an item beside the list, where there is room; false where its page is to be opened. */
  show: (id: string) => boolean;
  select: (id: string, through: boolean) => void;
  done: (id: string) => void;
  snooze: (id: string) => void;
};

type Props = {
  item: ItemAnswer;
  href: string;
  meId: string;
  current: boolean;
  selected: boolean;
  /** Whether some rows are selected, so that every row offers to be. */
  selecting: boolean;
  /** Whether it stands here only because it stood here: somebody else has acted on it. */
  gone: boolean;
  mayAct: boolean;
  acts: RowActs;
};

/** One item of the inbox in two lines. */
export const ItemRow = memo(function ItemRow(props: Props) {
  const { item, href, meId, current, selected, gone, mayAct, acts } = props;
  const onClick = (event: MouseEvent) => {
    // A press by key opens the item's page, and so does one that asks for another tab.
    if (event.detail === 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (acts.show(item.id)) event.preventDefault();
  };
  return (
    <Swipe
      disabled={!mayAct}
      right={{ word: "Done", className: "bg-new-soft text-new", act: () => acts.done(item.id) }}
      left={{ word: "Snooze", className: "bg-changed-soft text-changed", act: () => acts.snooze(item.id) }}
    >
      <div
        data-item={item.id}
        className={cn(
          "group relative flex items-stretch border-b -outline-offset-2 outline-accent has-[a:focus-visible]:outline-2",
          current ? "bg-accent-soft/60" : selected ? "bg-sunken" : "hover:bg-sunken",
          gone && "opacity-60",
        )}
        style={{ height: heightOfItem(item) }}
      >
        {current && <span aria-hidden className="absolute inset-y-0 left-0 w-[3px] bg-accent" />}
        <SelectCell {...props} />
        <Link
          href={href}
          prefetch={false}
          onClick={onClick}
          aria-current={current || undefined}
          className="grid min-w-0 flex-1 content-center gap-y-0.5 py-1 pr-3 outline-none"
        >
          <span className="flex min-w-0 items-baseline gap-2">
            <Title item={item} />
            <Marks item={item} meId={meId} />
            <When item={item} gone={gone} />
          </span>
          <ItemSummary item={item} />
        </Link>
      </div>
    </Swipe>
  );
});

/** The kind of the item, and in its place, when one points at it, whether it is selected. */
function SelectCell({ item, selected, selecting, mayAct, acts }: Props) {
  if (!mayAct) {
    return (
      <span className="grid w-9 shrink-0 place-items-center pointer-coarse:w-11">
        <KindGlyph kind={item.kind} />
      </span>
    );
  }
  return (
    <label className="relative grid w-9 shrink-0 cursor-pointer place-items-center pointer-coarse:w-11">
      <span
        className={cn(
          selected || selecting ? "invisible" : "group-hover:invisible group-has-[:focus-visible]:invisible",
        )}
      >
        <KindGlyph kind={item.kind} />
      </span>
      <input
        type="checkbox"
        checked={selected}
        aria-label={`Select ${item.monitor.name}, ${placeOf(item)}`}
        onChange={({ nativeEvent }) =>
          acts.select(item.id, "shiftKey" in nativeEvent && nativeEvent.shiftKey === true)
        }
        className={cn(
          "absolute size-4 cursor-pointer accent-accent",
          !(selected || selecting) &&
            "opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:group-hover:opacity-0",
        )}
      />
    </label>
  );
}

function Title({ item }: { item: ItemAnswer }) {
  return (
    <span className="flex min-w-0 flex-1 items-baseline gap-2">
      {item.unread && <span className="sr-only">Unread:</span>}
      <bdi className={cn("max-w-[70%] shrink-0 truncate", item.unread && "font-semibold")}>
        {item.monitor.name}
      </bdi>
      <span className="min-w-0 truncate text-muted text-sm" title={item.page?.url}>
        {placeOf(item)}
      </span>
      {item.changes > 1 && item.kind === "changed" && (
        <span className="shrink-0 text-muted text-xs">{item.changes} changes</span>
      )}
    </span>
  );
}

/** When it last changed; or what became of it, and through whom. */
function When({ item, gone }: { item: ItemAnswer; gone: boolean }) {
  const className = "shrink-0 whitespace-nowrap text-muted text-xs";
  if (item.state !== "open" && item.closedAt) return <Closed item={item} className={className} />;
  if (gone) return <Gone id={item.id} className={className} />;
  if (item.snoozedUntilChange) return <span className={className}>until it changes</span>;
  if (item.snoozedUntil) {
    return (
      <span className={className}>
        until <ClockTime iso={item.snoozedUntil} />
      </span>
    );
  }
  if (item.kind === "failed") {
    return (
      <span className={className}>
        since <ClockTime iso={item.openedAt} />
      </span>
    );
  }
  return <Time iso={item.changedAt} className={className} />;
}

function Closed({ item, className }: { item: ItemAnswer; className: string }) {
  return (
    <span className={className}>
      {item.state === "done" ? "Done" : "Noise"}
      {item.closedBy && `, ${item.closedBy}`} · {item.closedAt && <Time iso={item.closedAt} />}
    </span>
  );
}

/** Of an item that stands here only because it stood here: what somebody else has made of it. */
function Gone({ id, className }: { id: string; className: string }) {
  const { data: now } = useQuery(itemQuery(id, ANY));
  if (now && now.state !== "open") return <Closed item={now} className={className} />;
  return <span className={className}>No longer in this list</span>;
}
const ANY = { view: "all", filters: {} } as const;

function Marks({ item, meId }: { item: ItemAnswer; meId: string }) {
  const { assignee, important, label, comments } = item;
  if (!assignee && !important && !label && comments === 0) return null;
  return (
    <span className="flex shrink-0 items-center gap-1.5 self-center">
      {label && (
        <span className="max-w-24 truncate rounded-sm border border-border-strong px-1 text-xs">
          {label.name}
        </span>
      )}
      {comments > 0 && (
        <span className="flex items-center gap-0.5 text-muted text-xs">
          <MessageSquare aria-hidden className="size-3.5" />
          {comments}
          <span className="sr-only">{comments === 1 ? "comment" : "comments"}</span>
        </span>
      )}
      {important && (
        <span title="Important" className="text-changed">
          <Star aria-hidden className="size-3.5 fill-current" />
          <span className="sr-only">Important</span>
        </span>
      )}
      {assignee && <PersonMark person={assignee} isMe={assignee.id === meId} />}
    </span>
  );
}

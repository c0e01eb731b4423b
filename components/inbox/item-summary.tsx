import { ChangeWords, LineCounts } from "#components/check/change-words.tsx";
import { count } from "#components/check/words.ts";
import { ClockTime } from "#components/inbox/clock-time.tsx";
import { failureOf, KINDS } from "#components/inbox/item-words.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { cn } from "#components/ui/class-names.ts";

/** The glyph of an item's kind, with its word for those who cannot see it. */
export function KindGlyph({ kind, className }: Pick<ItemAnswer, "kind"> & { className?: string }) {
  const { glyph, word, text } = KINDS[kind];
  return (
    <span
      title={word}
      className={cn("inline-block w-3.5 text-center font-mono font-semibold", text, className)}
    >
      <span aria-hidden>{glyph}</span>
      <span className="sr-only">{word}</span>
    </span>
  );
}

/** What an item is about, in its row: the words that differ, or why the page cannot be read. */
export function ItemSummary({ item }: { item: ItemAnswer }) {
  if (item.kind === "failed") return <Failure item={item} />;
  const noise = item.judgment?.meaningful === false;
  return (
    <span className="flex min-w-0 items-baseline gap-2 text-sm">
      <span className="min-w-0 flex-1">
        <Words item={item} />
      </span>
      {noise && <span className="shrink-0 text-muted text-xs">likely noise</span>}
      {item.kind === "changed" && <LineCounts change={item} />}
    </span>
  );
}

function Words({ item }: { item: ItemAnswer }) {
  const { kind, excerpt, changes } = item;
  if (kind === "recovered")
    return <span className="text-muted">Can be read again, with what it said before</span>;
  if (kind === "changed")
    return <ChangeWords change={{ ...item, excerpt, changes: excerpt?.changes ?? null }} />;
  const words = kind === "new" ? excerpt?.after : excerpt?.before;
  return (
    <span className="block truncate">
      {words ? (
        <bdi>“{words}”</bdi>
      ) : (
        <span className="text-muted">{kind === "new" ? "A new page" : "No longer there"}</span>
      )}
      {changes > 1 && <span className="ml-2 text-muted text-xs">{count(changes, "change")}</span>}
    </span>
  );
}

/** A failure tells its sentence, how often it came, and since when there was nothing better. */
function Failure({ item }: { item: ItemAnswer }) {
  return (
    <span className="grid text-sm">
      <span className="line-clamp-2 text-error leading-[1.35]">{failureOf(item)}</span>
      <span className="truncate text-muted text-xs">
        {item.changes > 1 && `${count(item.changes, "check")} in a row · `}
        {item.lastGoodAt ? (
          <>
            last good <ClockTime iso={item.lastGoodAt} />
          </>
        ) : (
          "never read so far"
        )}
      </span>
    </span>
  );
}

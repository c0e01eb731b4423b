import Link from "next/link";
import type { ReactNode } from "react";
import { LineCounts } from "#components/check/change-words.tsx";
import { OutsideLink } from "#components/check/outside-link.tsx";
import { KindGlyph } from "#components/inbox/item-summary.tsx";
import { findingOf, judgedWords, placeOf } from "#components/inbox/item-words.ts";
import { LabelWords } from "#components/inbox/labels/label-words.tsx";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { Presence } from "#components/inbox/presence/presence.tsx";
import { pageAddress } from "#components/page/version-links.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Time } from "#components/ui/time.tsx";

/** What was found, as a title, and below it in one line where, when, and what has become of it. */
export function ItemHeading({
  item,
  level,
  children,
}: {
  item: ItemAnswer;
  level: 1 | 2;
  /** What stands at the right of the title. */
  children?: ReactNode;
}) {
  const Heading = level === 1 ? "h1" : "h2";
  const judged = judgedWords(item);
  return (
    <header>
      <div className="flex items-start gap-2">
        <KindGlyph kind={item.kind} className="mt-1 text-base" />
        <Heading
          className={cn(
            "line-clamp-2 min-w-0 flex-1 pt-0.5 font-semibold text-lg leading-6 [overflow-wrap:anywhere]",
            level === 1 && "sm:text-xl",
          )}
        >
          {findingOf(item)}
        </Heading>
        <Presence itemId={item.id} />
        {children}
      </div>
      <p className="flex min-w-0 items-baseline gap-x-2 overflow-hidden whitespace-nowrap pl-5.5 text-muted text-sm">
        <Link
          href={`/monitors/${item.monitor.id}`}
          prefetch={false}
          className="max-w-48 truncate rounded-sm text-accent -outline-offset-2 hover:underline"
        >
          {item.monitor.name}
        </Link>
        <Place item={item} />
        {item.kind === "changed" && <LineCounts change={item} />}
        {judged && <span className={item.judgment?.meaningful ? "text-accent" : undefined}>{judged}</span>}
        <LabelWords item={item} />
        <Became item={item} />
      </p>
    </header>
  );
}

function Place({ item }: { item: ItemAnswer }) {
  const { page, pages, monitor } = item;
  if (!page || pages > 1) return <span>{placeOf(item)}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1">
      <Link
        href={pageAddress(monitor.id, page.id)}
        prefetch={false}
        title={page.url}
        className="truncate rounded-sm -outline-offset-2 hover:text-accent"
      >
        {URL.canParse(page.url)
          ? new URL(page.url).host + new URL(page.url).pathname.replace(/\/$/, "")
          : page.url}
      </Link>
      <OutsideLink url={page.url} className="inline-grid shrink-0 rounded-sm" />
    </span>
  );
}

/** When it last changed; of what is closed, who did so and when. */
function Became({ item }: { item: ItemAnswer }) {
  if (item.state === "open" || !item.closedAt) return <Time iso={item.changedAt} className="shrink-0" />;
  return (
    <span className="shrink-0 font-medium text-foreground">
      {item.state === "done" ? "Done" : "Noise"}
      {item.closedBy && ` by ${item.closedBy}`}, <Time iso={item.closedAt} />
      {item.reason && <span className="font-normal text-muted">: {item.reason}</span>}
    </span>
  );
}

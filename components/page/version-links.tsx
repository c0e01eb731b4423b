import Link from "next/link";
import { cn } from "#components/ui/class-names.ts";
import type { CheckPageAnswer } from "#lib/page/model.ts";

/** A page in a few words, as one says it aloud. */
export function nameOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return pathname === "/" ? host : host + pathname;
}

/** Whether what was captured of a page is markdown, as HTML becomes. */
export function isMarkdown({ metadata }: CheckPageAnswer): boolean {
  return /html/i.test(metadata.contentType ?? "");
}

export function pageAddress(
  monitorId: string,
  pageId: string,
  { from, to, find }: { from?: string | null; to?: string | null; find?: string } = {},
): string {
  const named = new URLSearchParams({ ...(from && { from }), ...(to && { to }), ...(find && { find }) });
  return `/monitors/${monitorId}/pages/${pageId}${named.size > 0 ? `?${named}` : ""}`;
}

const link = "rounded-sm text-accent hover:underline pointer-coarse:py-2.5";

/** From what a check found at a page to the page as it was captured. */
export function VersionLinks({
  monitorId,
  page,
  className,
}: {
  monitorId: string;
  page: CheckPageAnswer;
  className?: string;
}) {
  const { pageId, currentScrapeId, previousScrapeId } = page;
  const at = (to: string) => pageAddress(monitorId, pageId, { to });
  const before = { changed: "Before", error: "Last good version" }[page.status as string];
  return (
    <p className={cn("flex flex-wrap gap-x-4 text-sm print:hidden", className)}>
      {currentScrapeId && (
        <Link href={at(currentScrapeId)} prefetch={false} className={link}>
          As captured
        </Link>
      )}
      {before && previousScrapeId && (
        <Link href={at(previousScrapeId)} prefetch={false} className={link}>
          {before}
        </Link>
      )}
      <Link href={pageAddress(monitorId, pageId)} prefetch={false} className={link}>
        All versions of this page
      </Link>
    </p>
  );
}

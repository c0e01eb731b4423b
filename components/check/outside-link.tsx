import { safeHref } from "#components/check/url-text.tsx";
import { cn } from "#components/ui/class-names.ts";

/** Leads to a page where it stands, in a tab of its own; nothing where its address is none that a browser may open. */
export function OutsideLink({ url, className }: { url: string; className?: string }) {
  const href = safeHref(url);
  if (!href) return null;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      aria-label={`Open ${url} in a new tab`}
      title="Open the page in a new tab"
      className={cn("grid place-items-center text-muted hover:text-accent", className)}
    >
      ↗
    </a>
  );
}

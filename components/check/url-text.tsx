import { cn } from "#components/ui/class-names.ts";

const TAIL = 18;

/** A URL in one line: the host strong, the middle cut when there is no room, the whole on hover. */
export function UrlText({ url, className }: { url: string; className?: string }) {
  const { host, path } = partsOf(url);
  const tail = path.length > TAIL * 2 ? path.slice(-TAIL) : "";
  return (
    <span title={url} className={cn("flex min-w-0 font-mono text-xs", className)}>
      <span className="truncate">
        <span className="font-semibold">{host}</span>
        {tail ? path.slice(0, -TAIL) : path}
      </span>
      {tail && <span className="shrink-0">{tail}</span>}
    </span>
  );
}

/** The scheme says nothing here; a URL that cannot be read is shown as it is. */
function partsOf(url: string): { host: string; path: string } {
  if (!URL.canParse(url)) return { host: "", path: url };
  const { host, pathname, search, hash } = new URL(url);
  return { host, path: `${pathname}${search}${hash}` };
}

/** Where a watched URL may be opened from our pages: web addresses only, whatever was stored. */
export function safeHref(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined;
}

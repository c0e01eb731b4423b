"use client";

import { Ellipsis, Inbox, Radar, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { openPalette } from "#components/shell/palette.tsx";
import { OpenCount, PLACES } from "#components/shell/places.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";

/** A change that is read has its own bar there. */
const HAS_OWN_BAR = /^\/changes\/[^/]+$/;
const MORE = PLACES.filter(({ href }) => href !== "/changes" && href !== "/monitors");

/** Where one can go on a phone, within reach of a thumb. */
export function FootBar() {
  const path = usePathname();
  const [open, setOpen] = useState(false);
  if (HAS_OWN_BAR.test(path)) return null;
  const inMore = MORE.some(({ href }) => path.startsWith(href));
  return (
    <>
      <nav
        aria-label="Main, at the foot"
        className="fixed inset-x-0 bottom-0 z-30 grid h-(--foot) grid-cols-4 border-t bg-background pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
      >
        <Place href="/changes" label="Changes" current={path.startsWith("/changes")}>
          <Inbox />
          <OpenCount className="-top-1 absolute left-4 rounded-full bg-accent px-1 font-medium text-[10px] text-accent-foreground leading-4" />
        </Place>
        <Place href="/monitors" label="Monitors" current={path.startsWith("/monitors")}>
          <Radar />
        </Place>
        <button type="button" onClick={openPalette} className={look(false)}>
          <Search />
          Search
        </button>
        <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)} className={look(inMore)}>
          <Ellipsis />
          More
        </button>
      </nav>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title="More" place="bottom">
          <ul className="grid">
            {MORE.map(({ href, label }) => (
              <li key={href}>
                <Link
                  href={href}
                  onClick={() => setOpen(false)}
                  aria-current={path.startsWith(href) ? "page" : undefined}
                  className="flex h-12 items-center rounded-md px-2 hover:bg-sunken"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </DialogContent>
      </Dialog>
    </>
  );
}

const look = (current: boolean) =>
  cn(
    "flex flex-col items-center justify-center gap-0.5 text-[11px] -outline-offset-2 [&_svg]:size-5",
    current ? "font-medium text-accent" : "text-muted",
  );

function Place({
  href,
  label,
  current,
  children,
}: {
  href: string;
  label: string;
  current: boolean;
  children: ReactNode;
}) {
  return (
    <Link href={href} aria-current={current ? "page" : undefined} className={look(current)}>
      <span className="relative">{children}</span>
      {label}
    </Link>
  );
}

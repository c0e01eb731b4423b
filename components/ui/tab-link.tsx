import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "#components/ui/class-names.ts";

/** A way in a row of ways, underlined while one is there or anywhere below it. */
export function TabLink({
  href,
  className,
  children,
}: {
  href: string;
  className?: string;
  children: ReactNode;
}) {
  const isCurrent = usePathname().startsWith(href);
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={cn(
        "-mb-px flex items-center border-b-2 px-2 text-sm",
        isCurrent
          ? "border-accent font-medium text-foreground"
          : "border-transparent text-muted hover:text-foreground",
        className,
      )}
    >
      {children}
    </Link>
  );
}

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/class-names.ts";

/** One of the first steps: its number, or a tick once it is done, and how to do it. */
export function Step({
  number,
  done,
  label,
  grows = false,
  children,
}: {
  number: number;
  done: boolean;
  label?: string;
  /** Takes the room that the others leave. */
  grows?: boolean;
  children?: ReactNode;
}) {
  return (
    <li
      className={cn(
        "flex min-h-8 min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1.5 text-sm pointer-coarse:min-h-11",
        grows && "lg:flex-1 lg:flex-nowrap",
      )}
    >
      <span
        aria-hidden
        className={cn(
          "flex size-5 shrink-0 items-center justify-center rounded-full text-xs tabular-nums",
          done ? "bg-accent text-accent-foreground" : "border border-border-strong text-muted",
        )}
      >
        {done ? <Check className="size-3.5" /> : number}
      </span>
      {label && <span className={cn("shrink-0", done && "text-muted")}>{label}</span>}
      {children}
      {done && <span className="sr-only">Done</span>}
    </li>
  );
}

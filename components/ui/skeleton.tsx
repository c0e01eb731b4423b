import { cn } from "#components/ui/class-names.ts";

/** Holds the place of what is still on its way, in its size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-tide rounded-sm bg-border/70", className)} />;
}

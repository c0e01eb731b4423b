/** A key as it is printed on a keyboard. */
export function Key({ children }: { children: string }) {
  return (
    <kbd className="rounded-sm border border-border-strong px-1 font-mono text-[11px] text-muted pointer-coarse:hidden">
      {children}
    </kbd>
  );
}

/** Our name beside a small history strip, in which one bar rose. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2 font-semibold tracking-tight">
      <svg viewBox="0 0 20 20" aria-hidden className="size-5 text-accent">
        <path d="M1 17V14h3v3zM6 17v-5h3v5zM11 17V4h3v13zM16 17v-3h3v3z" fill="currentColor" />
      </svg>
      <span className="hidden sm:inline">Tidemark</span>
    </span>
  );
}

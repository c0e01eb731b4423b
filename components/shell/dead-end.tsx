import type { ReactNode } from "react";

/** A page that leads nowhere. It says what happened and what to do, and offers at least one way on. */
export function DeadEnd({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions: ReactNode;
}) {
  return (
    <div className="mx-auto grid max-w-md gap-4 px-4 pt-[16vh] pb-16">
      <svg viewBox="0 0 118 20" aria-hidden className="h-5 w-[118px] text-border-strong">
        <path
          d="M0 20v-4h4v4zM6 20v-4h4v4zM12 20v-4h4v4zM18 20v-9h4v9zM24 20v-4h4v4zM30 20v-4h4v4zM36 20v-4h4v4z"
          fill="currentColor"
        />
        <path d="M42 19.5h76" stroke="currentColor" strokeDasharray="2 4" />
      </svg>
      <h1 className="font-semibold text-xl">{title}</h1>
      <div className="grid gap-2 text-muted">{children}</div>
      <div className="mt-1 flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}

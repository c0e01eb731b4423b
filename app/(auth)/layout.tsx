import type { ReactNode } from "react";
import { TideLine } from "#components/shell/tide-line.tsx";
import { Wordmark } from "#components/shell/wordmark.tsx";

/** The frame of the pages one sees before being somebody: one narrow column above a quiet tide line. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <main className="mx-auto flex w-full max-w-[22rem] flex-1 flex-col px-4 pt-[min(22vh,14rem)] pb-12">
        <Wordmark />
        {children}
      </main>
      <TideLine />
    </div>
  );
}

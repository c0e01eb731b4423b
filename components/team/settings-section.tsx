import { type ReactNode, useId } from "react";

/** One subject of the settings, with its meaning at the left and its controls at the right, stacked on a phone. */
export function SettingsSection({
  title,
  about,
  children,
}: {
  title: string;
  about: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-4 border-t py-7 lg:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="font-semibold text-base">
          {title}
        </h2>
        <p className="mt-1 text-muted text-sm">{about}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

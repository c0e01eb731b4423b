import { type ReactNode, useId } from "react";

/** One subject of the settings, with its meaning at the left and its controls at the right, stacked on a phone. */
export function SettingsSection({
  anchor,
  isPage = false,
  title,
  about,
  children,
}: {
  /** Behind the # of an address that leads here. */
  anchor?: string;
  /** Whether the page is about nothing else, so that this is its heading. */
  isPage?: boolean;
  title: string;
  about: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  const Heading = isPage ? "h1" : "h2";
  return (
    <section
      id={anchor}
      aria-labelledby={id}
      className="grid scroll-mt-12 gap-x-10 gap-y-4 not-first-of-type:border-t pb-7 not-first-of-type:pt-7 lg:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]"
    >
      <div>
        <Heading id={id} className="font-semibold text-base">
          {title}
        </Heading>
        <p className="mt-1 text-muted text-sm">{about}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

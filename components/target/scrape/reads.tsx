"use client";

import { useId, useState } from "react";
import { Lines } from "#components/target/controls.tsx";
import type { BlockRefusals } from "#components/target/form.ts";
import type { ScrapeFields } from "#components/target/scrape/fields.ts";
import { Choice } from "#components/ui/choice.tsx";

type Part = "main" | "whole" | "parts";

const PARTS: { value: Part; label: string }[] = [
  { value: "main", label: "Main content" },
  { value: "whole", label: "Whole page" },
  { value: "parts", label: "Parts" },
];

const MEANINGS: Record<Part, string> = {
  main: "Menus, headers, footers and cookie bars are left out.",
  whole: "Everything that can be read on the page.",
  parts: "Only what these selectors match.",
};

/** How much of each page is read. */
export function Reads({
  fields,
  refusals,
  set,
}: {
  fields: ScrapeFields;
  refusals: BlockRefusals;
  set: (change: Partial<ScrapeFields>) => void;
}) {
  const meaning = useId();
  // Parts that are not named yet are the main content; and whoever looks at that once more keeps what was written.
  const [wantsParts, setWantsParts] = useState(false);
  const [written, setWritten] = useState("");
  const isParts = wantsParts || fields.includeTags !== "";
  const part: Part = isParts ? "parts" : fields.onlyMainContent ? "main" : "whole";
  const choose = (chosen: Part) => {
    if (chosen === part) return;
    setWantsParts(chosen === "parts");
    if (chosen === "parts") return set({ includeTags: written });
    setWritten(fields.includeTags);
    set({ includeTags: "", onlyMainContent: chosen === "main" });
  };
  return (
    <div className="grid gap-3">
      <div className="grid gap-1.5" aria-describedby={meaning}>
        <span className="font-medium text-sm">Reads</span>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <Choice legend="What of the page is read" value={part} options={PARTS} onChange={choose} />
          <span id={meaning} className="text-muted text-sm">
            {MEANINGS[part]}
          </span>
        </div>
      </div>
      {isParts && (
        <Lines
          label="Keep only"
          hint="CSS selectors, one per line. Try says which of them match nothing."
          placeholder={"main\n.price-table"}
          value={fields.includeTags}
          error={refusals.includeTags}
          onChange={(includeTags) => set({ includeTags })}
        />
      )}
    </div>
  );
}

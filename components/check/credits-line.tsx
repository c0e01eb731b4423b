import type { ReactNode } from "react";
import { chargedCredits, count, isLive } from "#components/check/words.ts";
import { cn } from "#components/ui/class-names.ts";
import type { CheckAnswer, TargetResult } from "#lib/check/model.ts";

type Kind = "base" | "formats" | "judge" | "search";
const KINDS: { kind: Kind; word: string }[] = [
  { kind: "base", word: "Fetching" },
  { kind: "formats", word: "Formats" },
  { kind: "judge", word: "Judging" },
  { kind: "search", word: "Search" },
];

const BILLING: Record<CheckAnswer["billingStatus"], string> = {
  not_applicable: "Nothing was set aside for this check.",
  reserved: "Held until the check ends; what it did not cost is then released.",
  confirmed: "What it cost was charged; the rest was released.",
  released: "All of it was released: nothing was charged.",
  failed: "The credits of this check could not be settled.",
};

/**
 * What a check cost, in a line at its end. Opened, it says what the check was thought to cost, what was set aside and what
 * each credit was for.
 */
export function CreditsLine({ check, children }: { check: CheckAnswer; children: ReactNode }) {
  const amounts = [
    { word: "Estimated", amount: `~${check.estimatedCredits.toLocaleString("en")}` },
    { word: "Reserved", amount: check.reservedCredits.toLocaleString("en") },
    { word: isLive(check) ? "So far" : "Actual", amount: chargedCredits(check).toLocaleString("en") },
  ];
  return (
    <section
      aria-label="Credits"
      className="mt-4 flex items-start justify-between gap-4 border-t pt-2 text-sm"
    >
      <details className="min-w-0 flex-1">
        <summary className="w-fit cursor-pointer rounded-sm py-1 text-muted hover:text-foreground pointer-coarse:py-3">
          {count(chargedCredits(check), "credit")}
          {isLive(check) && " so far"}
        </summary>
        <div className="grid gap-1 pt-1 pb-3">
          <dl className="flex flex-wrap gap-x-5 gap-y-1">
            {amounts.map(({ word, amount }) => (
              <Amount key={word} word={word} amount={amount} strong />
            ))}
          </dl>
          <dl className="flex flex-wrap gap-x-5 gap-y-1">
            {KINDS.map(({ kind, word }) => (
              <Amount key={kind} word={word} amount={check.credits[kind].toLocaleString("en")} />
            ))}
          </dl>
          <p className="text-muted text-xs">{BILLING[check.billingStatus]}</p>
          {check.targetResults.length > 1 && <ByTarget results={check.targetResults} />}
        </div>
      </details>
      {children}
    </section>
  );
}

function Amount({ word, amount, strong }: { word: string; amount: string; strong?: boolean }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{word}</dt>
      <dd className={cn("tabular-nums", strong && "font-medium")}>{amount}</dd>
    </div>
  );
}

function ByTarget({ results }: { results: TargetResult[] }) {
  return (
    <table aria-label="Credits by target" className="mt-1 w-full max-w-xl text-right tabular-nums">
      <thead className="text-muted">
        <tr>
          <th scope="col" className="py-1 text-left font-normal">
            Target
          </th>
          {KINDS.map(({ kind, word }) => (
            <th key={kind} scope="col" className="font-normal">
              {word}
            </th>
          ))}
          <th scope="col" className="font-normal">
            Total
          </th>
        </tr>
      </thead>
      <tbody>
        {results.map((result, index) => (
          <tr key={result.targetId} className="border-t">
            <th scope="row" className="py-1 text-left font-normal">
              {index + 1} · {result.type}
            </th>
            {KINDS.map(({ kind }) => (
              <td key={kind}>{result.credits[kind].toLocaleString("en")}</td>
            ))}
            <td className="font-medium">{result.credits.total.toLocaleString("en")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { chargedCredits, isLive } from "#components/check/words.ts";
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

/** What a check was thought to cost, what was set aside, what it did cost, and what each credit was for. */
export function CreditsPanel({ check }: { check: CheckAnswer }) {
  const amounts = [
    { word: "Estimated", amount: `~${check.estimatedCredits.toLocaleString("en")}` },
    { word: "Reserved", amount: check.reservedCredits.toLocaleString("en") },
    {
      word: isLive(check) ? "So far" : "Actual",
      amount: chargedCredits(check).toLocaleString("en"),
      strong: true,
    },
  ];
  return (
    <section aria-labelledby="credits" className="border-y py-2.5 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <h2 id="credits" className="font-medium">
          Credits
        </h2>
        <dl className="flex flex-wrap gap-x-5 gap-y-1">
          {amounts.map(({ word, amount, strong }) => (
            <div key={word} className="flex gap-1.5">
              <dt className="text-muted">{word}</dt>
              <dd className={cn("tabular-nums", strong && "font-semibold")}>{amount}</dd>
            </div>
          ))}
        </dl>
        <dl className="flex flex-wrap gap-x-4 gap-y-1 text-muted sm:ml-auto">
          {KINDS.map(({ kind, word }) => (
            <div key={kind} className="flex gap-1.5">
              <dt>{word}</dt>
              <dd className="tabular-nums">{check.credits[kind].toLocaleString("en")}</dd>
            </div>
          ))}
        </dl>
      </div>
      <p className="mt-1 text-muted text-xs">{BILLING[check.billingStatus]}</p>
      {check.targetResults.length > 1 && <ByTarget results={check.targetResults} />}
    </section>
  );
}

function ByTarget({ results }: { results: TargetResult[] }) {
  return (
    <details className="mt-1.5">
      <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-foreground">
        By target
      </summary>
      <table className="mt-1 w-full max-w-xl text-right tabular-nums">
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
    </details>
  );
}

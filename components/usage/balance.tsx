import type { CreditUsageAnswer } from "#components/data/queries.ts";
import { isUnlimited } from "#components/usage/unlimited.ts";

/** Shows how many credits are left this month, as a figure and a bar, and when they renew. */
export function Balance({ usage }: { usage: CreditUsageAnswer }) {
  const { remainingCredits, planCredits, billingPeriodEnd } = usage;
  const renews = new Date(billingPeriodEnd).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  if (isUnlimited(usage)) {
    return (
      <p className="text-lg">Credits are unlimited on this installation. What was spent is counted below.</p>
    );
  }
  const share = planCredits > 0 ? Math.min(remainingCredits / planCredits, 1) : 0;
  return (
    <section aria-label="Credits left" className="grid max-w-2xl gap-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold text-3xl tabular-nums tracking-tight">
          {remainingCredits.toLocaleString("en")}
        </span>
        <span className="text-muted">
          of {planCredits.toLocaleString("en")} credits left, renews on {renews} (UTC)
        </span>
      </p>
      <div aria-hidden className="h-2 overflow-hidden rounded-[2px] bg-border">
        <div
          className={share < 0.1 ? "h-full bg-error-bar" : "h-full bg-accent"}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {remainingCredits === 0 && (
        <p className="text-error text-sm">
          Scheduled checks are skipped until then. Raise TIDEMARK_MONTHLY_CREDITS and restart to go on now.
        </p>
      )}
    </section>
  );
}

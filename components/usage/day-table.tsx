import { byDay, dateInWords } from "#components/usage/days.ts";
import { CreditTableHead } from "#components/usage/table-head.tsx";
import type { DailyCredits } from "#lib/credit/model.ts";

const NAMED = 5;

/** Gives the chart's days in figures, for those who read rather than point. */
export function DayTable({ daily }: { daily: DailyCredits[] }) {
  return (
    <details className="group">
      <summary className="flex h-8 w-fit cursor-pointer list-none items-center gap-2 rounded-sm text-muted text-sm marker:hidden hover:text-foreground pointer-coarse:h-11">
        <span aria-hidden className="transition-transform group-open:rotate-90">
          ›
        </span>
        Every day in figures
      </summary>
      <table className="mt-1 w-full text-sm">
        <caption className="sr-only">Credits by day, the latest first; days without any are left out</caption>
        <CreditTableHead className="[&_th:not(:last-child)]:pr-4">
          <th scope="col">Day</th>
          <th scope="col" className="w-full">
            Monitors
          </th>
        </CreditTableHead>
        <tbody>
          {byDay(daily).map(({ date, total, monitors }) => (
            <tr key={date} className="border-b align-baseline">
              <th scope="row" className="whitespace-nowrap py-2 pr-4 text-left font-normal">
                <time dateTime={date}>{dateInWords(date)}</time>
              </th>
              <td className="py-2 pr-4 text-muted [overflow-wrap:anywhere]">
                {monitors.slice(0, NAMED).map(({ key, name, total: part }, index) => (
                  <span key={key}>
                    {index > 0 && ", "}
                    {name} <span className="tabular-nums">{part.toLocaleString("en")}</span>
                  </span>
                ))}
                {monitors.length > NAMED && ` and ${monitors.length - NAMED} more`}
              </td>
              <td className="py-2 text-right tabular-nums">{total.toLocaleString("en")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

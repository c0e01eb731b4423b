import type { ReactNode } from "react";
import { cn } from "#components/ui/class-names.ts";

/** The head of a table of credits: the columns that `children` name, and the credits as the last one. */
export function CreditTableHead({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <thead className="text-left text-muted">
      <tr className={cn("border-b [&_th]:py-2 [&_th]:font-normal", className)}>
        {children}
        <th scope="col" className="text-right">
          Credits
        </th>
      </tr>
    </thead>
  );
}

import type { ReactNode } from "react";

/** Says why a form was refused as a whole, right above the button that sent it. */
export function FormRefusal({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="rounded-md border border-error/30 bg-error-soft px-3 py-2 text-sm">
      {children}
    </div>
  );
}

"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { ActButton } from "#components/shell/act-button.tsx";
import { Button } from "#components/ui/button.tsx";

/** The form's title and what can be done with it: beside each other above the form, which is always in view. */
export function FormBar({
  title,
  above,
  children,
}: {
  title: string;
  above?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="sticky top-12 z-20 mb-5 border-b bg-background/95 py-2.5 backdrop-blur-sm">
      <div className="flex max-w-[1100px] items-center justify-between gap-3">
        <div className="min-w-0">
          {above && <div className="truncate text-muted text-xs">{above}</div>}
          <h1 className="truncate font-semibold text-lg sm:text-xl">{title}</h1>
        </div>
        <div className="flex shrink-0 gap-2">{children}</div>
      </div>
    </div>
  );
}

/** Read, leave, or write it down. */
export function FormActions({
  save,
  cancelTo,
  isSaving,
  isTrying,
  onTry,
}: {
  save: string;
  cancelTo: string;
  isSaving: boolean;
  isTrying: boolean;
  onTry: () => void;
}) {
  return (
    <>
      <Button variant="quiet" asChild className="max-sm:hidden">
        <Link href={cancelTo}>Cancel</Link>
      </Button>
      <ActButton
        action="previewPage"
        onClick={onTry}
        aria-disabled={isTrying}
        title="Read the page now and show the text that would be compared"
      >
        Try
      </ActButton>
      <ActButton action="createMonitor" type="submit" variant="primary" aria-disabled={isSaving}>
        {save}
      </ActButton>
    </>
  );
}

"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { focusFirst } from "#components/ui/dialog-focus.ts";

export type DialogLayerProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** The width of the dialog, which without this is that of a sentence or two. */
  width?: "narrow" | "wide" | "widest";
  /** In the middle, or as a sheet that comes from below. */
  place?: "middle" | "bottom";
  children: ReactNode;
};

const PLACES = {
  middle: "-translate-x-1/2 top-[12vh] left-1/2 max-h-[80vh] w-[calc(100vw-2rem)] rounded-lg",
  bottom: "inset-x-0 bottom-0 mx-auto max-h-[88dvh] w-full rounded-t-lg border-b-0",
};

const WIDTHS = { narrow: "max-w-md", wide: "max-w-2xl", widest: "max-w-3xl" };

/** The floating part of a dialog. */
export function DialogLayer({ open, onOpenChange, ...content }: DialogLayerProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Content {...content} />
      </Radix.Portal>
    </Radix.Root>
  );
}

function Content({
  title,
  description,
  width,
  place = "middle",
  children,
}: Omit<DialogLayerProps, "open" | "onOpenChange">) {
  const [opener] = useState(() => document.activeElement);
  return (
    <Radix.Content
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        if (event.currentTarget instanceof HTMLElement) focusFirst(event.currentTarget);
      }}
      // The trigger is not radix's own, so radix does not know where the focus returns to.
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        if (opener instanceof HTMLElement) opener.focus();
      }}
      className={cn(
        "fixed z-50 animate-slide-in overflow-y-auto border bg-raised p-5 shadow-xl [overflow-wrap:anywhere]",
        PLACES[place],
        width ? WIDTHS[width] : "max-w-lg",
      )}
    >
      <div className="flex items-start justify-between gap-4">
        <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
        <Radix.Close asChild>
          <Button variant="quiet" size="icon" aria-label="Close" className="-mt-1 -mr-2">
            <X />
          </Button>
        </Radix.Close>
      </div>
      {description ? (
        <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
      ) : (
        <Radix.Description className="sr-only">{title}</Radix.Description>
      )}
      <div data-dialog-body className="mt-4">
        {children}
      </div>
    </Radix.Content>
  );
}

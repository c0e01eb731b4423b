"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

/** What floats above a page and must be answered or closed; focus stays inside and returns afterwards. */
export function DialogContent({
  title,
  description,
  className,
  children,
}: {
  title: string;
  description?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 bg-black/35" />
      <Radix.Content
        className={cn(
          "-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 max-h-[80vh] w-[calc(100vw-2rem)] max-w-lg animate-slide-in overflow-y-auto rounded-lg border bg-raised p-5 shadow-xl",
          className,
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
        <div className="mt-4">{children}</div>
      </Radix.Content>
    </Radix.Portal>
  );
}

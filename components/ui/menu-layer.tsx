"use client";

import { DropdownMenu as Radix } from "radix-ui";
import { type ComponentProps, type FocusEvent, type ReactNode, useRef } from "react";
import { cn } from "#components/ui/class-names.ts";

/** A menu that has been opened once. From then on its trigger is radix's own. */
export function MenuLayer({
  trigger,
  byKey,
  children,
}: {
  trigger: ReactNode;
  /** Whether a key opened it, so that the focus begins at the first item. Radix was not yet there to see the key. */
  byKey: boolean;
  children: ReactNode;
}) {
  const first = useRef(byKey);
  const onFocus = ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
    if (!first.current || target !== currentTarget) return;
    first.current = false;
    currentTarget.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")?.focus();
  };
  return (
    // The menu is not modal, so the page behind stays readable and its skip link can be focused.
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={4}
          onFocus={onFocus}
          className="z-50 min-w-44 animate-slide-in rounded-md border bg-raised p-1 shadow-lg"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({
  danger,
  ...props
}: Omit<ComponentProps<typeof Radix.Item>, "className"> & { danger?: boolean }) {
  return (
    <Radix.Item
      className={cn(
        "flex h-8 cursor-pointer select-none items-center gap-2 rounded-sm px-2 text-sm outline-none data-[disabled]:cursor-not-allowed data-[highlighted]:bg-sunken data-[disabled]:opacity-50 pointer-coarse:h-11 [&_svg]:size-4",
        danger && "text-error",
      )}
      {...props}
    />
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-border" />;
}

import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonLook } from "#components/ui/button-look.ts";
import { cn } from "#components/ui/class-names.ts";

export type ButtonProps = ComponentProps<"button"> & ButtonLook & { asChild?: boolean };

/**
 * A button, or with `asChild` a link that looks like one. A screen has one `primary` button, which is its next step.
 */
export function Button({ className, variant, size, asChild, type = "button", ...props }: ButtonProps) {
  const classes = cn(buttonLook({ variant, size }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  return <button type={type} className={classes} {...props} />;
}

"use client";

import { Children, isValidElement, type ReactNode, useId, useState } from "react";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";

/**
 * A button that, where `refusal` says why, does nothing but say it: on hover, to screen readers, and when it is pressed,
 * since a finger cannot hover.
 */
export function RefusableButton({ refusal, ...props }: ButtonProps & { refusal: string | null }) {
  if (refusal === null) return <Button {...props} />;
  return <RefusedButton {...props} refusal={refusal} />;
}

function RefusedButton({
  refusal,
  asChild,
  children,
  className,
  variant,
  size,
  ...props
}: ButtonProps & { refusal: string }) {
  const id = useId();
  const [told, setTold] = useState(false);
  const label = asChild ? wordsOf(children) : children;
  return (
    <span className={cn("relative inline-flex", className)}>
      <Button
        variant={variant}
        size={size}
        aria-label={props["aria-label"]}
        aria-disabled
        aria-describedby={id}
        title={refusal}
        onClick={(event) => {
          event.preventDefault();
          setTold(true);
        }}
        onBlur={() => setTold(false)}
        className="w-full"
      >
        {label}
      </Button>
      <span
        id={id}
        role={told ? "status" : undefined}
        className={
          told
            ? "absolute top-full right-0 z-40 mt-1 w-64 max-w-[80vw] rounded-md border bg-raised px-3 py-2 text-left text-sm shadow-lg"
            : "sr-only"
        }
      >
        {refusal}
      </span>
    </span>
  );
}

/** What a link that looks like a button says. */
function wordsOf(children: ReactNode): ReactNode {
  const link = Children.toArray(children).find(isValidElement<{ children?: ReactNode }>);
  return link ? link.props.children : children;
}

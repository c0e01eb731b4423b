"use client";

import { useRefusal } from "#components/shell/me.tsx";
import type { ButtonProps } from "#components/ui/button.tsx";
import { MenuItem } from "#components/ui/menu.tsx";
import { RefusableButton } from "#components/ui/refused-button.tsx";
import type { Action } from "#lib/policy.ts";

/** A button of something that not every role may do. Whoever may not is told why. */
export function ActButton({ action, ...props }: ButtonProps & { action: Action }) {
  return <RefusableButton {...props} refusal={useRefusal(action)} />;
}

type MenuItemProps = Parameters<typeof MenuItem>[0];

/** The same in a menu. */
export function ActItem({ action, disabled, children, ...props }: MenuItemProps & { action: Action }) {
  const refusal = useRefusal(action);
  return (
    <MenuItem {...props} disabled={disabled || refusal !== null} title={refusal ?? undefined}>
      {children}
      {refusal && <span className="sr-only">: {refusal}</span>}
    </MenuItem>
  );
}

"use client";

import { createContext, type ReactNode, useContext } from "react";
import { type Action, type Role, refusalOfRole, roleMay } from "#lib/policy.ts";

/** Who is signed in, and what they may in this team. */
export type Me = { id: string; email: string; name: string | null; role: Role };

const Context = createContext<Me>({ id: "", email: "", name: null, role: "viewer" });

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <Context value={me}>{children}</Context>;
}

export const useMe = () => useContext(Context);

/** Why whoever is signed in may not do something, as its control says it; null where they may. */
export const useRefusal = (action: Action): string | null => refusalFor(useMe(), action);

export const refusalFor = ({ role }: Pick<Me, "role">, action: Action): string | null =>
  roleMay(role, action) ? null : refusalOfRole(role, action);

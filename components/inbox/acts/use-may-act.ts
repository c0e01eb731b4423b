"use client";

import { useRefusal } from "#components/shell/me.tsx";

/** Why whoever is signed in may not act on items, to be said where they would; null where they may. */
export const useActRefusal = () => useRefusal("actOnChange");

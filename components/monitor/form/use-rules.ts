"use client";

import { useEffect, useState } from "react";

type Rules = typeof import("#components/monitor/form/rules.ts");

export const loadRules = (): Promise<Rules> => import("#components/monitor/form/rules.ts");

/** The API's rules, once they are here; the form can be filled in before. */
export function useRules(): Rules | null {
  const [rules, setRules] = useState<Rules | null>(null);
  useEffect(() => {
    let wanted = true;
    // Not here yet is no failure: whoever submits asks again.
    loadRules().then(
      (loaded) => wanted && setRules(loaded),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, []);
  return rules;
}

/** The API's rules. Not here yet is no failure for whoever fills in the form: whoever submits asks again. */
export const loadRules = () => import("#components/monitor/form/rules.ts");

export const preloadRules = (): void => void loadRules().catch(() => {});

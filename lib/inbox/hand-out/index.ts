export { BY_RULE, type HandedOut, handOut } from "#lib/inbox/hand-out/hand-out.ts";
export { createRule, deleteRule, listRules, updateRule } from "#lib/inbox/hand-out/rules.ts";

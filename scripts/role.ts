/** What one supervisor runs: the product in development or as built, or one process of it alone. */
export type Role = "dev" | "start" | "web" | "worker";

export const runsWeb = (role: Role) => role !== "worker";
export const runsWorker = (role: Role) => role !== "web";
export const isWholeProduct = (role: Role) => runsWeb(role) && runsWorker(role);

import { config } from "zod";

// Imported before any schema is made: zod otherwise tries to compile its checks with eval, which our
// Content-Security-Policy refuses and reports.
config({ jitless: true });

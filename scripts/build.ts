// npm run build
import { checkImports } from "./check-imports.ts";
import { run } from "./run.ts";

const broken = checkImports();
for (const sentence of broken) console.error(sentence);
if (broken.length > 0) process.exit(1);

const { code } = await run("next build", ["node_modules/next/dist/bin/next", "build"], {
  NODE_ENV: "production",
});
process.exit(code);

// npm run seed [-- --scale 0.1] [-- --beside] [-- --again]

import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { closeDatabase, useDatabase as openPool } from "#lib/db/client.ts";
import { migrate } from "#lib/db/migrate.ts";
import { startPostgres } from "./postgres.ts";
import { PASSWORD } from "./seed/people.ts";
import { foreignData, seededTeams, seedTeam } from "./seed/seed-team.ts";
import { scaled } from "./seed/sizes.ts";
import { openSettings, Refusal, root } from "./settings.ts";

// Fills the product's own database with a team of a real size, to develop on and to look at.

const { values } = parseArgs({
  options: {
    scale: { type: "string", default: "1" },
    beside: { type: "boolean", default: false },
    again: { type: "boolean", default: false },
  },
});

/** The database that the settings name, or the embedded one: which is left running if it ran before. */
async function openOwnDatabase(): Promise<{ url: string; close: () => Promise<void> }> {
  const { DATABASE_URL, dataFolder } = openSettings("start");
  if (DATABASE_URL) return { url: DATABASE_URL, close: async () => {} };
  const running = await startPostgres({ folder: join(dataFolder, "postgres"), log: () => {} });
  return { url: running.url, close: async () => (running.adopted ? undefined : running.stop()) };
}

async function refuseOthersData(sql: postgres.Sql): Promise<void> {
  const foreign = await foreignData(sql);
  if (foreign && !values.beside) {
    throw new Refusal(
      `This database has ${foreign}. The seed is meant for one to develop on: to add its team beside them, ` +
        "run npm run seed -- --beside. Nothing was changed.",
    );
  }
  if ((await seededTeams(sql)) > 0 && !values.again) {
    throw new Refusal(
      "This database has the seeded team already. To make another one, run npm run seed -- --again.",
    );
  }
}

async function seed(): Promise<void> {
  const scale = Number(values.scale);
  if (!(scale > 0 && scale <= 10)) throw new Refusal("--scale must be a number above 0, and 10 at most.");
  process.chdir(root);
  const database = await openOwnDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    await migrate(database.url);
    await openPool(database.url);
    await refuseOthersData(sql);
    const began = performance.now();
    const sizes = scaled(scale);
    console.log(`Seeding ${sizes.people} people and ${sizes.monitors} monitors with their history …`);
    const { owner, key } = await seedTeam(sql, sizes);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`Done in ${seconds} s. Sign in as ${owner} with the password “${PASSWORD}”; API key ${key}`);
  } finally {
    await Promise.all([sql.end(), closeDatabase()]);
    await database.close();
  }
}

seed().catch((error) => {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
});

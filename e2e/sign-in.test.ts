import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { expect, test } from "./test.ts";
import { storeChange, watch } from "./watch.ts";

test("signing in and out by keyboard alone", async ({ page, person }) => {
  await page.goto("/changes");
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.keyboard.type(person.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/changes");

  await page.goto("/sign-in");
  await expect(page).toHaveURL("/changes");
  await page.getByRole("button", { name: `Account of ${person.email}` }).press("Enter");
  await page.getByRole("menuitem", { name: "Sign out" }).press("Enter");
  await expect(page).toHaveURL("/sign-in");
  await page.goto("/changes");
  await expect(page).toHaveURL("/sign-in");
});

test("a link sent to somebody opens after signing in; a link elsewhere does not", async ({
  page,
  person,
}) => {
  const monitor = await watch(person, "Shared", ["https://example.com"]);
  const { checkId, pageIds } = await storeChange(person.ctx, monitor, "$19", "$24");
  const signIn = async () => {
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  const link = `/monitors/${monitor.id}/checks/${checkId}?page=${pageIds[0]}`;
  await page.goto(link);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn();
  await expect(page).toHaveURL(link);
  await expect(page.getByLabel(/^Diff of/).locator("ins")).toHaveText("24");

  // A page that is still open would notice the lost session and go to sign in at the same moment.
  await page.goto("about:blank");
  await page.context().clearCookies();
  await page.goto("/sign-in?next=//evil.example/monitors");
  await signIn();
  await expect(page).toHaveURL("/changes");
});

test("refused sign-ins are told in words, the same for a wrong password and an unknown email", async ({
  page,
  person,
  quiet,
}) => {
  quiet.allow(401);
  await page.goto("/sign-in");
  const button = page.getByRole("button", { name: "Sign in" });
  await button.click();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription("Enter your email.");
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription("Enter your password.");

  for (const email of [person.email, "nobody@example.com"]) {
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await button.click();
    await expect(page.getByRole("main").getByRole("alert")).toHaveText(
      "The email or the password is wrong. Check both and try again.",
    );
    await expect(page.getByLabel("Password")).toBeFocused();
  }
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await button.click();
  await expect(page).toHaveURL("/changes");
});

test("after ten failures the form tells how long to wait, counts down, and then lets one try", async ({
  page,
  person,
  quiet,
}) => {
  quiet.allow(401, 429);
  // Nine guesses made elsewhere; the tenth and eleventh are made here.
  await db().execute(sql`
    insert into sign_in_attempts (id, email, ip)
    select gen_random_uuid(), ${person.email}, '198.51.100.9' from generate_series(1, 9)`);
  await page.clock.install();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill("not the password");
  const button = page.getByRole("button", { name: "Sign in" });
  const alert = page.getByRole("main").getByRole("alert");
  await button.click();
  await expect(alert).toContainText("wrong");
  await page.getByLabel("Password").fill(person.password);
  await button.click();
  await expect(alert).toHaveText(/^Too many failed sign-ins\. Try again in 1[45]:\d\d\.$/);
  await expect(button).toBeDisabled();
  await page.clock.fastForward("05:00");
  await expect(page.getByRole("timer")).toHaveText(/^(9|10):\d\d$/);
  await page.clock.fastForward("11:00");
  await expect(alert).toContainText("You can try again now.");
  await expect(button).toBeEnabled();
});

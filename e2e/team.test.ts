import { emailOf, invite, join } from "./invitation.ts";
import { expectGoodLooks } from "./looks.ts";
import { expect, test } from "./test.ts";
import { watch } from "./watch.ts";

test("from an invitation to the first sign-in in another browser; removal ends it at once", async ({
  page,
  signedIn,
  newBrowser,
  quiet,
}) => {
  quiet.allow(401, 404);
  const email = emailOf(signedIn, "nell");
  const link = await invite(page, email, "member");
  const row = page.getByRole("listitem").filter({ hasText: email });
  await expect(row).toContainText("invited as member · expires in 6 d");

  const answer = await page.request.get(link);
  expect(answer.headers()["referrer-policy"]).toBe("no-referrer");
  const nell = await join(await newBrowser(), link, "Nell");
  await nell.getByRole("button", { name: /^Account of/ }).click();
  await expect(nell.getByRole("menu")).toContainText("You are member");
  await nell.keyboard.press("Escape");

  // The one who invited sees it come true, and what came of the link.
  await expect(page.getByRole("listitem").filter({ hasText: "Nell" })).toContainText(email);
  await expect(page.getByText("invited as member")).toBeHidden();
  const again = await (await newBrowser()).newPage();
  await again.goto(link);
  await expect(again.getByRole("main")).toContainText("This invitation was accepted already");

  await page.getByRole("button", { name: "More about Nell" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove Nell" });
  await expect(dialog.getByLabel("Open changes go to")).toHaveValue("");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Nell" })).toHaveCount(0);
  await expect(nell).toHaveURL(/\/sign-in/, { timeout: 3000 });
});

test("a viewer is told why they may not, wherever they might try; a member may", async ({
  page,
  signedIn,
  newBrowser,
}) => {
  const { id: monitorId } = await watch(signedIn, "Acme pricing", ["https://example.com"]);
  const link = await invite(page, emailOf(signedIn, "vic"), "viewer");
  const vic = await join(await newBrowser(), link, "Vic");
  const refused = async (name: string | RegExp) => {
    const button = vic.getByRole("button", { name }).first();
    await expect(button, String(name)).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAccessibleDescription(/Your role in this team is viewer/);
  };
  await vic.goto("/monitors");
  await refused("New monitor");
  await refused("Run Acme pricing");
  await vic.goto(`/monitors/${monitorId}`);
  for (const name of [/^Run now/, "Pause", "Edit"]) await refused(name);
  await vic.getByRole("button", { name: "Edit" }).click({ force: true });
  await expect(vic.getByRole("status").filter({ hasText: "ask an owner or admin" })).toBeVisible();
  await expect(vic).toHaveURL(`/monitors/${monitorId}`);
  await vic.keyboard.press("r");
  await vic.getByRole("button", { name: "More about Acme pricing" }).click();
  for (const name of [/^Duplicate/, /^Delete…/]) {
    await expect(vic.getByRole("menuitem", { name })).toHaveAttribute("aria-disabled", "true");
  }
  await vic.keyboard.press("Escape");
  await vic.goto("/settings/keys");
  await refused("Create API key");
  await vic.goto("/settings/team");
  await refused("Rename team");
  await vic.goto("/settings/members");
  await refused("Invite people");
  await expect(vic.getByLabel(`Role of ${signedIn.email}`)).toBeDisabled();

  // A role that is given shows without a reload.
  await page.getByLabel("Role of Vic").selectOption("admin");
  await expect(vic.getByRole("button", { name: "Invite people" })).not.toHaveAttribute("aria-disabled");
});

test("a new password by an admin's link ends what was open, and works once", async ({
  page,
  signedIn,
  newBrowser,
  quiet,
}) => {
  quiet.allow(401, 404);
  const nell = await join(
    await newBrowser(),
    await invite(page, emailOf(signedIn, "nell"), "member"),
    "Nell",
  );
  await page.getByRole("button", { name: "More about Nell" }).click();
  await page.getByRole("menuitem", { name: "Reset password…" }).click();
  const link = (await page.getByRole("dialog").locator("code").textContent()) ?? "";
  const elsewhere = await (await newBrowser()).newPage();
  await elsewhere.goto(link);
  await elsewhere.getByLabel("New password").fill("quite another one");
  await elsewhere.getByRole("button", { name: "Set password" }).click();
  await expect(elsewhere).toHaveURL("/sign-in");
  await expect(nell).toHaveURL(/\/sign-in/, { timeout: 3000 });
  await elsewhere.getByLabel("Email").fill(emailOf(signedIn, "nell"));
  await elsewhere.getByLabel("Password").fill("quite another one");
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere).toHaveURL("/changes");
  await elsewhere.goto(link);
  await expect(elsewhere.getByRole("main")).toContainText("This link was used already");
});

test("a second team has monitors of its own, and every tab goes along", async ({
  page,
  context,
  signedIn,
  quiet,
}) => {
  quiet.allow(404);
  await watch(signedIn, "Acme pricing", ["https://example.com"]);
  await page.goto("/monitors");
  const other = await context.newPage();
  await other.goto("/usage");
  await page.getByRole("button", { name: `Team ${signedIn.teamName}, switch team` }).click();
  await page.getByRole("menuitem", { name: "New team…" }).click();
  await page.getByRole("dialog").getByLabel("Team name").fill("Lighthouse");
  await page.getByRole("button", { name: "Create team" }).click();
  const switcher = page.getByRole("button", { name: "Team Lighthouse, switch team" });
  await expect(switcher).toBeVisible();
  await expect(page.getByText("Nothing is open.")).toBeVisible();
  await expect(other).toHaveURL("/changes");
  await switcher.click();
  await page.getByRole("menuitem", { name: signedIn.teamName }).click();
  await expect(page.getByRole("button", { name: `Team ${signedIn.teamName}, switch team` })).toBeVisible();
  await page.goto("/monitors");
  await expect(page.getByRole("link", { name: "Acme pricing" })).toBeVisible();
});

test("members, invitations and the pages of links look right", async ({
  page,
  signedIn,
  newBrowser,
  quiet,
}) => {
  quiet.allow(404);
  await invite(page, emailOf(signedIn, "somebody.with.a.long.address"), "viewer");
  const link = await invite(page, emailOf(signedIn, "nell"), "admin");
  await expectGoodLooks(page);
  await page.getByRole("button", { name: "Invite people" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectGoodLooks(page);
  for (const path of ["/settings/team", "/settings/you", "/settings/keys"]) {
    await page.goto(path);
    await expectGoodLooks(page);
  }
  const stranger = await (await newBrowser()).newPage();
  for (const path of [link, `${link}x`, "/reset/nothing"]) {
    await stranger.goto(path);
    await expect(stranger.getByRole("heading")).toBeVisible();
    await expectGoodLooks(stranger);
  }
});

import type { Locator, Page } from "@playwright/test";
import { type Action, MEMBER_ROLES, roleMay } from "#lib/policy.ts";
import { createApiKey } from "#lib/team/index.ts";
import { found, openInbox } from "./inbox-ground.ts";
import type { Person } from "./person.ts";
import { expect, test } from "./test.ts";

// Every control that changes something, on the screen where it stands, and what of the policy table it does.
const SCREENS: { path: string; ready: string | RegExp; controls: [string | RegExp, Action][] }[] = [
  {
    path: "/changes",
    ready: "Done",
    controls: [
      ["Done", "actOnChange"],
      ["Assign", "actOnChange"],
      ["Snooze", "actOnChange"],
      ["Noise", "actOnChange"],
      ["Label", "actOnChange"],
    ],
  },
  {
    path: "/monitors",
    ready: "New monitor",
    controls: [
      ["New monitor", "createMonitor"],
      ["Run Shop", "runMonitor"],
    ],
  },
  {
    path: "/settings/team",
    ready: "Rename team",
    controls: [["Rename team", "updateTeam"]],
  },
  {
    path: "/settings/members",
    ready: "Invite people",
    controls: [["Invite people", "inviteMember"]],
  },
  {
    path: "/settings/keys",
    ready: "Create API key",
    controls: [["Create API key", "createApiKey"]],
  },
  {
    path: "/settings/inbox",
    ready: "Add a label",
    controls: [
      ["Add a label", "createLabel"],
      ["Change Legal", "updateLabel"],
      ["Remove Legal", "deleteLabel"],
      ["Add a rule", "createRule"],
    ],
  },
];

async function expectAsPolicySays(page: Page, control: Locator, may: boolean, name: string): Promise<void> {
  if (may) {
    await expect(control, `${name} is theirs`).toBeEnabled();
    await expect(control, `${name} is theirs`).not.toHaveAttribute("aria-disabled", "true");
    return;
  }
  await expect(control, `${name} is not theirs`).toBeDisabled();
  const said = [await control.getAttribute("title"), await control.getAttribute("aria-describedby")];
  const described = said[1] ? await page.locator(`[id="${said[1]}"]`).textContent() : "";
  expect(`${said[0]} ${described}`, `${name} says why`).toMatch(/Your role in this team is/);
}

for (const role of MEMBER_ROLES) {
  test(`as ${role}: what one may do is there, and what not says why`, async ({ page, context, person }) => {
    await found(person, ["Shop"]);
    await createApiKey(person.ctx, { name: "of the team" });
    const who: Person = role === "owner" ? person : await person.colleague(role);
    await who.signIn(context);
    await openInbox(page, 1);
    for (const { path, ready, controls } of SCREENS) {
      await page.goto(path);
      await expect(
        page
          .getByRole("button", { name: ready, exact: true })
          .or(page.getByRole("link", { name: ready, exact: true }))
          .first(),
      ).toBeVisible();
      for (const [name, action] of controls) {
        const link = page.getByRole("link", { name, exact: true });
        const button = page.getByRole("button", { name, exact: true });
        // A way that one may go is a link, and one that one may not is a button that says why.
        const control = path === "/changes" ? button.first() : button.or(link).first();
        await expectAsPolicySays(page, control, roleMay(role, action), `${name} on ${path}`);
      }
    }
  });
}

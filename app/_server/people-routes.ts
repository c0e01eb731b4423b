import { z } from "zod";
import { type Route, success, uuid } from "#app/_server/route-parts.ts";
import {
  ApiKeyAnswer,
  CreateApiKey,
  InvitationAnswer,
  Invite,
  LinkAnswer,
  MeAnswer,
  MeChange,
  MemberAnswer,
  Role,
  TeamName,
} from "#lib/team/model.ts";

const MemberParams = z.object({ userId: uuid });
const InvitationParams = z.object({ invitationId: uuid });
const OneMember = z.object({ ...success, data: MemberAnswer });
const OneLink = z.object({ ...success, data: LinkAnswer.extend({ id: z.uuid() }) });
const Me = z.object({ ...success, data: MeAnswer });
const Team = z.object({ id: z.uuid(), name: z.string() });

const badBody = { 400: "The body is not valid; details names each field.", 413: "The body is over 1 MiB." };
const noMember = { 404: "Member not found" };
const noInvitation = { 404: "Invitation not found, or accepted or revoked already" };
const anOwner = { 409: "A team always has an owner." };

/** Who is in a team, who is invited, and what keys they made. */
export const peopleRoutes = {
  listMembers: {
    method: "get",
    path: "/v2/team/members",
    summary: "List the members of the team, the oldest first",
    answer: z.object({ ...success, data: z.array(MemberAnswer) }),
    refusals: {},
  },
  changeRole: {
    method: "patch",
    path: "/v2/team/members/{userId}",
    summary: "Give a member another role",
    params: MemberParams,
    body: z.strictObject({ role: Role }),
    answer: OneMember,
    refusals: { ...badBody, ...noMember, ...anOwner },
  },
  removeMember: {
    method: "delete",
    path: "/v2/team/members/{userId}",
    summary: "Remove a member; their sessions and keys of this team end at once",
    params: MemberParams,
    query: z.object({
      changesTo: uuid.optional().describe("The member who gets their open changes; without it nobody does."),
    }),
    answer: z.object(success),
    refusals: { ...noMember, 409: "A team always has an owner, and nobody removes themselves." },
  },
  createPasswordReset: {
    method: "post",
    path: "/v2/team/members/{userId}/password-reset",
    summary: "Make a link by which a member sets a new password, once and within an hour",
    params: MemberParams,
    answer: z.object({ ...success, data: LinkAnswer }),
    refusals: noMember,
  },
  transferOwnership: {
    method: "post",
    path: "/v2/team/members/{userId}/ownership",
    summary: "Hand the ownership of the team to a member; the caller is an admin from then on",
    params: MemberParams,
    answer: z.object(success),
    refusals: { ...noMember, 409: "The member is the caller." },
  },
  leaveTeam: {
    method: "post",
    path: "/v2/team/leave",
    summary: "Leave the team; the session goes on in another one, or ends",
    answer: z.object({ ...success, data: z.object({ signedIn: z.boolean() }) }),
    refusals: anOwner,
  },
  listInvitations: {
    method: "get",
    path: "/v2/team/invitations",
    summary: "List the open invitations, newest first",
    answer: z.object({ ...success, data: z.array(InvitationAnswer) }),
    refusals: {},
  },
  inviteMember: {
    method: "post",
    path: "/v2/team/invitations",
    summary: "Invite somebody; the link in the answer works once, for seven days",
    body: Invite,
    answer: OneLink,
    refusals: { ...badBody, 409: "They are in the team already, or too many are invited." },
  },
  renewInvitation: {
    method: "post",
    path: "/v2/team/invitations/{invitationId}/link",
    summary: "Make a new link for an invitation; the one before works no more",
    params: InvitationParams,
    answer: OneLink,
    refusals: noInvitation,
  },
  revokeInvitation: {
    method: "delete",
    path: "/v2/team/invitations/{invitationId}",
    summary: "Revoke an invitation",
    params: InvitationParams,
    answer: z.object(success),
    refusals: noInvitation,
  },
  createTeam: {
    method: "post",
    path: "/v2/team",
    summary: "Make a team that the caller owns",
    body: z.strictObject({ name: TeamName }),
    answer: z.object({ ...success, data: Team }),
    refusals: { ...badBody, 409: "The caller owns as many teams as one may." },
  },
  switchTeam: {
    method: "post",
    path: "/v2/team/switch",
    summary: "Let the caller's session look at another of their teams",
    body: z.strictObject({ teamId: uuid }),
    answer: z.object(success),
    refusals: { ...badBody, 404: "Team not found" },
  },
  getMe: {
    method: "get",
    path: "/v2/team/me",
    summary: "Get the signed-in person, their role, and their teams",
    answer: Me,
    refusals: {},
  },
  updateMe: {
    method: "patch",
    path: "/v2/team/me",
    summary: "Set how the signed-in person is called, and who they are in Slack",
    body: MeChange,
    answer: Me,
    refusals: { ...badBody, 409: "Another person has this Slack member id." },
  },
  listApiKeys: {
    method: "get",
    path: "/v2/team/api-keys",
    summary: "List the team's API keys, newest first",
    answer: z.object({ ...success, data: z.array(ApiKeyAnswer) }),
    refusals: {},
  },
  createApiKey: {
    method: "post",
    path: "/v2/team/api-keys",
    summary: "Create an API key; the answer is the only place the whole key is ever shown",
    body: CreateApiKey,
    answer: z.object({ ...success, data: z.object({ id: z.uuid(), prefix: z.string(), key: z.string() }) }),
    refusals: badBody,
  },
  revokeApiKey: {
    method: "delete",
    path: "/v2/team/api-keys/{keyId}",
    summary: "Revoke an API key",
    params: z.object({ keyId: uuid }),
    answer: z.object(success),
    refusals: { 404: "API key not found" },
  },
} as const satisfies Record<string, Route>;

import { z } from 'zod'
import { apiKeyListSchema, createApiKeySchema, createdApiKeySchema, revokeApiKeySchema } from '@/lib/schemas/api-key'
import { auditEventListSchema, listAuditEventsSchema } from '@/lib/schemas/audit-event'
import {
  createdInvitationSchema,
  createInvitationSchema,
  invitationListSchema,
  revokeInvitationSchema,
} from '@/lib/schemas/invitation'
import { changeMemberRoleSchema, memberListSchema } from '@/lib/schemas/member'
import { ROLES } from '@/lib/schemas/role'
import { idText } from '@/lib/schemas/text'
import {
  createWorkspaceSchema,
  renameWorkspaceSchema,
  workspaceListSchema,
  workspaceSchema,
} from '@/lib/schemas/workspace'
import { operationsOf } from './operation'

/** The path calls `id` what the verb calls `userId`. */
const memberRef = z.strictObject({ id: idText().meta({ description: 'Id of the user.' }) })
const changedMember = z.object({ userId: z.string(), role: z.enum(ROLES) })

export const ACCESS_OPERATIONS = operationsOf('Access', [
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    scope: 'read',
    output: z.looseObject({ openapi: z.string() }),
  },
  {
    method: 'get',
    path: '/workspace',
    summary: 'The workspace of the key or session',
    scope: 'read',
    output: workspaceSchema,
  },
  {
    method: 'patch',
    path: '/workspace',
    summary: 'Rename the workspace',
    scope: 'admin',
    input: renameWorkspaceSchema,
    output: workspaceSchema,
  },
  {
    method: 'get',
    path: '/workspaces',
    summary: 'Workspaces one belongs to',
    scope: 'read',
    output: workspaceListSchema,
  },
  {
    method: 'post',
    path: '/workspaces',
    summary: 'Create a workspace',
    scope: 'admin',
    input: createWorkspaceSchema,
    output: workspaceSchema,
    status: 201,
  },
  { method: 'get', path: '/members', summary: 'List members', scope: 'read', output: memberListSchema },
  {
    method: 'patch',
    path: '/members/{id}',
    summary: 'Change a role',
    scope: 'admin',
    input: memberRef.extend(changeMemberRoleSchema.omit({ userId: true }).shape),
    output: changedMember,
  },
  { method: 'delete', path: '/members/{id}', summary: 'Remove a member', scope: 'admin', input: memberRef },
  { method: 'get', path: '/invitations', summary: 'List invitations', scope: 'admin', output: invitationListSchema },
  {
    method: 'post',
    path: '/invitations',
    summary: 'Invite somebody by link',
    scope: 'admin',
    input: createInvitationSchema,
    output: createdInvitationSchema,
    status: 201,
  },
  {
    method: 'delete',
    path: '/invitations/{id}',
    summary: 'Revoke an invitation',
    scope: 'admin',
    input: revokeInvitationSchema,
  },
  { method: 'get', path: '/api-keys', summary: 'List API keys', scope: 'admin', output: apiKeyListSchema },
  {
    method: 'post',
    path: '/api-keys',
    summary: 'Create an API key; it is shown only now',
    scope: 'admin',
    input: createApiKeySchema,
    output: createdApiKeySchema,
    status: 201,
  },
  { method: 'delete', path: '/api-keys/{id}', summary: 'Revoke an API key', scope: 'admin', input: revokeApiKeySchema },
  {
    method: 'get',
    path: '/audit-events',
    summary: 'Who did what, newest first',
    scope: 'admin',
    input: listAuditEventsSchema,
    output: auditEventListSchema,
  },
])

import { operationsOf } from './operation'

/** The path calls `id` what the verb calls `userId`. */
const pathNames = { id: 'userId' }

export const ACCESS_OPERATIONS = operationsOf('Access', {
  'GET /openapi.json': { verb: 'describeApi', summary: 'This document' },
  'GET /workspace': { verb: 'getWorkspace', summary: 'The workspace of the key or session' },
  'PATCH /workspace': { verb: 'renameWorkspace', summary: 'Rename the workspace' },
  'GET /workspaces': { verb: 'listWorkspaces', summary: 'Workspaces one belongs to' },
  'POST /workspaces': { verb: 'createWorkspace', summary: 'Create a workspace', status: 201 },
  'GET /members': { verb: 'listMembers', summary: 'List members' },
  'PATCH /members/{id}': { verb: 'changeMemberRole', summary: 'Change a role', pathNames },
  'DELETE /members/{id}': { verb: 'removeMember', summary: 'Remove a member', pathNames },
  'GET /invitations': { verb: 'listInvitations', summary: 'List invitations' },
  'POST /invitations': { verb: 'createInvitation', summary: 'Invite somebody by link', status: 201 },
  'DELETE /invitations/{id}': { verb: 'revokeInvitation', summary: 'Revoke an invitation' },
  'GET /api-keys': { verb: 'listApiKeys', summary: 'List API keys' },
  'POST /api-keys': { verb: 'createApiKey', summary: 'Create an API key; it is shown only now', status: 201 },
  'DELETE /api-keys/{id}': { verb: 'revokeApiKey', summary: 'Revoke an API key' },
  'GET /retention': { verb: 'getRetention', summary: 'For how long things are kept' },
  'PUT /retention': { verb: 'changeRetention', summary: 'Say for how long things are kept' },
  'POST /retention/preview': {
    verb: 'previewRetention',
    summary: 'What would be deleted at once; nothing is changed',
  },
  'GET /audit-events': { verb: 'listAuditEvents', summary: 'Who did what, newest first' },
  'GET /audit-events/export': {
    verb: 'exportAuditEvents',
    summary: 'The same as a table or as JSON lines',
    outputType: 'text/csv',
  },
  'GET /audit-events/verification': {
    verb: 'verifyAuditLog',
    summary: 'Whether the audit log still says what it said',
  },
})

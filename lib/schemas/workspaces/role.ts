export const ROLES = ['owner', 'admin', 'editor', 'reviewer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** What an actor may do. API keys carry a set of them; a role implies one. `owner` is never given to a key. */
export const SCOPES = ['read', 'compose', 'write', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

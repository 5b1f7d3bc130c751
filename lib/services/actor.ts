import { oneOf } from '@/lib/db/one-of'
import { AppError } from '@/lib/errors'
import type { Call } from '@/lib/indexing/providers/book-call'
import type { ActorDto, StoredActor } from '@/lib/schemas/actor'
import { AUDIT_ACTORS } from '@/lib/schemas/actor'
import { ROLES, type Role, SCOPES, type Scope } from '@/lib/schemas/workspaces/role'

const SCOPES_OF_ROLE: Record<Role, readonly Scope[]> = {
  viewer: ['read'],
  reviewer: ['read', 'compose'],
  editor: ['read', 'compose', 'write'],
  admin: SCOPES,
  owner: SCOPES,
}

/** The request that somebody acts by, for the audit log. */
export type Origin = {
  /** Network address of the sender. */
  address: string
  /** The id that the answer has, too. */
  requestId?: string
}

/** Who acts, in which workspace. It comes from the session, the key or the command line, never from input. */
export type Actor = (
  | { kind: 'user'; workspaceId: string; userId: string; name: string; role: Role }
  | {
      kind: 'apiKey'
      workspaceId: string
      keyId: string
      name: string
      scopes: readonly Scope[]
      /** The user who made the key, where that is known. */
      createdById?: string | null
    }
  | { kind: 'system'; workspaceId: string; name: string }
) & {
  /** None for what no request asked for, such as a background job. */
  origin?: Origin
}

/** Whether a member of this role may do it. */
export function canRole(role: Role, scope: Scope): boolean {
  return SCOPES_OF_ROLE[role].includes(scope)
}

export function canActor(actor: Actor, scope: Scope): boolean {
  if (actor.kind === 'system') return true
  const scopes = actor.kind === 'user' ? SCOPES_OF_ROLE[actor.role] : actor.scopes
  return scopes.includes(scope)
}

/**
 * The workspace that the actor may touch; `verb` calls it.
 * @throws AppError FORBIDDEN when the actor lacks the scope.
 */
export function authorize(actor: Actor, scope: Scope): { workspaceId: string } {
  if (!canActor(actor, scope)) throw forbidden(actor, scope)
  return { workspaceId: actor.workspaceId }
}

/** Who may do it, in words that a person knows, and where that is changed. */
export function forbidden(actor: Actor, scope: Scope): AppError {
  const message =
    actor.kind === 'user'
      ? `${listRoles(scope)} may do this, and your role here is ${actor.role}. An admin can give you another one under Settings, Members.`
      : `The API key “${actor.name}” lacks the permission “${scope}”. Create one that has it under Settings, API keys.`
  return new AppError('FORBIDDEN', message, { scope })
}

/** `Editors, admins and owners`: the roles that have a scope, the lowest first. */
function listRoles(scope: Scope): string {
  const roles = ROLES.filter((role) => canRole(role, scope)).map((role) => `${role}s`)
  const listed = `${roles.slice(1).reverse().join(', ')} and ${roles[0]}`
  return listed.charAt(0).toUpperCase() + listed.slice(1)
}

/** Who acts, as the rows keep it that say who did something. */
export function whoOf(actor: Actor): StoredActor {
  const { kind, name } = actor
  if (actor.kind === 'apiKey') return { kind, id: actor.keyId, name, personId: actor.createdById ?? null }
  const userId = userIdOf(actor)
  return { kind, id: userId, name, personId: userId }
}

/** The user behind the actor, for rows that name their author; null for keys and the system. */
export function userIdOf(actor: Actor): string | null {
  return actor.kind === 'user' ? actor.userId : null
}

export type Payer = Pick<Call, 'workspaceId' | 'actorKind' | 'actorId'>

/** Who is behind a call, as its row keeps it. */
export function payerOf(actor: Actor): Payer {
  return toPayer(actor.workspaceId, whoOf(actor))
}

/** Who started what calls models, as their rows keep it. */
export function toPayer(workspaceId: string, { kind, id }: ActorDto): Payer {
  return { workspaceId, actorKind: oneOf(AUDIT_ACTORS, kind), actorId: id ?? '' }
}

import { expect, it } from 'vitest'
import { ROLES, type Role, type Scope } from '@/lib/schemas/workspaces/role'
import { type Actor, authorize } from './actor'

const problemOf = (actor: Actor, scope: Scope) => {
  try {
    authorize(actor, scope)
    return null
  } catch (error) {
    return (error as Error).message
  }
}
const as = (role: Role): Actor => ({ kind: 'user', workspaceId: 'w', userId: 'u', name: 'Vi', role })

it('says who may do it, what somebody is instead and where that is changed', () => {
  const where = 'An admin can give you another one under Settings, Members.'
  expect(problemOf(as('viewer'), 'compose')).toBe(
    `Reviewers, editors, admins and owners may do this, and your role here is viewer. ${where}`,
  )
  expect(problemOf(as('reviewer'), 'write')).toBe(
    `Editors, admins and owners may do this, and your role here is reviewer. ${where}`,
  )
  expect(problemOf(as('editor'), 'admin')).toBe(`Admins and owners may do this, and your role here is editor. ${where}`)
  for (const role of ROLES) expect(problemOf(as(role), 'read')).toBeNull()
})

it('says of a key which permission it lacks', () => {
  const key: Actor = { kind: 'apiKey', workspaceId: 'w', keyId: 'k', name: 'CI', scopes: ['read'] }
  expect(problemOf(key, 'write')).toBe(
    'The API key “CI” lacks the permission “write”. Create one that has it under Settings, API keys.',
  )
})

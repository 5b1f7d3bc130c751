import { prisma } from '@/lib/db/client'
import { newId } from '@/lib/new-id'
import type { Actor } from '@/lib/services/actor'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'
import { createComposition } from '@/lib/services/compose/create-composition'
import { appendMessage } from '@/lib/services/conversations/append-message'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { createInvitation } from '@/lib/services/invitations/create-invitation'
import { createModule } from '@/lib/services/modules/create-module'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { insertWorkspace } from '@/lib/services/workspaces/rows/insert-workspace'

/** Stands in every text of the workspace that the stranger must not see, and in no input. */
export const MARKER = 'quetzalcoatlus'
export const MARKED = { kind: 'user', id: 'usr_marked', name: MARKER, personId: 'usr_marked' }

type UserActor = Extract<Actor, { kind: 'user' }>
export type World = {
  workspaceId: string
  slug: string
  owner: UserActor
  viewer: UserActor
  /** Owner of another workspace. */
  stranger: UserActor
  moduleId: string
  profileId: string
  conversationId: string
  compositionId: string
  providerId: string
  apiKeyId: string
  invitationId: string
}

export const moduleSource = (name: string) =>
  `---\nname: ${name}\n---\n\n# ${name}\n\nHow the ${MARKER} flies over the valley at night.\n`

async function newWorkspace(slug: string) {
  const workspaceId = await prisma.$transaction((tx) => insertWorkspace(tx, { slug, name: `${MARKER} ${slug}` }))
  return { workspaceId, owner: (await createTestUser(workspaceId, 'owner')).actor }
}

/** A workspace with one of everything, and somebody who owns another one. */
export async function createWorld(): Promise<World> {
  const slug = newId('a').replace('_', '-')
  const { workspaceId, owner } = await newWorkspace(slug)
  const viewer = (await createTestUser(workspaceId, 'viewer')).actor
  const other = newId('b').replace('_', '-')
  const strange = await prisma.$transaction((tx) => insertWorkspace(tx, { slug: other, name: other }))
  const stranger = (await createTestUser(strange, 'owner')).actor
  const module = await createModule(owner, { source: moduleSource('Night flight') })
  const profile = await createProfile(owner, { name: MARKER, facts: [{ key: 'kind', value: MARKER }] })
  const conversation = await createConversation(owner, { title: MARKER })
  await appendMessage(owner, { id: conversation.id, role: 'user', content: `Where does the ${MARKER} fly?` })
  const composition = await createComposition(owner, { query: `How does the ${MARKER} fly?` })
  const provider = await saveProvider(owner, {
    kind: 'openai-compatible',
    name: MARKER,
    baseUrl: 'http://127.0.0.1:11434/v1',
    apiKey: `sk-${MARKER}`,
    models: [{ id: MARKER }],
  })
  const apiKey = await createApiKey(owner, { name: MARKER, scopes: ['read'] })
  const invitation = await createInvitation(owner, { email: `${MARKER}@example.com`, role: 'editor' })
  return {
    workspaceId,
    slug,
    owner,
    viewer,
    stranger,
    moduleId: module.id,
    profileId: profile.id,
    conversationId: conversation.id,
    compositionId: composition.id,
    providerId: provider.id,
    apiKeyId: apiKey.id,
    invitationId: invitation.id,
  }
}

/** A fingerprint per table of everything that belongs to the workspace. */
export async function fingerprint(workspaceId: string): Promise<Record<string, string>> {
  const columns = await prisma.$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name IN ('workspaceId', 'organizationId')`
  const prints = columns.map(
    ({ table, column }) =>
      `SELECT '${table}' AS "table", md5(string_agg(t::text, ',' ORDER BY t::text)) AS print
       FROM "${table}" t WHERE "${column}" = $1`,
  )
  const rows = await prisma.$queryRawUnsafe<{ table: string; print: string | null }[]>(
    prints.join(' UNION ALL '),
    workspaceId,
  )
  return Object.fromEntries(rows.map(({ table, print }) => [table, print ?? 'empty']))
}

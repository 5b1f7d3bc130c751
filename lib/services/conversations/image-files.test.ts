import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DOT, imageOf } from '@/lib/schemas/contexts/images.fixture'
import type { Actor } from '@/lib/services/actor'
import { listAuditEvents } from '@/lib/services/audit/list-audit-events'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { deleteProfile } from '@/lib/services/profiles/delete-profile'
import { applyRetention } from '@/lib/services/retention/apply-retention'
import { changeRetention } from '@/lib/services/retention/change-retention'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { appendMessage } from './append-message'
import { branchConversation } from './branch-conversation'
import { createConversation } from './create-conversation'
import { deleteConversation } from './delete-conversation'
import { exportConversations } from './export-conversations'
import { getConversation } from './get-conversation'
import { getMessageImage } from './get-message-image'
import { importConversations } from './import-conversations'

let actor: Actor
let workspaceId: string
let id: string
let imageId: string

beforeAll(async () => {
  workspaceId = (await createTestWorkspace('image-files')).workspaceId
  actor = (await createTestUser(workspaceId, 'admin')).actor
  id = await begin({})
  imageId = (await getConversation(actor, { id })).messages[0]!.images[0]!.id
})

/** A conversation with a question that has two images. */
async function begin(options: { isTemporary?: boolean; profileId?: string }): Promise<string> {
  const { id: conversationId } = await createConversation(actor, options)
  const images = [
    { data: DOT, name: 'dot `1`.png' },
    { data: imageOf(640, 480, 'x', 'image/webp'), name: 'b.webp' },
  ]
  await appendMessage(actor, { id: conversationId, role: 'user', content: 'What is this?', images })
  return conversationId
}

const count = (conversationId: string) => prisma.messageImage.count({ where: { workspaceId, conversationId } })

describe('files of conversations', () => {
  it('hold the images, and bring them back as they were', async () => {
    const { text: content } = await exportConversations(actor, { ids: [id] })
    expect(content).toContain(DOT)
    const other = await createTestWorkspace('image-files-other')
    const imported = await importConversations(other.actor, { content })
    const conversationId = imported.items[0]!.conversationId!
    const [before, after] = [
      await getConversation(actor, { id }),
      await getConversation(other.actor, { id: conversationId }),
    ]
    const known = ({ messages }: typeof before) => messages[0]!.images.map(({ id: _, ...image }) => image)
    expect(known(after)).toEqual(known(before))
    expect(known(after)).toMatchObject([{ name: 'dot `1`.png' }, { name: 'b.webp', width: 640, height: 480 }])
    const file = await getMessageImage(other.actor, {
      id: conversationId,
      imageId: after.messages[0]!.images[0]!.id,
    })
    expect(Buffer.from(file.bytes).toString('base64')).toBe(DOT)
  })

  it('name them where they are to be read', async () => {
    const { text } = await exportConversations(actor, { ids: [id], format: 'markdown' })
    expect(text).toContain('*Image:* `` dot `1`.png ``')
    expect(text).not.toContain(DOT)
  })

  it('with something else in the place of an image are refused, and nothing is stored', async () => {
    const { text } = await exportConversations(actor, { ids: [id] })
    const content = text.replace(DOT, Buffer.from('<svg/>').toString('base64'))
    const other = await createTestWorkspace('image-files-refused')
    const { items } = await importConversations(other.actor, { content })
    expect(items).toMatchObject([{ outcome: 'refused', problem: expect.stringContaining('is no PNG') }])
    expect(await prisma.conversation.count({ where: { workspaceId: other.workspaceId } })).toBe(0)
  })
})

describe('an image', () => {
  it('is read by who may read the conversation, and by nobody else', async () => {
    const stranger = (await createTestUser(workspaceId, 'admin')).actor
    await expect(getMessageImage(stranger, { id, imageId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const elsewhere = (await createTestWorkspace('image-files-else')).actor
    await expect(getMessageImage(elsewhere, { id, imageId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const another = await begin({})
    await expect(getMessageImage(actor, { id: another, imageId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('goes along with a branch', async () => {
    const { messages } = await getConversation(actor, { id })
    const branch = await branchConversation(actor, { id, messageId: messages[0]!.id })
    expect(await count(branch.id)).toBe(2)
    expect(Buffer.from((await getMessageImage(actor, { id: branch.id, imageId })).bytes).toString('base64')).toBe(DOT)
  })

  it('is not shown once its conversation is deleted, and is gone with a temporary one', async () => {
    const deleted = await begin({})
    const [image] = (await getConversation(actor, { id: deleted })).messages[0]!.images
    await deleteConversation(actor, { id: deleted })
    const gone = getMessageImage(actor, { id: deleted, imageId: image!.id })
    await expect(gone).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const temporary = await begin({ isTemporary: true })
    expect(await count(temporary)).toBe(2)
    await deleteConversation(actor, { id: temporary })
    expect(await count(temporary)).toBe(0)
  })

  it('is counted where a profile is deleted with its conversations, and where retention deletes them', async () => {
    await createProfile(actor, { id: 'ada', name: 'Ada', facts: [] })
    await begin({ profileId: 'ada' })
    const { stores } = await deleteProfile(actor, { id: 'ada', withConversations: true })
    expect(stores).toContainEqual({ store: 'images of messages', removed: 2, left: 0 })
    const old = await begin({})
    const updatedAt = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000)
    await prisma.$executeRaw`
      UPDATE "Conversation" SET "updatedAt" = ${updatedAt} WHERE "workspaceId" = ${workspaceId} AND "id" = ${old}`
    await changeRetention(actor, { conversations: 30 })
    await applyRetention(workspaceId, new AbortController().signal)
    expect(await count(old)).toBe(0)
    const { items } = await listAuditEvents(actor, { action: 'retention.applied' })
    expect(items[0]?.detail).toMatchObject({ conversations: 1, images: 2 })
  })
})

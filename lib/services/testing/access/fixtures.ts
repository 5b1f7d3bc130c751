import { databasePool, prisma } from '@/lib/db/client'
import { FIRST_EMBEDDING_INDEX } from '@/lib/db/first-embedding-index'
import { JOB_QUEUE, JOB_SCHEMA, openJobQueue } from '@/lib/db/job-queue'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import type { Scope } from '@/lib/schemas/role'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { deleteConversation } from '@/lib/services/conversations/delete-conversation'
import { createInvitation } from '@/lib/services/invitations/create-invitation'
import { createModule } from '@/lib/services/modules/create-module'
import { importModules } from '@/lib/services/modules/import-modules'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { updateModule } from '@/lib/services/modules/update-module'
import { newId } from '@/lib/services/new-id'
import { createPolicy } from '@/lib/services/policies/create-policy'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createQueryTemplate } from '@/lib/services/query-templates/create-query-template'
import { deleteQueryTemplate } from '@/lib/services/query-templates/delete-query-template'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { MARKER, moduleSource, type World } from './world'

export type AccessFixture = {
  /** What the verb needs; a key with all other scopes is refused. */
  scope: Scope
  /** Names things of the world's workspace. What the verb uses up is made anew. */
  input: (world: World) => unknown | Promise<unknown>
  /** For verbs that take more than actor and input. */
  rest?: () => unknown[]
  /** Why the owner's own call cannot succeed with this input: part of the message expected instead. */
  ownerFails?: string
}

const read = (input: AccessFixture['input'] = () => ({})): AccessFixture => ({ scope: 'read', input })
const compose = (input: AccessFixture['input']): AccessFixture => ({ scope: 'compose', input })
const write = (input: AccessFixture['input']): AccessFixture => ({ scope: 'write', input })
const admin = (input: AccessFixture['input'] = () => ({})): AccessFixture => ({ scope: 'admin', input })

const ofModule = (world: World) => ({ id: world.moduleId })
const ofConversation = (world: World) => ({ id: world.conversationId })
const ofComposition = (world: World) => ({ id: world.compositionId })
const freshText = () => newId('text').replace('_', ' ')

async function freshImport({ owner }: World): Promise<{ id: string }> {
  const files = [{ path: `${newId('file')}.md`, content: moduleSource('Imported') }]
  const { importId = '' } = await importModules(owner, { files })
  return { id: importId }
}

async function freshModule({ owner }: World): Promise<{ id: string }> {
  const { id } = await createModule(owner, { source: moduleSource(freshText()) })
  return { id }
}

async function freshDraft(world: World): Promise<{ id: string }> {
  const { id } = await freshModule(world)
  await saveDraft(world.owner, { id, source: moduleSource(freshText()), revision: 0 })
  return { id }
}

async function freshMember({ workspaceId }: World): Promise<{ userId: string }> {
  return { userId: (await createTestUser(workspaceId, 'editor')).userId }
}

async function freshConversation({ owner }: World): Promise<{ id: string }> {
  return { id: (await createConversation(owner, {})).id }
}

/** As another server writes it. */
async function freshAnswer(world: World): Promise<{ id: string }> {
  const { id } = await freshConversation(world)
  const { workspaceId } = world
  const answer = { workspaceId, conversationId: id, messageId: newId('message'), aliveAt: new Date() }
  await prisma.runningAnswer.create({ data: answer })
  return { id }
}

async function freshFailedIndex({ workspaceId }: World): Promise<Record<string, never>> {
  const live = { workspaceId, status: { in: ['building', 'failed'] } }
  await prisma.embeddingIndex.updateMany({ where: live, data: { status: 'retired' } })
  const failed = { ...FIRST_EMBEDDING_INDEX, id: newId('index'), status: 'failed', error: 'It did not answer.' }
  await prisma.embeddingIndex.create({ data: { workspaceId, ...failed } })
  return {}
}

async function freshTemplate({ owner }: World): Promise<{ id: string }> {
  return { id: (await createQueryTemplate(owner, { title: MARKER, text: `${MARKER} {topic}` })).id }
}

/** Of a kind that no worker of this version knows. */
async function freshFailedJob({ workspaceId }: World): Promise<{ id: string }> {
  const boss = await openJobQueue()
  const id = await boss.send(JOB_QUEUE, { name: MARKER, payload: { workspaceId } }, { singletonKey: newId('job') })
  await databasePool().query(`UPDATE ${JOB_SCHEMA}.job SET state = 'failed', started_on = now() WHERE id = $1`, [id])
  return { id: id ?? '' }
}

const CURATED = [{ anchor: { headingPath: [], text: 'A chunk.' }, keywords: ['night'] }]

/** One for each verb of lib/services; the suite fails for a verb without one. */
export const ACCESS_FIXTURES: Record<string, AccessFixture> = {
  // auth, members, workspaces
  getAccount: read(),
  listMembers: read(),
  changeMemberRole: admin(async (world) => ({ ...(await freshMember(world)), role: 'viewer' })),
  removeMember: admin(freshMember),
  leaveWorkspace: { ...read(), ownerFails: 'needs an owner' },
  listInvitations: admin(),
  createInvitation: admin(() => ({ email: `${newId('new')}@example.com`, role: 'viewer' })),
  revokeInvitation: admin(async ({ owner }) => ({
    id: (await createInvitation(owner, { email: `${newId('gone')}@example.com` })).id,
  })),
  getWorkspace: read(),
  listWorkspaces: read(),
  createWorkspace: admin(() => ({ slug: newId('w').replace('_', '-') })),
  renameWorkspace: admin(() => ({ name: 'Renamed' })),
  listAuditEvents: admin(),
  listApiKeys: admin(),
  createApiKey: admin(() => ({ name: 'new', scopes: ['read'] })),
  revokeApiKey: admin(async ({ owner }) => ({ id: (await createApiKey(owner, { name: 'gone' })).id })),
  // modules
  listModules: read(),
  listModuleFacets: read(),
  getModule: read(ofModule),
  getVersion: read((world) => ({ ...ofModule(world), version: 1 })),
  listVersions: read(ofModule),
  listChunks: read(ofModule),
  summarizeVersion: write(freshModule),
  getCleaner: read(),
  previewCleaner: read(ofModule),
  changeCleaner: admin(() => ({ leftOut: ['data'] })),
  getSummaryModel: read(),
  chooseSummaryModel: admin(() => ({ model: null })),
  listDependencies: read(ofModule),
  previewChunks: read(() => ({ source: '# Title\n\nText.\n' })),
  exportModules: read((world) => ({ ids: [world.moduleId] })),
  searchModules: read(() => ({ query: 'flies over the valley at night' })),
  explainRetrieval: read(() => ({ query: 'flies over the valley at night' })),
  createModule: write(() => ({ source: `---\nname: ${freshText()}\n---\n\nText.\n` })),
  updateModule: write(async (world) => ({ ...(await freshModule(world)), source: '---\nname: New\n---\n\nNew.\n' })),
  saveDraft: write(async (world) => ({ ...(await freshModule(world)), source: '# Draft\n', revision: 0 })),
  discardDraft: write(freshDraft),
  publishModule: write(freshDraft),
  restoreVersion: write(async (world) => {
    const module = await freshModule(world)
    await updateModule(world.owner, { ...module, source: moduleSource(freshText()) })
    return { ...module, version: 1 }
  }),
  archiveModules: write(async (world) => ({ ids: [(await freshModule(world)).id] })),
  unarchiveModules: write(async (world) => ({ ids: [(await freshModule(world)).id] })),
  tagModules: write(async (world) => ({ ids: [(await freshModule(world)).id], add: ['new'] })),
  deleteModule: write(freshModule),
  undoImport: write(freshImport),
  listImports: read(),
  listImportedModules: read(freshImport),
  importModules: write(() => ({ files: [{ path: `${newId('file')}.md`, content: '# Imported\n\nText.\n' }] })),
  getOverlay: read(ofModule),
  listOverlayVersions: read(ofModule),
  saveOverlay: write(async (world) => ({ ...(await freshModule(world)), entries: CURATED, baseVersion: 0 })),
  restoreOverlay: write(async (world) => {
    const module = await freshModule(world)
    await saveOverlay(world.owner, { ...module, entries: CURATED, baseVersion: 0 })
    return { ...module, version: 0 }
  }),
  // compose, chat, conversations
  createComposition: compose((world) => ({
    query: 'How does it fly?',
    conversationId: world.conversationId,
    profileId: world.profileId,
  })),
  listCompositions: read(),
  getComposition: read(ofComposition),
  getPrepared: read(ofComposition),
  replayComposition: read(ofComposition),
  explainModuleAbsence: read((world) => ({ ...ofComposition(world), moduleId: world.moduleId })),
  streamChat: {
    ...compose((world) => ({ text: 'How does it fly?', conversationId: world.conversationId })),
    rest: () => [{ onError: () => undefined }],
  },
  resumeAnswer: read(ofConversation),
  stopAnswer: compose(freshAnswer),
  listConversations: read(),
  getConversation: read(ofConversation),
  createConversation: compose(() => ({ title: 'New' })),
  appendMessage: compose((world) => ({ ...ofConversation(world), role: 'user', content: 'More.' })),
  updateConversation: compose(async (world) => ({ ...(await freshConversation(world)), title: 'Renamed' })),
  deleteConversation: compose(freshConversation),
  restoreConversation: compose(async (world) => {
    const conversation = await freshConversation(world)
    await deleteConversation(world.owner, conversation)
    return conversation
  }),
  // policies, profiles, providers
  listPolicies: read(),
  getPolicy: read(() => ({ id: 'default' })),
  listRerankingModels: read(),
  savePolicyVersion: write(() => ({ id: 'default', settings: DEFAULT_POLICY_SETTINGS })),
  createPolicy: write(() => ({ name: 'New', from: 'default' })),
  renamePolicy: write(async ({ owner }) => ({
    id: (await createPolicy(owner, { name: 'Old', from: 'default' })).id,
    name: 'Renamed',
  })),
  deletePolicy: write(async ({ owner }) => ({ id: (await createPolicy(owner, { name: 'Gone', from: 'default' })).id })),
  applyPolicyVersion: write(() => ({ id: 'default', version: 1 })),
  listProfiles: read(),
  getProfile: read((world) => ({ id: world.profileId })),
  createProfile: write(() => ({ name: 'New' })),
  updateProfile: write((world) => ({ id: world.profileId, name: 'Renamed' })),
  deleteProfile: write(async ({ owner }) => ({ id: (await createProfile(owner, { name: 'Gone' })).id })),
  listProviders: admin(),
  getEmbedding: read(),
  listEmbeddingModels: admin(),
  chooseEmbedding: admin(() => ({ kind: 'hash' })),
  testEmbedding: admin(() => ({ kind: 'hash' })),
  cancelEmbedding: admin(freshFailedIndex),
  retryEmbedding: admin(freshFailedIndex),
  listAvailableModels: read(),
  listTokenCalibrations: read(),
  saveProvider: admin(({ providerId }) => ({
    id: providerId,
    kind: 'openai',
    name: 'Renamed',
    apiKey: 'sk-another',
    models: [],
  })),
  testProvider: admin((world) => ({ id: world.providerId })),
  deleteProvider: admin(async ({ owner }) => ({
    id: (await saveProvider(owner, { kind: 'openai', name: 'Gone', models: [] })).id,
  })),
  // insights, jobs
  listCaches: read(),
  rankUsage: read(),
  listJobs: read(),
  retryJob: write(freshFailedJob),
  listRelatedModules: read(ofModule),
  listQueryPatterns: read(),
  listQueryTemplates: read(),
  createQueryTemplate: write(() => ({ title: 'New', text: 'How does {topic} work?' })),
  updateQueryTemplate: write(async (world) => ({ ...(await freshTemplate(world)), isPinned: true })),
  deleteQueryTemplate: write(freshTemplate),
  restoreQueryTemplate: write(async (world) => {
    const template = await freshTemplate(world)
    await deleteQueryTemplate(world.owner, template)
    return template
  }),
}

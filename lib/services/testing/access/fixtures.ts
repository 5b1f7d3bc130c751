import { DEFAULT_POLICY_SETTINGS, OFFLINE_MODEL_ID } from '@/lib/engine'
import { newId } from '@/lib/new-id'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { deleteConversation } from '@/lib/services/conversations/delete-conversation'
import { createInvitation } from '@/lib/services/invitations/create-invitation'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { updateModule } from '@/lib/services/modules/update-module'
import { createPolicy } from '@/lib/services/policies/create-policy'
import { beginOwnProfile } from '@/lib/services/profiles/begin-own-profile'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { deleteOwnProfile } from '@/lib/services/profiles/delete-own-profile'
import { refuseFact } from '@/lib/services/profiles/refuse-fact'
import { saveProvider } from '@/lib/services/providers/save-provider'
import type * as VERBS from '@/lib/services/verbs'
import { ANSWER_FIXTURES } from './answer-fixtures'
import { CHECK_FIXTURES } from './check-fixtures'
import {
  freshAnswer,
  freshCandidate,
  freshChange,
  freshChangedPolicy,
  freshChangedSet,
  freshComment,
  freshConversation,
  freshDraft,
  freshEditedSummary,
  freshFact,
  freshFailedIndex,
  freshImage,
  freshImport,
  freshLockfile,
  freshMember,
  freshMerged,
  freshMessage,
  freshModule,
  freshNotification,
  freshObjection,
  freshQuerySet,
  freshRelease,
  freshRule,
  freshSaid,
  freshStatedFact,
  freshSummary,
  freshText,
  ofComposition,
  ofConversation,
  ofFreshChange,
  ofModule,
  ofModuleThreads,
  writerOf,
} from './fresh'
import { INSIGHT_FIXTURES } from './insight-fixtures'
import { moduleSource, type World } from './world'

export type AccessFixture = {
  /** Names things of the world's workspace. What the verb uses up is made anew. */
  input: (world: World) => unknown | Promise<unknown>
  /** For verbs that take more than actor and input. */
  rest?: () => unknown[]
  /** Why the owner's own call cannot succeed with this input: part of the message expected instead. */
  ownerFails?: string
}

/** For verbs that take nothing. */
const nothing = { input: () => ({}) }

const CURATED = [{ anchor: { headingPath: [], text: 'A chunk.' }, keywords: ['night'] }]

/** One for each verb of lib/services; the suite fails for a verb without one. */
export const ACCESS_FIXTURES: Record<keyof typeof VERBS, AccessFixture> = {
  // auth, members, workspaces
  getAccount: nothing,
  listMembers: nothing,
  changeMemberRole: { input: async (world) => ({ ...(await freshMember(world)), role: 'viewer' }) },
  removeMember: { input: freshMember },
  leaveWorkspace: { ...nothing, ownerFails: 'needs an owner' },
  listInvitations: nothing,
  createInvitation: { input: () => ({ email: `${newId('new')}@example.com`, role: 'viewer' }) },
  revokeInvitation: {
    input: async ({ owner }) => ({
      id: (await createInvitation(owner, { email: `${newId('gone')}@example.com` })).id,
    }),
  },
  getWorkspace: nothing,
  listWorkspaces: nothing,
  createWorkspace: { input: () => ({ slug: newId('w').replace('_', '-') }) },
  renameWorkspace: { input: () => ({ name: 'Renamed' }) },
  exportAuditEvents: nothing,
  listAuditEvents: nothing,
  verifyAuditLog: nothing,
  listApiKeys: nothing,
  createApiKey: { input: () => ({ name: 'new', scopes: ['read'] }) },
  revokeApiKey: { input: async ({ owner }) => ({ id: (await createApiKey(owner, { name: 'gone' })).id }) },
  // modules
  listModules: nothing,
  listModuleFacets: nothing,
  getModule: { input: ofModule },
  getVersion: { input: (world) => ({ ...ofModule(world), version: 1 }) },
  listVersions: { input: ofModule },
  listChunks: { input: ofModule },
  summarizeVersion: { input: freshModule },
  getCleaner: nothing,
  previewCleaner: { input: ofModule },
  changeCleaner: { input: () => ({ leftOut: ['data'] }) },
  getSummaryModel: nothing,
  chooseSummaryModel: { input: () => ({ model: null }) },
  listDependencies: { input: ofModule },
  previewChunks: { input: () => ({ source: '# Title\n\nText.\n' }) },
  exportModules: { input: (world) => ({ ids: [world.moduleId] }) },
  searchModules: { input: () => ({ query: 'flies over the valley at night' }) },
  explainRetrieval: { input: () => ({ query: 'flies over the valley at night' }) },
  createModule: { input: () => ({ source: `---\nname: ${freshText()}\n---\n\nText.\n` }) },
  updateModule: {
    input: async (world) => ({ ...(await freshModule(world)), source: '---\nname: New\n---\n\nNew.\n' }),
  },
  saveDraft: { input: async (world) => ({ ...(await freshModule(world)), source: '# Draft\n', revision: 0 }) },
  discardDraft: { input: freshDraft },
  publishModule: { input: freshDraft },
  restoreVersion: {
    input: async (world) => {
      const module = await freshModule(world)
      await updateModule(world.owner, { ...module, source: moduleSource(freshText()) })
      return { ...module, version: 1 }
    },
  },
  archiveModules: { input: async (world) => ({ ids: [(await freshModule(world)).id] }) },
  unarchiveModules: { input: async (world) => ({ ids: [(await freshModule(world)).id] }) },
  editModules: { input: async (world) => ({ ids: [(await freshModule(world)).id], addTags: ['new'] }) },
  deleteModule: { input: freshModule },
  undoImport: { input: freshImport },
  listImports: nothing,
  listImportedModules: { input: freshImport },
  importModules: { input: () => ({ files: [{ path: `${newId('file')}.md`, content: '# Imported\n\nText.\n' }] }) },
  getOverlay: { input: ofModule },
  listOverlayVersions: { input: ofModule },
  saveOverlay: { input: async (world) => ({ ...(await freshModule(world)), entries: CURATED, baseVersion: 0 }) },
  restoreOverlay: {
    input: async (world) => {
      const module = await freshModule(world)
      await saveOverlay(world.owner, { ...module, entries: CURATED, baseVersion: 0 })
      return { ...module, version: 0 }
    },
  },
  previewEffect: {
    input: async (world) => {
      const module = await freshModule(world)
      await saveDraft(world.owner, { ...module, source: '---\nname: Changed\n---\n\nAnother text.\n', revision: 0 })
      return module
    },
  },
  // compose, chat, conversations
  createComposition: {
    input: (world) => ({
      query: 'How does it fly?',
      conversationId: world.conversationId,
      profileId: world.profileId,
    }),
  },
  listCompositions: nothing,
  getComposition: { input: ofComposition },
  getPrepared: { input: ofComposition },
  compareCompositions: { input: (world) => ({ a: world.compositionId, b: `${world.compositionId};now` }) },
  replayComposition: { input: ofComposition },
  explainModuleAbsence: { input: (world) => ({ ...ofComposition(world), moduleId: world.moduleId }) },
  streamChat: {
    input: (world) => ({ text: 'How does it fly?', conversationId: world.conversationId }),
    rest: () => [{ onError: () => undefined }],
  },
  resumeAnswer: { input: ofConversation },
  getCacheMap: { input: ofConversation },
  stopAnswer: { input: freshAnswer },
  listConversations: nothing,
  listConversationTags: nothing,
  getConversation: { input: ofConversation },
  getMessageImage: { input: freshImage },
  exportConversations: { input: (world) => ({ ids: [world.conversationId] }) },
  importConversations: {
    input: () => {
      const at = '2026-01-01T00:00:00.000Z'
      const message = { id: 'm1', role: 'user', content: 'From elsewhere.', at }
      const conversation = { id: newId('cnv'), title: 'Elsewhere', createdAt: at, updatedAt: at, messages: [message] }
      return { content: JSON.stringify({ format: 'loadout-conversations', conversations: [conversation] }) }
    },
  },
  listBranches: { input: ofConversation },
  listStatedFacts: { input: ofConversation },
  changeStatedFact: { input: freshStatedFact },
  listConversationSummaries: { input: ofConversation },
  changeConversationSummary: { input: async (world) => ({ ...(await freshSummary(world)), text: 'Told otherwise.' }) },
  remakeConversationSummary: { input: freshEditedSummary },
  pinMessage: { input: async (world) => ({ ...(await freshMessage(world)), isPinned: true }) },
  branchConversation: { input: freshMessage },
  chooseAnswer: { input: freshSaid },
  createConversation: { input: () => ({ title: 'New' }) },
  appendMessages: {
    input: (world) => ({ ...ofConversation(world), messages: [{ role: 'user', content: 'More.' }] }),
  },
  appendMessage: { input: (world) => ({ ...ofConversation(world), role: 'user', content: 'More.' }) },
  updateConversation: { input: async (world) => ({ ...(await freshConversation(world)), title: 'Renamed' }) },
  deleteConversation: { input: freshConversation },
  restoreConversation: {
    input: async (world) => {
      const conversation = await freshConversation(world)
      await deleteConversation(world.owner, conversation)
      return conversation
    },
  },
  // policies, profiles, providers
  listPolicies: nothing,
  getPolicy: { input: () => ({ id: 'default' }) },
  listRerankingModels: nothing,
  savePolicyVersion: { input: () => ({ id: 'default', settings: DEFAULT_POLICY_SETTINGS }) },
  createPolicy: { input: () => ({ name: 'New', from: 'default' }) },
  renamePolicy: {
    input: async ({ owner }) => ({
      id: (await createPolicy(owner, { name: 'Old', from: 'default' })).id,
      name: 'Renamed',
    }),
  },
  deletePolicy: {
    input: async ({ owner }) => ({ id: (await createPolicy(owner, { name: 'Gone', from: 'default' })).id }),
  },
  applyPolicyVersion: { input: () => ({ id: 'default', version: 1 }) },
  listChangeRequests: nothing,
  listWaitingReviews: nothing,
  getChangeRequest: { input: ofFreshChange },
  getChangeTexts: { input: freshChange },
  createChangeRequest: {
    input: () => ({ title: 'New', edits: [{ moduleId: newId('new'), source: '# New\n\nText.' }] }),
  },
  updateChangeRequest: { input: async (world) => ({ ...(await ofFreshChange(world)), status: 'closed' }) },
  putChangeEdits: {
    input: async (world) => ({
      ...(await ofFreshChange(world)),
      edits: [{ moduleId: world.moduleId, kind: 'archive' }],
    }),
  },
  removeChangeEdit: { input: freshChange },
  getChangeQuerySet: { input: freshChangedSet },
  removeChangeQuerySet: { input: freshChangedSet },
  removeChangePolicy: { input: freshChangedPolicy },
  mergeChangeRequest: { input: ofFreshChange },
  previewChangeEffect: {
    input: async (world) => ({ ...(await ofFreshChange(world)), querySet: (await freshQuerySet(world)).id }),
  },
  getChangeChecks: { input: ofFreshChange },
  reviewChangeRequest: {
    // who wrote it may not review it
    input: async (world) => ({ ...(await ofFreshChange({ ...world, owner: writerOf(world) })), verdict: 'approved' }),
  },
  getRetention: nothing,
  previewRetention: nothing,
  changeRetention: { input: () => ({ conversations: 3_000 }) },
  dismissReview: { input: freshObjection },
  askForReview: {
    input: async (world) => ({ ...(await ofFreshChange(world)), userIds: [(await freshMember(world)).userId] }),
  },
  getReview: nothing,
  changeReview: { input: () => ({ review: 'optional' }) },
  listReviewRules: nothing,
  createReviewRule: {
    input: () => ({ kind: 'tag', pattern: newId('tag'), role: 'admin', approvals: 1 }),
  },
  changeReviewRule: {
    input: async (world) => ({
      ...(await freshRule(world)),
      kind: 'path',
      pattern: 'x/**',
      role: 'owner',
      approvals: 2,
    }),
  },
  deleteReviewRule: { input: freshRule },
  revertChangeRequest: { input: freshMerged },
  tryDraft: { input: async (world) => ({ ...(await freshDraft(world)), revision: 1 }) },
  proposeDraft: { input: async (world) => ({ ...(await freshDraft(world)), revision: 1 }) },
  listThreads: { input: ofModuleThreads },
  startThread: { input: async (world) => ({ ...(await ofFreshChange(world)), text: 'New.' }) },
  replyToThread: { input: async (world) => ({ threadId: (await freshComment(world)).threadId, text: 'Well.' }) },
  resolveThread: { input: async (world) => ({ threadId: (await freshComment(world)).threadId }) },
  editComment: { input: async (world) => ({ ...(await freshComment(world)), text: 'Changed.' }) },
  reactToComment: { input: async (world) => ({ ...(await freshComment(world)), kind: 'agree' }) },
  deleteComment: { input: freshComment },
  listCommentHistory: { input: freshComment },
  listChangeEvents: { input: ofFreshChange },
  listNotifications: nothing,
  getMailSettings: nothing,
  changeMailSettings: { input: () => ({ kinds: { edited: 'never' } }) },
  markNotifications: { input: async (world) => ({ ids: [await freshNotification(world)] }) },
  previewEffectBetween: {
    input: async (world) => ({
      ...{ before: {}, after: { release: (await freshRelease(world)).id } },
      querySet: (await freshQuerySet(world)).id,
    }),
  },
  listReleases: nothing,
  getRelease: { input: async (world) => ({ id: (await freshRelease(world)).id }) },
  createRelease: {
    input: ({ moduleId }) => ({ name: newId('rel'), entries: [{ moduleId, version: 1 }] }),
  },
  setReleaseEntries: {
    input: async (world) => ({
      id: (await freshRelease(world)).id,
      entries: [{ moduleId: world.moduleId, version: 1 }],
    }),
  },
  removeReleaseEntry: {
    input: async (world) => ({ id: (await freshRelease(world)).id, moduleId: world.moduleId }),
  },
  protectRelease: { input: async (world) => ({ id: (await freshRelease(world)).id, isProtected: true }) },
  deleteRelease: { input: async (world) => ({ id: (await freshRelease(world)).id }) },
  previewMoment: { input: () => ({ at: new Date().toISOString() }) },
  compareReleases: { input: async (world) => ({ id: (await freshRelease(world)).id }) },
  proposeRelease: { input: async (world) => ({ id: (await freshRelease(world)).id }) },
  exportLockfile: { input: async (world) => ({ id: (await freshRelease(world)).id }) },
  // the texts that it names are those of its workspace
  importLockfile: { input: async (world) => ({ name: newId('rel'), lockfile: await freshLockfile(world) }) },
  verifyLockfile: { input: async (world) => ({ lockfile: await freshLockfile(world) }) },
  listProfiles: nothing,
  getProfile: { input: (world) => ({ id: world.profileId }) },
  createProfile: { input: () => ({ name: 'New' }) },
  updateProfile: { input: (world) => ({ id: world.profileId, name: 'Renamed' }) },
  getOwnProfile: nothing,
  // another verb may have begun it, and then nothing would be written
  beginOwnProfile: {
    input: async ({ owner }) => {
      await beginOwnProfile(owner, {})
      await deleteOwnProfile(owner, {})
      return {}
    },
  },
  changeOwnProfile: {
    input: async ({ owner }) => {
      await beginOwnProfile(owner, {})
      return { isLearning: false }
    },
  },
  deleteOwnProfile: {
    input: async ({ owner }) => {
      await beginOwnProfile(owner, {})
      return {}
    },
  },
  listFacts: { input: (world) => ({ id: world.profileId }) },
  addFact: { input: (world) => ({ id: world.profileId, key: 'note', value: freshText() }) },
  changeFact: { input: async (world) => ({ ...(await freshFact(world)), scope: 'local' }) },
  acceptFact: { input: freshCandidate },
  refuseFact: { input: freshCandidate },
  reopenFact: {
    input: async (world) => {
      const candidate = await freshCandidate(world)
      await refuseFact(world.owner, candidate)
      return candidate
    },
  },
  deleteFact: { input: freshFact },
  listInteractions: { input: (world) => ({ id: world.profileId }) },
  clearInteractions: { input: (world) => ({ id: world.profileId }) },
  exportProfile: { input: (world) => ({ id: world.profileId }) },
  getProfileSettings: nothing,
  saveProfileSettings: { input: () => ({ accepts: 'none' }) },
  deleteProfile: { input: async ({ owner }) => ({ id: (await createProfile(owner, { name: 'Gone' })).id }) },
  listProviders: nothing,
  getEmbedding: nothing,
  listEmbeddingModels: nothing,
  chooseEmbedding: { input: () => ({ kind: 'hash' }) },
  tryEmbedding: { input: () => ({ kind: 'hash' }) },
  cancelEmbedding: { input: freshFailedIndex },
  retryEmbedding: { input: freshFailedIndex },
  listAvailableModels: nothing,
  connectProvider: {
    input: () => ({ kind: 'openai-compatible', name: 'Nobody', baseUrl: 'http://model.invalid/v1' }),
  },
  findLocalProviders: nothing,
  chooseDefaultModel: { input: () => ({ model: OFFLINE_MODEL_ID }) },
  listTokenCalibrations: nothing,
  saveProvider: {
    input: ({ providerId }) => ({
      id: providerId,
      kind: 'openai',
      name: 'Renamed',
      apiKey: 'sk-another',
      models: [],
    }),
  },
  tryProvider: { input: (world) => ({ id: world.providerId }) },
  deleteProvider: {
    input: async ({ owner }) => ({
      id: (await saveProvider(owner, { kind: 'openai', name: 'Gone', models: [] })).id,
    }),
  },
  ...CHECK_FIXTURES,
  ...ANSWER_FIXTURES,
  ...INSIGHT_FIXTURES,
}

import { z } from 'zod'

const workspace = z.object({ workspaceId: z.string().min(1) })

/** Every kind of background job and what it is told. A job finds out by itself what there is to do, and can be repeated. */
export const JOB_PAYLOADS = {
  /** Rebuilds the lexical weights when texts have become longer or shorter on average. */
  'follow-drift': workspace,
  /** Prepares modules anew that older rules, or another setting of the cleaner, cut or indexed. */
  'reindex-modules': workspace,
  /** Removes chunks of versions that never came or that are gone. */
  'remove-chunks': workspace,
  /** Builds embedding indexes, makes vectors that are missing, fits the offline embedder anew, deletes what was replaced. */
  'follow-embedding': workspace,
  /** Makes, measures and deletes the approximate indexes of a server Postgres. */
  'follow-approximate': workspace,
  /** Lists for each module those that are most like it. */
  'relate-modules': workspace,
  /** Counts which chunks compositions use: memory begins with the frequent ones. */
  'count-chunk-usage': workspace,
  /** Finds out what is asked again and again, and makes templates of it. */
  'find-query-patterns': workspace,
  /** Makes the summaries that versions of the release lack. */
  'follow-summaries': workspace,
  /** Has the chosen model write the summaries of a conversation. */
  'write-conversation-summaries': workspace.extend({ conversationId: z.string().min(1) }),
  /** Has the chosen model read what a person said of themselves in a message. */
  'read-facts': workspace.extend({
    conversationId: z.string().min(1),
    profileId: z.string().min(1),
    messageId: z.string().min(1),
  }),
  /** Makes the vectors that messages lack: of one conversation, or of all. */
  'embed-messages': workspace.extend({ conversationId: z.string().min(1).optional() }),
  /** Deletes temporary conversations that nobody ended. */
  'end-temporary': workspace,
  /** Deletes for good the conversations that can no longer be brought back. */
  'purge-conversations': workspace,
  /** Deletes what is kept no longer. */
  'apply-retention': workspace,
  /** Lets reranking see how often answers cited the modules they were given with. */
  'snapshot-grounding': workspace,
  /** Has a model answer the queries of a set from two contexts each. */
  'compare-answers': workspace.extend({ comparisonId: z.string().min(1) }),
  /** Runs the required query sets of a change request that was edited. */
  'check-change': workspace.extend({ number: z.int().min(1) }),
  /** Sends the mails about notifications that are due. */
  'send-mails': workspace,
} as const satisfies Record<string, z.ZodType<{ workspaceId: string }>>

export type JobName = keyof typeof JOB_PAYLOADS
export type JobPayload<Name extends JobName> = z.output<(typeof JOB_PAYLOADS)[Name]>

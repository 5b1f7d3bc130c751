import { z } from 'zod'

const workspace = z.object({ workspaceId: z.string().min(1) })

/** Every kind of background job and what it is told. A job finds out by itself what there is to do, and can be repeated. */
export const JOB_PAYLOADS = {
  /** Rebuilds the lexical weights when texts have become longer or shorter on average. */
  'follow-drift': workspace,
  /** Builds embedding indexes, makes vectors that are missing, fits the offline embedder anew, deletes what was replaced. */
  'follow-embedding': workspace,
} as const satisfies Record<string, z.ZodType<{ workspaceId: string }>>

export type JobName = keyof typeof JOB_PAYLOADS
export type JobPayload<Name extends JobName> = z.output<(typeof JOB_PAYLOADS)[Name]>

import type { ClientError } from '@/components/data/api-client'
import type { ImportFile, ImportResultDto } from '@/lib/schemas/imports/module-import'
import type { UndoneImportDto } from '@/lib/schemas/imports/past-import'
import { describeLeftOut } from '@/lib/schemas/zip/describe-left-out'
import { DEFAULT_CHOICES, type ImportChoices, type PlannedResult } from './import-plan'

type Work = 'planning' | 'sending'

export type ImportState = {
  /** `planned` waits for a decision; `stopped` and `cancelled` broke off the work before. */
  phase: 'idle' | 'reading' | Work | 'planned' | 'done' | 'cancelled' | 'stopped' | 'undoing' | 'undone'
  work: Work
  total: number
  /** Files that were read so far, in steps. */
  read: number
  files: ImportFile[]
  /** Files beside a skill that are not imported, by the path of the skill. */
  leftOut: ReadonlyMap<string, string[]>
  /** Paths whose letters may be others, since their zip does not say how they are encoded. */
  guessed: string[]
  plan: PlannedResult[]
  /** Of what was sent, and of what was not: failed or unchanged by the plan. */
  results: ImportResultDto[]
  /** Files that have no answer yet; what a retry sends. */
  unsent: ImportFile[]
  choices: ImportChoices
  /** Why it stopped. */
  error: ClientError | null
  /** When the work under way will have ended at its pace; null while there is none. */
  endsAt: number | null
  /** By which the server knows what was changed; null while nothing was. */
  importId: string | null
  /** The change request that has the edits; null while there is none. */
  change: number | null
  undone: UndoneImportDto | null
}

export const IDLE: ImportState = {
  phase: 'idle',
  work: 'planning',
  total: 0,
  read: 0,
  files: [],
  leftOut: new Map(),
  guessed: [],
  plan: [],
  results: [],
  unsent: [],
  choices: DEFAULT_CHOICES,
  error: null,
  endsAt: null,
  importId: null,
  change: null,
  undone: null,
}

export const failed = (path: string, message: string): PlannedResult => ({
  path,
  status: 'failed',
  plan: 'failed',
  problems: [{ path, message, severity: 'error' }],
})
export const skipped = (path: string, leftOut: string[]): PlannedResult => ({
  path,
  status: 'skipped',
  plan: 'skipped',
  problems: [describeLeftOut(leftOut)],
})

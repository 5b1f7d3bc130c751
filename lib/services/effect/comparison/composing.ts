import { releaseOf } from '@/lib/db/release'
import type { ComparedSide } from '@/lib/schemas/compared-side'

/** What contexts are composed with, and what a sentence calls it: “In production”. */
export type Composing = {
  workspaceId: string
  releaseId: string
  /** `id@version` or `id`; undefined for the one that each question asks for. */
  policy: string | undefined
  name: string
}

/** As a compared side names it: what is used anyway is not named. */
export function toNamed({ workspaceId, releaseId, policy }: Composing): Pick<ComparedSide, 'release' | 'policy'> {
  return {
    ...(releaseId === releaseOf(workspaceId).releaseId ? {} : { release: releaseId }),
    ...(policy === undefined ? {} : { policy }),
  }
}

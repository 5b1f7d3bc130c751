import { releaseOf } from '@/lib/db/releases/release'
import type { ComparedSide } from '@/lib/schemas/contexts/compared-side'

/** What contexts are composed with, and what a sentence calls it: “In production”. */
export type Composing = {
  workspaceId: string
  releaseId: string
  /** The moment that the release stands for: an address names it, since the release is kept for a while only. */
  at?: string | undefined
  /** `id@version` or `id`; undefined for the one that each question asks for. */
  policy: string | undefined
  name: string
}

/** As a compared side names it: what is used anyway is not named. */
export function toNamed({
  workspaceId,
  releaseId,
  at,
  policy,
}: Composing): Pick<ComparedSide, 'release' | 'at' | 'policy'> {
  const isUsual = releaseId === releaseOf(workspaceId).releaseId
  return {
    ...(at !== undefined ? { at } : isUsual ? {} : { release: releaseId }),
    ...(policy === undefined ? {} : { policy }),
  }
}

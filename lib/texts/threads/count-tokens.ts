import type { ModelFamily } from '@/lib/engine'
import { workOnText } from './work-on-text'

/** Counting takes a fraction of what cutting a text does. */
const EASE = 8

/** Tokens of all texts together, as a model family counts them. */
export function countTokens(workspaceId: string, family: ModelFamily, texts: string[]): Promise<number> {
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  return workOnText('count', { family, texts }, { workspaceId, urgency: 'person', size: Math.ceil(length / EASE) })
}

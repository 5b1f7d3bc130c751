import type { PolicySettings } from '../vocabulary/policy'
import type { ModelFamily } from '../vocabulary/types'
import { createClaudeRenderer } from './claude'
import { createGeminiRenderer } from './gemini'
import { createGenericRenderer } from './generic'
import { createGptRenderer } from './gpt'
import { createLlamaRenderer } from './llama'
import type { Markup, Renderer } from './renderer'

const CREATE: Record<ModelFamily, (markup: Markup) => Renderer> = {
  claude: createClaudeRenderer,
  gpt: createGptRenderer,
  llama: createLlamaRenderer,
  gemini: createGeminiRenderer,
  generic: createGenericRenderer,
}

const made = new Map<string, Renderer>()

/** What a policy's format asks for of a family. */
export function rendererFor(
  family: ModelFamily,
  { metadata, turns = 'full' }: Pick<PolicySettings['format'], 'metadata' | 'turns'> = {},
): Renderer {
  const items = metadata === 'least' ? 'least' : 'full'
  const key = `${family} ${items} ${turns}`
  const known = made.get(key) ?? CREATE[family]({ items, turns })
  made.set(key, known)
  return known
}

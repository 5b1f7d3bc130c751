import type { Metadata } from '../vocabulary/policy'
import type { ModelFamily } from '../vocabulary/types'
import { claudeLeastRenderer, claudeRenderer } from './claude'
import { geminiLeastRenderer, geminiRenderer } from './gemini'
import { genericLeastRenderer, genericRenderer } from './generic'
import { gptLeastRenderer, gptRenderer } from './gpt'
import { llamaLeastRenderer, llamaRenderer } from './llama'
import type { Renderer } from './renderer'

export const RENDERERS: Record<ModelFamily, Renderer> = {
  claude: claudeRenderer,
  gpt: gptRenderer,
  llama: llamaRenderer,
  gemini: geminiRenderer,
  generic: genericRenderer,
}

/** For metadata that is `least`. */
export const LEAST_RENDERERS: Record<ModelFamily, Renderer> = {
  claude: claudeLeastRenderer,
  gpt: gptLeastRenderer,
  llama: llamaLeastRenderer,
  gemini: geminiLeastRenderer,
  generic: genericLeastRenderer,
}

export function rendererFor(family: ModelFamily, metadata: Metadata): Renderer {
  return (metadata === 'least' ? LEAST_RENDERERS : RENDERERS)[family]
}

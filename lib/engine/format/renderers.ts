import type { ModelFamily } from '../vocabulary/types'
import { claudeRenderer } from './claude'
import { geminiRenderer } from './gemini'
import { genericRenderer } from './generic'
import { gptRenderer } from './gpt'
import { llamaRenderer } from './llama'
import type { Renderer } from './renderer'

export const RENDERERS: Record<ModelFamily, Renderer> = {
  claude: claudeRenderer,
  gpt: gptRenderer,
  llama: llamaRenderer,
  gemini: geminiRenderer,
  generic: genericRenderer,
}

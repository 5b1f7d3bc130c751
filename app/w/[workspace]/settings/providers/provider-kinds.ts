import type { ProviderKind } from '@/lib/schemas/workspaces/provider'

type KindMeta = { label: string; keyHint: string; needsAddress: boolean; modelExample: string }

export const KIND_META: Record<ProviderKind, KindMeta> = {
  openai: { label: 'OpenAI', keyHint: 'Starts with sk-.', needsAddress: false, modelExample: 'gpt-5.2' },
  'openai-responses': {
    label: 'OpenAI (responses)',
    keyHint: 'Starts with sk-. For models and gateways that speak the responses API alone.',
    needsAddress: false,
    modelExample: 'gpt-5.4',
  },
  anthropic: {
    label: 'Anthropic',
    keyHint: 'Starts with sk-ant-.',
    needsAddress: false,
    modelExample: 'claude-opus-4-6',
  },
  google: { label: 'Google', keyHint: 'Of Google AI Studio.', needsAddress: false, modelExample: 'gemini-3-pro' },
  mistral: {
    label: 'Mistral',
    keyHint: 'Of La Plateforme, API keys.',
    needsAddress: false,
    modelExample: 'mistral-large-latest',
  },
  'openai-compatible': {
    label: 'OpenAI-compatible',
    keyHint: 'Leave it empty where none is needed, as with Ollama.',
    needsAddress: true,
    modelExample: 'llama3.3',
  },
}

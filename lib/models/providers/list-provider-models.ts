import { APICallError } from 'ai'
import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import type { ChatModelSettings } from './chat-models'
import { MISTRAL_URL } from './mistral'

const LIST_TIMEOUT_MS = 15_000
const MAX_LISTED = 500

const listSchema = z.union([
  z.object({ data: z.array(z.object({ id: z.string() })) }).transform(({ data }) => data.map(({ id }) => id)),
  z
    .object({ models: z.array(z.object({ name: z.string() })) })
    .transform(({ models }) => models.map(({ name }) => name.replace(/^models\//, ''))),
])

function requestOf({ kind, baseUrl, apiKey }: ChatModelSettings): { url: string; headers: Record<string, string> } {
  const base = baseUrl?.replace(/\/+$/, '')
  const key = apiKey ?? ''
  switch (kind) {
    case 'anthropic':
      return {
        url: `${base ?? 'https://api.anthropic.com/v1'}/models?limit=1000`,
        headers: { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
      }
    case 'google':
      return {
        url: `${base ?? 'https://generativelanguage.googleapis.com/v1beta'}/models?pageSize=1000`,
        headers: { 'x-goog-api-key': key },
      }
    default:
      return {
        url: `${base ?? (kind === 'mistral' ? MISTRAL_URL : 'https://api.openai.com/v1')}/models`,
        headers: key ? { authorization: `Bearer ${key}` } : {},
      }
  }
}

/**
 * Ids of the models that a provider has; asking costs nothing and shows whether address and key are right.
 * @throws APICallError for an answer that says no; what the fetch throws.
 */
export async function listProviderModels(settings: ChatModelSettings): Promise<string[]> {
  const { url, headers } = requestOf(settings)
  const bounds = { maxBytes: LIMITS.providerListBytes }
  const response = await settings.fetch(url, { headers, bounds, signal: AbortSignal.timeout(LIST_TIMEOUT_MS) })
  const body = await response.text()
  const failure = (message: string) =>
    new APICallError({
      message,
      url,
      requestBodyValues: {},
      statusCode: response.status,
      responseHeaders: Object.fromEntries(response.headers),
      responseBody: body,
    })
  if (!response.ok) throw failure(response.statusText || 'the list of models was refused')
  const parsed = listSchema.safeParse(parseJson(body))
  if (!parsed.success) throw failure('the list of models has an unknown form')
  return parsed.data.slice(0, MAX_LISTED)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

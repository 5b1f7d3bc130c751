import { setTimeout } from 'node:timers/promises'
import type { GuardedFetch } from '@/lib/models/fetch/guarded-fetch'
import { listProviderModels } from './list-provider-models'

type LocalServer = { name: string; baseUrl: string; models: string[] }

/** Model servers of this machine at their default ports, which the guard lets through without being told. */
export const LOCAL_SERVERS = [
  { name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1' },
  { name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1' },
]

export const originOf = (url: string) => new URL(url).origin.replace('localhost', '127.0.0.1')

/** A server of this machine lists its models in a few milliseconds, or is not there. */
const TIMEOUT_MS = 2_000

/** Those of the servers that answer with a list of models in time; none that is silent, refuses, or is something else. */
export async function findLocalServers(
  fetch: GuardedFetch,
  servers: readonly { name: string; baseUrl: string }[] = LOCAL_SERVERS,
): Promise<LocalServer[]> {
  const found = await Promise.all(
    servers.map(async (server) => {
      const settings = { kind: 'openai-compatible' as const, ...server, apiKey: null, modelId: '', fetch }
      const models = await Promise.race([
        listProviderModels(settings).catch(() => null),
        setTimeout(TIMEOUT_MS, null, { ref: false }),
      ])
      return models && { ...server, models }
    }),
  )
  return found.filter((server) => server !== null)
}

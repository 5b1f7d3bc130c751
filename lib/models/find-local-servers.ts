import type { GuardedFetch } from './guarded-fetch'
import { listProviderModels } from './list-provider-models'

type LocalServer = { name: string; baseUrl: string; models: string[] }

/** Model servers of this machine at their default ports, which the guard lets through without being told. */
export const LOCAL_SERVERS = [
  { name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1' },
  { name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1' },
]

/** Those of the servers that answer with a list of models; none that is silent, refuses, or is something else. */
export async function findLocalServers(
  fetch: GuardedFetch,
  servers: readonly { name: string; baseUrl: string }[] = LOCAL_SERVERS,
): Promise<LocalServer[]> {
  const found = await Promise.all(
    servers.map(async (server) => {
      const settings = { kind: 'openai-compatible' as const, ...server, apiKey: null, modelId: '', fetch }
      const models = await listProviderModels(settings).catch(() => null)
      return models && { ...server, models }
    }),
  )
  return found.filter((server) => server !== null)
}

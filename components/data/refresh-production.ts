import type { QueryClient } from '@tanstack/react-query'

/** What is read of production, and what stands against it, such as open change requests. */
const OF_PRODUCTION = ['modules', 'imports', 'changes', 'releases', 'policies', 'query-sets', 'retrieval', 'inbox']

/** Reads again what screens show of production after it moved: by a merge, a publish, an import, another policy. */
export function refreshProduction(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ predicate: ({ queryKey: [of] }) => OF_PRODUCTION.includes(String(of)) })
}

/** As `refreshProduction`, where the module that the screen shows is gone: asking for it again would fail. */
export async function refreshWithoutModules(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: ['modules'], refetchType: 'none' })
  const others = OF_PRODUCTION.filter((of) => of !== 'modules')
  await client.invalidateQueries({ predicate: ({ queryKey: [of] }) => others.includes(String(of)) })
}

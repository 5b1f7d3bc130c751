/** Where the editor shows a module's chunk, or all its chunks. */
export function sourceHref(moduleId: string, chunkId?: string): string {
  const query = new URLSearchParams({ tab: 'chunks', ...(chunkId && { chunk: chunkId }) })
  return `/modules/${encodeURIComponent(moduleId)}?${query}`
}

import { loadTokenizer } from '@/lib/engine'

/**
 * Loads what the first request, question and import would wait for. Next has copies of our own modules for its routes: what
 * they win by this are the packages that these need, and the one vocabulary of the process.
 */
export async function warmUp(): Promise<void> {
  await import('./route')
  await import('@/lib/services/compose/create-composition')
  await import('@/lib/services/imports/import-modules')
  await loadTokenizer('gpt')
}

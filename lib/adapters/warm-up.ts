import { analyzeQuery, loadTokenizer } from '@/lib/engine'

const QUERY = 'How does it work in TypeScript before 2.0?'

/** Loads and compiles what the first request, question and import would wait for: some hundred milliseconds of work. */
export async function warmUp(): Promise<void> {
  await import('./route')
  await import('@/lib/services/compose/create-composition')
  await import('@/lib/services/modules/import-modules')
  const tokenizer = await loadTokenizer('gpt')
  tokenizer.count(QUERY)
  analyzeQuery(QUERY)
}

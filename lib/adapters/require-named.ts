import 'server-only'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { AppError } from '@/lib/errors'
import { PATH_HEADER } from './page-headers'

/**
 * Answers 404 where what the address of a page names is not there. For layouts: they stand above the loading states, and
 * a status can only go out before the first byte of the page. Asks for whole documents alone; the parts that a page
 * fetches while somebody moves about have no status that anyone sees, and are not held up.
 * @param find Rejects with NOT_FOUND or VALIDATION where nothing is found; of other errors the page itself tells.
 */
export async function requireNamed(find: (address: URL) => unknown): Promise<void> {
  const asked = await headers()
  if (asked.get('sec-fetch-dest') === 'empty') return
  const address = new URL(asked.get(PATH_HEADER) ?? '/', 'http://page')
  try {
    await find(address)
  } catch (error) {
    const isAbsent = error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'VALIDATION')
    if (isAbsent) notFound()
    if (!(error instanceof AppError)) throw error
  }
}

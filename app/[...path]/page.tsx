import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { redirectHome } from '@/lib/adapters/actor'
import { PATH_HEADER } from '@/lib/adapters/page-headers'

/** Screens whose addresses did not name the workspace once; such links lead to the one that was opened last. */
const SCREENS = new Set(['playground', 'modules', 'retrieval', 'budget', 'insights', 'settings'])

type OldPageProps = { params: Promise<{ path: string[] }> }

export default async function OldPage({ params }: OldPageProps) {
  const [screen = ''] = (await params).path
  if (!SCREENS.has(screen)) notFound()
  const path = (await headers()).get(PATH_HEADER) ?? `/${screen}`
  return redirectHome(path)
}

import type { ReactNode } from 'react'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { requireNamed } from '@/lib/adapters/require-named'
import { getVersion } from '@/lib/services/modules/get-version'
import { loadModule } from './load-module'

const MODULE_PATH = /^\/w\/[^/]+\/modules\/([^/]+)/
const VERSION_PARAMS = ['compare', 'with']

export default async function ModulesLayout({ params, children }: { params: WorkspaceParams; children: ReactNode }) {
  await requireNamed(async ({ pathname, searchParams }) => {
    const [, segment] = MODULE_PATH.exec(pathname) ?? []
    if (segment === undefined) return
    const id = decodeURIComponent(segment)
    const actor = await requireActor(params)
    await loadModule((await params).workspace, id)
    const versions = VERSION_PARAMS.flatMap((name) => searchParams.get(name) ?? []).map(Number)
    await Promise.all(versions.map((version) => getVersion(actor, { id, version })))
  })
  return children
}

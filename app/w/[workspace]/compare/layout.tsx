import type { ReactNode } from 'react'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { requireNamed } from '@/lib/adapters/require-named'
import { AppError } from '@/lib/errors'
import { parseComparedSide } from '@/lib/schemas/contexts/compared-side'
import { getComposition } from '@/lib/services/compose/get-composition'
import { getQuerySet } from '@/lib/services/query-sets/get-query-set'

export default async function CompareLayout({ params, children }: { params: WorkspaceParams; children: ReactNode }) {
  await requireNamed(async ({ searchParams }) => {
    const actor = await requireActor(params)
    for (const name of ['a', 'b']) {
      const text = searchParams.get(name)
      if (text === null) continue
      const side = parseComparedSide(text)
      if (!side)
        throw new AppError('NOT_FOUND', 'The address names no composition.', { entity: 'composition', id: text })
      if (side.query === undefined) await getComposition(actor, { id: side.id })
      else await getQuerySet(actor, { id: side.id, release: side.set ?? side.release })
    }
  })
  return children
}

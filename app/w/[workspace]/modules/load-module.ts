import { cache } from 'react'
import { requireActor } from '@/lib/adapters/actor'
import type { ModuleDto } from '@/lib/schemas/modules/module'
import { getModule } from '@/lib/services/modules/get-module'

/** The module of a page, read once for its layout, title and content. @throws AppError NOT_FOUND, VALIDATION. */
export const loadModule = cache(
  async (workspace: string, id: string): Promise<ModuleDto> =>
    getModule(await requireActor(Promise.resolve({ workspace })), { id }),
)

'use server'

import { action } from '@/lib/adapters/action'
import type {
  DeletedModuleDto,
  ModuleRefInput,
  PublishModuleInput,
  PublishResultDto,
  SaveDraftInput,
  SavedDraftDto,
} from '@/lib/schemas/module'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { discardDraft } from '@/lib/services/modules/discard-draft'
import { publishModule } from '@/lib/services/modules/publish-module'
import { saveDraft } from '@/lib/services/modules/save-draft'

export const saveDraftAction = action<SavedDraftDto, SaveDraftInput>(saveDraft)
export const publishModuleAction = action<PublishResultDto, PublishModuleInput>(publishModule)
export const deleteModuleAction = action<DeletedModuleDto, ModuleRefInput>(deleteModule)
export const discardDraftAction = action<Awaited<ReturnType<typeof discardDraft>>, ModuleRefInput>(discardDraft)

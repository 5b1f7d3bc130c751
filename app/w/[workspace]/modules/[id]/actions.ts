'use server'

import { action } from '@/lib/adapters/action'
import type { OverlayDto, RestoreOverlayInput, SaveOverlayInput } from '@/lib/schemas/chunk-overlay'
import type {
  DeletedModuleDto,
  ModuleRefInput,
  PublishModuleInput,
  PublishResultDto,
  SaveDraftInput,
  SavedDraftDto,
} from '@/lib/schemas/module'
import { restoreOverlay } from '@/lib/services/chunk-overlays/restore-overlay'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { discardDraft } from '@/lib/services/modules/discard-draft'
import { publishModule } from '@/lib/services/modules/publish-module'
import { saveDraft } from '@/lib/services/modules/save-draft'

export const saveDraftAction = action<SavedDraftDto, SaveDraftInput>(saveDraft)
export const publishModuleAction = action<PublishResultDto, PublishModuleInput>(publishModule)
export const deleteModuleAction = action<DeletedModuleDto, ModuleRefInput>(deleteModule)
export const discardDraftAction = action<Awaited<ReturnType<typeof discardDraft>>, ModuleRefInput>(discardDraft)
export const saveOverlayAction = action<OverlayDto, SaveOverlayInput>(saveOverlay)
export const restoreOverlayAction = action<OverlayDto, RestoreOverlayInput>(restoreOverlay)

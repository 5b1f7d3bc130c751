'use server'

import { action } from '@/lib/adapters/action'
import { restoreOverlay } from '@/lib/services/chunk-overlays/restore-overlay'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { tryDraft } from '@/lib/services/drafts/try-draft'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { discardDraft } from '@/lib/services/modules/discard-draft'
import { publishModule } from '@/lib/services/modules/publish-module'

export const publishModuleAction = action(publishModule)
export const deleteModuleAction = action(deleteModule)
export const discardDraftAction = action(discardDraft)
export const saveOverlayAction = action(saveOverlay)
export const tryDraftAction = action(tryDraft)
export const restoreOverlayAction = action(restoreOverlay)

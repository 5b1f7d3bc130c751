'use server'

import { action } from '@/lib/adapters/action'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { createModule } from '@/lib/services/modules/create-module'
import { editModules } from '@/lib/services/modules/edit-modules'
import { unarchiveModules } from '@/lib/services/modules/unarchive-modules'

export const createModuleAction = action(createModule)
export const archiveModulesAction = action(archiveModules)
export const unarchiveModulesAction = action(unarchiveModules)
export const editModulesAction = action(editModules)

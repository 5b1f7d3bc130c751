'use server'

import { action } from '@/lib/adapters/action'
import type {
  BulkModulesInput,
  BulkResultDto,
  CreateModuleInput,
  ModuleDto,
  TagModulesInput,
} from '@/lib/schemas/module'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { createModule } from '@/lib/services/modules/create-module'
import { tagModules } from '@/lib/services/modules/tag-modules'
import { unarchiveModules } from '@/lib/services/modules/unarchive-modules'

export const createModuleAction = action<ModuleDto, CreateModuleInput>(createModule)
export const archiveModulesAction = action<BulkResultDto, BulkModulesInput>(archiveModules)
export const unarchiveModulesAction = action<BulkResultDto, BulkModulesInput>(unarchiveModules)
export const tagModulesAction = action<BulkResultDto, TagModulesInput>(tagModules)
